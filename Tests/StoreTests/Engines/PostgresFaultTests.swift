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

    @Test(arguments: Faulty.allCases) func aSlowServerIsWaitedFor(faulty: Faulty) async throws {
        var bench = try Bench(faulty, seed: 41, parameters: "answer_timeout=20")
        try bench.grow(by: 300)
        bench.proxy.set(.slow(milliseconds: 20))
        try await bench.expectSameWithOneGraphEach()
    }

    /// However far away the server is: what a search waits for are round trips.
    @Test func aSearchIsOneRoundTrip() async throws {
        var bench = try Bench(seed: 45)
        try bench.grow(by: 300)
        try await bench.ask()
        let index = try await bench.indexes.index(.turns)
        let vector = bench.logs.vector(16)
        let nobody = Filter.compare(attribute: "model", .equal, "nobody")
        for (query, roundTrips) in [
            (VectorQuery(vector: vector, k: 10), 1),
            (VectorQuery(vector: vector, k: 10, efSearch: 500), 1),
            (VectorQuery(vector: vector, k: 3, groupBy: "pair"), 1),
            // Once more without the graph.
            (VectorQuery(vector: vector, k: 10, filter: nobody), 2),
        ] {
            bench.proxy.set(.prompt)
            _ = try await index.search(query)
            #expect(bench.proxy.roundTrips == roundTrips)
        }
    }

    /// Stalls at any byte of loading, following and searching.
    @Test(arguments: Faulty.allCases, Seeds.list(2))
    func aSilentServerIsGivenUpAndLosesNothing(faulty: Faulty, seed: UInt64) async throws {
        var bench = try Bench(faulty, seed: seed)
        var silences = 0
        for round in 0..<(faulty == .server ? 5 : 3) {
            try bench.grow(by: 120)
            bench.proxy.set(.stalling(afterBytes: Int.random(in: 0...60_000, using: &bench.logs.generator)))
            do { try await bench.ask() } catch let error as PgError {
                #expect(error.isUnreachable, "\(error.message)")
                // What is behind a coordinator it does not tell.
                let isNamed = error.message.contains("127.0.0.1:\(bench.proxy.port)/postgres")
                #expect(isNamed || faulty == .shard, "\(error.message)")
                if case .silent = error {
                    silences += 1
                    #expect(error.message.contains("did not answer within 1.0 s"))
                }
            }
            bench.proxy.set(.prompt)
            try await bench.expectSameWithOneGraphEach("seed \(seed), round \(round)")
        }
        #expect(silences > 0, "seed \(seed): nothing was interrupted")
    }

    @Test(arguments: Faulty.allCases, Seeds.list(2))
    func aConnectionThatIsCutLosesAndDoublesNothing(faulty: Faulty, seed: UInt64) async throws {
        var bench = try Bench(faulty, seed: seed)
        var cuts = 0
        for round in 0..<(faulty == .server ? 10 : 5) {
            try bench.grow(by: 120)
            bench.proxy.set(.cutting(afterBytes: Int.random(in: 0...60_000, using: &bench.logs.generator)))
            do {
                for collection in RecordCollection.allCases { _ = try await bench.indexes.index(collection) }
            } catch let error as PgError {
                #expect(error.isUnreachable, "\(error.message)")
                cuts += 1
            }
            bench.proxy.set(.prompt)
            try await bench.expectSameWithOneGraphEach("seed \(seed), round \(round)")
        }
        #expect(cuts > 0, "seed \(seed): nothing was cut")
    }

    /// What takes longer than a server may be silent is waited for while the server answers others: here another
    /// process has the lock for over two timeouts.
    @Test func whatMayTakeLongIsWaitedFor() async throws {
        var bench = try Bench(seed: 42)
        try bench.grow(by: 100)
        let other = bench.meanwhile(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtext('rapport')); SELECT pg_sleep(2.5); COMMIT",
            sign: "pg_locks WHERE locktype = 'advisory' AND granted")
        _ = try await bench.indexes.index(.turns)
        try await other.value
        try await bench.expectSameWithOneGraphEach()
    }

    /// A coordinator that broke may leave a transaction on a shard, which writes the same records and ends well after
    /// others began to.
    @Test func whatIsLeftOnAShardIsInNobodysWay() async throws {
        var bench = try Bench(.shard, seed: 46, parameters: "answer_timeout=20")
        try bench.grow(by: 100)
        try await bench.expectSameWithOneGraphEach()
        try bench.grow(by: 100)
        let other = bench.meanwhile(
            "BEGIN; UPDATE rapport.\"turns.text.g1_0\" SET record_id = record_id; SELECT pg_sleep(1); COMMIT",
            sign: "pg_stat_activity WHERE wait_event = 'PgSleep'")
        _ = try await bench.indexes.index(.turns)
        try await other.value
        try await bench.expectSameWithOneGraphEach()
    }

    @Test func aFullServerSaysSoAndGoesOnOnceThereIsRoom() async throws {
        var bench = try Bench(seed: 43, diskBytes: 16 << 20, parameters: "answer_timeout=20")
        var error: PgError?
        // Until a quarter of the disk is full.
        for _ in 0..<60 where error == nil {
            try bench.grow(by: 400, pairs: 40, dimension: 256)
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
        try await bench.expectSameWithOneGraphEach()
    }

    @Test(arguments: Faulty.allCases) func aServerThatComesLaterIsLoadedThen(faulty: Faulty) async throws {
        var bench = try Bench(faulty, seed: 44)
        bench.server.kill()
        try bench.grow(by: 100)
        await bench.expectAway()
        try bench.server.start()
        try await bench.expectSameWithOneGraphEach()
        // Started again with its data it is not loaded anew.
        let notices = bench.notices.all
        bench.server.kill()
        await bench.expectAway()
        try bench.grow(by: 100)
        await bench.expectAway()
        try bench.server.start()
        try await bench.expectSameWithOneGraphEach()
        #expect(bench.notices.all == notices)
    }

    @Test(arguments: ["-1", "soon", "100000"]) func aTimeoutThatIsNoneIsRefused(text: String) {
        #expect(throws: PgError.self) { try PgAddress("postgres://host/db?answer_timeout=\(text)") }
    }
}
