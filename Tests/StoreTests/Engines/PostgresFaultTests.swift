import Foundation
import PgVector
import RapportCore
import Store
import TestSupport
import Testing

/// A PostgreSQL server that is slow, silent, cut off, full, or not there yet: what is wrong is said, and afterwards the
/// index holds what SQLite holds, each record once.
@Suite(.serialized) struct PostgresFaultTests {
    private typealias Bench = FaultBench<PostgresServer>

    @Test func aSlowServerIsWaitedFor() async throws {
        var logs = RandomLogs(seed: 41)
        let bench = try Bench(parameters: "answer_timeout=20")
        try bench.fixture.load(logs.rows(300))
        try bench.fixture.embed()
        bench.proxy.set(.slow(milliseconds: 20))
        try await bench.expectSame()
    }

    /// Stalls at any byte of loading, following and searching.
    @Test(arguments: Seeds.list(2)) func aSilentServerIsGivenUpAndLosesNothing(seed: UInt64) async throws {
        var logs = RandomLogs(seed: seed)
        let bench = try Bench()
        var silences = 0
        for round in 0..<5 {
            try bench.fixture.load(logs.rows(120))
            try bench.fixture.embed()
            bench.proxy.set(.stalling(afterBytes: Int.random(in: 0...60_000, using: &logs.generator)))
            do { try await bench.followAndSearch(&logs) } catch let error as PgError {
                #expect(error.isUnreachable)
                #expect(error.message.contains("127.0.0.1:\(bench.proxy.port)/postgres"), "\(error.message)")
                if case .silent = error {
                    silences += 1
                    #expect(error.message.contains("did not answer within 1.0 s"))
                }
            }
            bench.proxy.set(.prompt)
            try await bench.expectSame("seed \(seed), round \(round)")
        }
        #expect(silences > 0, "seed \(seed): nothing was interrupted")
    }

    @Test(arguments: Seeds.list(2)) func aConnectionThatIsCutLosesAndDoublesNothing(seed: UInt64) async throws {
        var logs = RandomLogs(seed: seed)
        let bench = try Bench()
        var cuts = 0
        for round in 0..<10 {
            try bench.fixture.load(logs.rows(120))
            try bench.fixture.embed()
            bench.proxy.set(.cutting(afterBytes: Int.random(in: 0...60_000, using: &logs.generator)))
            do {
                for collection in RecordCollection.allCases { _ = try await bench.indexes.index(collection) }
            } catch let error as PgError {
                #expect(error.isUnreachable, "\(error.message)")
                cuts += 1
            }
            bench.proxy.set(.prompt)
            try await bench.expectSame("seed \(seed), round \(round)")
        }
        #expect(cuts > 0, "seed \(seed): nothing was cut")
    }

    /// What takes longer than a server may be silent is waited for while the server answers others: here another
    /// process has the lock for over two timeouts.
    @Test func whatMayTakeLongIsWaitedFor() async throws {
        var logs = RandomLogs(seed: 42)
        let bench = try Bench()
        try bench.fixture.load(logs.rows(100))
        try bench.fixture.embed()
        let server = bench.server
        let other = Task.detached {
            try server.query("BEGIN; SELECT pg_advisory_xact_lock(hashtext('rapport')); SELECT pg_sleep(2.5); COMMIT")
        }
        let isHeld = "SELECT 1 / count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        while (try? server.query(isHeld)) == nil { usleep(10_000) }
        _ = try await bench.indexes.index(.turns)
        try await other.value
        try await bench.expectSame()
    }

    @Test func aFullServerSaysSoAndGoesOnOnceThereIsRoom() async throws {
        var logs = RandomLogs(seed: 43)
        let bench = try Bench(diskBytes: 16 << 20, parameters: "answer_timeout=20")
        var error: PgError?
        // Until a quarter of the disk is full.
        for _ in 0..<60 where error == nil {
            try bench.fixture.load(logs.rows(400, pairs: 40))
            try bench.fixture.embed(dimension: 256)
            do { _ = try await bench.indexes.index(.turns) } catch let found as PgError { error = found }
        }
        let full = try #require(error, "the disk never was full")
        guard case .failed(_, _, let state, let reason) = full else {
            Issue.record("\(full.message)")
            return
        }
        #expect(state == "53100")
        #expect(reason.contains("No space left on device"))
        #expect(full.isUnreachable, "the replica may answer")
        // Still full: the same is said again, and nothing is half done.
        await #expect(throws: PgError.self) { _ = try await bench.indexes.index(.turns) }
        try bench.server.freeDisk()
        try await bench.expectSame()
    }

    @Test func aServerThatComesLaterIsLoadedThen() async throws {
        var logs = RandomLogs(seed: 44)
        let bench = try Bench()
        bench.server.kill()
        try bench.fixture.load(logs.rows(100))
        try bench.fixture.embed()
        let error = await #expect(throws: PgError.self) { _ = try await bench.indexes.index(.turns) }
        #expect(error?.message.contains("cannot be reached") == true)
        try bench.server.start()
        try await bench.expectSame()
        // Started again with its data it is not loaded anew.
        bench.server.kill()
        try bench.server.start()
        let notices = Notices()
        let url = "postgres://rapport@127.0.0.1:\(bench.proxy.port)/postgres"
        let indexes = EngineIndexes(
            store: bench.fixture.store, engine: PgEngine(try PgAddress(url)), notice: notices.add)
        let count = try await indexes.index(.turns).count
        let expected = try await bench.indexes.index(.turns).count
        #expect(count == expected)
        #expect(notices.all.isEmpty, "\(notices.all)")
    }

    @Test(arguments: ["-1", "soon", "100000"]) func aTimeoutThatIsNoneIsRefused(text: String) {
        #expect(throws: PgError.self) { try PgAddress("postgres://host/db?answer_timeout=\(text)") }
    }
}
