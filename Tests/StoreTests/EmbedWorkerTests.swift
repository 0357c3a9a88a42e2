import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Workers that embed one store, in one process: what each may take, and what becomes of one that is gone.
@Suite struct EmbedWorkerTests {
    private static let dimension = 16
    private static let anHour = 3_600.0

    private func fixture(_ logs: inout RandomLogs) throws -> (StoreFixture, Generation) {
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(150))
        return (fixture, try fixture.store.generation(embedder: "test", dimension: Self.dimension))
    }

    private func embedded(_ record: PendingRecord) -> EmbeddedRecord {
        let hash = ContentHash(of: record.text)
        var logs = RandomLogs(seed: UInt64(bitPattern: hash.recordID))
        return EmbeddedRecord(record: record, contentHash: hash, vector: logs.vector(Self.dimension))
    }

    /// How often the graphs are told of the record of which they are told most often.
    private func mostOperations(_ store: RapportStore) throws -> Int {
        try store.countForTests(
            """
            SELECT max(times) FROM (SELECT count(*) AS times FROM operations
                GROUP BY generation_id, collection, vector_name, record_id)
            """)
    }

    @Test func oneTextIsTakenOnce() throws {
        var logs = RandomLogs(seed: 31)
        let (fixture, generation) = try fixture(&logs)
        let workers = (0..<2).map { _ in
            EmbedWorker(in: fixture.store, generation: generation, leaseSeconds: Self.anHour)
        }
        let hashes = ["hey", "you", "hey"].map { ContentHash(of: $0) }
        #expect(try workers[0].take(Array(hashes[..<1])) == [.own])
        #expect(try workers[1].take(hashes) == [.others, .own, .others])
        #expect(try workers[0].take(hashes) == [.own, .others, .own])
        #expect(try !workers[1].isAnyFree(of: [hashes[0]]))
        try workers[0].end()
        #expect(try workers[1].isAnyFree(of: [hashes[0]]))
        #expect(try workers[1].take(hashes) == [.own, .own, .own])
        #expect(workers[1].takenOver == 0, "who ends in good order leaves nothing to take over")
    }

    @Test func whoFindsAllStoredEndsTheLeasesOfThoseThatAreGone() throws {
        var logs = RandomLogs(seed: 35)
        let (fixture, generation) = try fixture(&logs)
        let gone = EmbedWorker(in: fixture.store, generation: generation, leaseSeconds: -1)
        let other = EmbedWorker(in: fixture.store, generation: generation, leaseSeconds: Self.anHour)
        _ = try gone.take([ContentHash(of: "hey")])
        #expect(try fixture.store.countForTests("SELECT count(*) FROM embed_workers") == 1)
        try other.end()
        #expect(try fixture.store.countForTests("SELECT count(*) FROM embed_workers") == 0)
        #expect(try fixture.store.countForTests("SELECT count(*) FROM embed_claims") == 0)
    }

    @Test func aWorkerThatSleptLongerThanItsLeaseWritesNothing() throws {
        var logs = RandomLogs(seed: 32)
        let (fixture, generation) = try fixture(&logs)
        let store = fixture.store
        let records = try store.pending(.turns, generation: generation, limit: 20)
        let hashes = records.map { ContentHash(of: $0.text) }
        let sleeper = EmbedWorker(in: store, generation: generation, leaseSeconds: -1)
        let other = EmbedWorker(in: store, generation: generation, leaseSeconds: Self.anHour)
        #expect(try Set(sleeper.take(hashes)) == [.own])
        #expect(try other.isAnyFree(of: hashes))
        #expect(try Set(other.take(hashes)) == [.own])
        #expect(other.takenOver == Set(hashes).count)
        #expect(try store.save(records.map(embedded), collection: .turns, generation: generation, by: sleeper) == nil)
        #expect(try store.vectorCounts(of: generation)[.turns] == 0)
        // Neither does a renewal bring back what is over.
        try sleeper.renew()
        #expect(try store.save(records.map(embedded), collection: .turns, generation: generation, by: sleeper) == nil)
        #expect(
            try store.save(records.map(embedded), collection: .turns, generation: generation, by: other)
                == records.count)
        #expect(try sleeper.take(hashes).allSatisfy { $0 == .stored })
    }

    @Test func aLeaseThatRanOutButThatNobodyTookOverStillHolds() throws {
        var logs = RandomLogs(seed: 33)
        let (fixture, generation) = try fixture(&logs)
        let records = try fixture.store.pending(.turns, generation: generation, limit: 20)
        let slow = EmbedWorker(in: fixture.store, generation: generation, leaseSeconds: -1)
        _ = try slow.take(records.map { ContentHash(of: $0.text) })
        let saved = try fixture.store.save(
            records.map(embedded), collection: .turns, generation: generation, by: slow)
        #expect(saved == records.count)
    }

    /// As a process that ends without a word: its file is closed, its row stays.
    @Test func whoseProcessIsGoneIsTakenOverAtOnce() throws {
        var logs = RandomLogs(seed: 34)
        let (fixture, generation) = try fixture(&logs)
        let hashes = [ContentHash(of: "hey")]
        var gone: EmbedWorker? = EmbedWorker(in: fixture.store, generation: generation, leaseSeconds: Self.anHour)
        #expect(try gone?.take(hashes) == [.own])
        gone = nil
        let other = EmbedWorker(in: fixture.store, generation: generation, leaseSeconds: Self.anHour)
        #expect(try other.take(hashes) == [.own])
        #expect(other.takenOver == 1)
    }

    @Test func whoIsForgottenWhileHeIsEmbeddedComesBackFromNoWorker() async throws {
        var logs = RandomLogs(seed: 35)
        let (fixture, generation) = try fixture(&logs)
        let store = fixture.store
        let records = try store.pending(.turns, generation: generation, limit: .max)
        let worker = EmbedWorker(in: store, generation: generation, leaseSeconds: Self.anHour)
        _ = try worker.take(records.map { ContentHash(of: $0.text) })
        let person = try #require(try store.pairs().first?.pair)
        _ = try await Forgetting(store: store).forget(person, now: Timestamp(nanoseconds: 0))
        #expect(try store.save(records.map(embedded), collection: .turns, generation: generation, by: worker) == nil)
        #expect(try store.integrityProblems().isEmpty)
    }

    /// Workers that take, store, sleep and vanish in any order: every record has its vector once, and nobody ever
    /// stores what another has taken.
    @Test(arguments: Seeds.list(5)) func inAnyOrderEveryRecordIsStoredOnce(seed: UInt64) throws {
        var logs = RandomLogs(seed: seed)
        let (fixture, generation) = try fixture(&logs)
        let store = fixture.store
        var workers: [EmbedWorker] = []
        var held: [[PendingRecord]] = []
        var stored = 0
        func add() {
            let lease = Bool.random(using: &logs.generator) ? Self.anHour : -1
            workers.append(EmbedWorker(in: store, generation: generation, leaseSeconds: lease))
            held.append([])
        }
        for _ in 0..<3 { add() }
        let total = try store.pendingCount(.turns, generation: generation)
        #expect(total > 50)
        var steps = 0
        while try store.pendingCount(.turns, generation: generation) > 0 {
            steps += 1
            try #require(steps < 5_000, "seed \(seed) comes to no end")
            let index = Int.random(in: 0..<workers.count, using: &logs.generator)
            if Int.random(in: 0..<12, using: &logs.generator) == 0 {
                workers.remove(at: index)
                held.remove(at: index)
                add()
            } else if held[index].isEmpty {
                let pending = try store.pending(
                    .turns, generation: generation, limit: Int.random(in: 1...30, using: &logs.generator))
                let turns = try workers[index].take(pending.map { ContentHash(of: $0.text) })
                held[index] = zip(pending, turns).filter { $1 != .others }.map(\.0)
            } else {
                let saved = try store.save(
                    held[index].map(embedded), collection: .turns, generation: generation, by: workers[index])
                stored += saved ?? 0
                held[index] = []
            }
        }
        #expect(stored == total, "seed \(seed)")
        #expect(try store.vectorCounts(of: generation)[.turns] == total)
        #expect(try mostOperations(store) == 1, "seed \(seed)")
        #expect(try store.integrityProblems().isEmpty)
    }
}
