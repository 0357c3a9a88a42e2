import Foundation
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// Compaction: worn graphs are built anew, readers go on, and a stop loses nothing.
@Suite struct CareCompactionTests {
    /// A store whose conversations grew so often that most vectors of its graphs were replaced.
    static func worn(seed: UInt64) async throws -> (fixture: StoreFixture, logs: RandomLogs) {
        var logs = RandomLogs(seed: seed)
        let fixture = try StoreFixture()
        let indexes = IndexSet(store: fixture.store)
        for _ in 0..<5 {
            try fixture.load(logs.rows(40))
            try fixture.embed()
            try await indexes.save()
        }
        return (fixture, logs)
    }

    @Test(arguments: Seeds.list(3)) func aWornGraphIsBuiltAnewOnceAndReadersGoOn(seed: UInt64) async throws {
        let (fixture, logs) = try await Self.worn(seed: seed)
        var queries = logs
        let server = IndexSet(store: try RapportStore(folder: fixture.folder.url.path, creating: false))
        let query = VectorQuery(vector: queries.vector(16), k: 1_000)
        func answers() async throws -> [Set<Int64>] {
            var answers: [Set<Int64>] = []
            for collection in RecordCollection.allCases {
                answers.append(Set(try await server.graphIndex(collection).exactSearch(query).hits.map(\.id)))
            }
            return answers
        }
        let before = try await answers()
        let first = try await Compaction(store: fixture.store).run()
        #expect(first.graphs.contains { $0.rebuilt && $0.collection == .stages })
        #expect(first.operationsRemoved > 0 && first.left.isEmpty)
        #expect(try await answers() == before)
        let second = try await Compaction(store: fixture.store).run()
        #expect(second.graphs.filter(\.rebuilt).isEmpty)
        #expect(second.graphs.allSatisfy { $0.freeShare <= 0.2 && $0.changedShare <= 0.5 })
        #expect(second.operationsRemoved == 0)
        // The files that are in place are used as they are.
        let fresh = IndexSet(store: fixture.store) { Issue.record("built anew: \($0)") }
        for collection in RecordCollection.allCases {
            try await fresh.graphIndex(collection).checkInvariants()
            let agreement = try await fresh.agreement(collection)
            #expect(agreement.missing == 0 && agreement.surplus == 0)
        }
    }

    @Test func withoutTimeNothingIsBegunAndItIsSaidWhatIsLeft() async throws {
        let fixture = try await Self.worn(seed: 4).fixture
        let report = try await Compaction(store: fixture.store).run(budgetSeconds: 0)
        #expect(report.graphs.isEmpty && !report.vacuumed && report.operationsRemoved == 0)
        #expect(report.left.first == "the graph of turns (text) was not looked at")
        let rest = try await Compaction(store: fixture.store).run()
        #expect(rest.graphs.filter(\.rebuilt).isEmpty == false)
        #expect(rest.left.isEmpty)
    }

    /// A compaction that stops after every piece, while records come in: as if it had been done at once.
    @Test(arguments: Seeds.list(2)) func aRebuildThatRanOutOfTimeGoesOnWhereItWas(seed: UInt64) async throws {
        var (fixture, logs) = try await Self.worn(seed: seed)
        let compaction = Compaction(store: fixture.store)
        var progress: [Int] = []
        var isDone = false
        for _ in 0..<200 where !isDone {
            // For a look at each graph and a piece or two of one, and for SQLite's file, which goes at once.
            let time = Countdown(4)
            let report = try await compaction.run(pieceSize: 2) { $0 > 0 || time.isLeft() }
            isDone = report.left.isEmpty
            let left = report.left.first { $0.contains("is built anew up to") }
            progress += left?.split(separator: " ").compactMap { Int($0) } ?? []
            guard progress.count == 2 else { continue }
            // What comes in meanwhile is in the finished graph, too.
            try fixture.load(logs.rows(3))
            try fixture.embed()
        }
        #expect(isDone, "each time from the start: \(progress)")
        #expect(progress.count > 2, "hardly anything was put aside: \(progress)")
        let fresh = IndexSet(store: fixture.store) { Issue.record("built anew: \($0)") }
        for collection in RecordCollection.allCases {
            let index = try await fresh.graphIndex(collection)
            try index.checkInvariants()
            let agreement = try await fresh.agreement(collection)
            #expect(agreement.missing == 0 && agreement.surplus == 0)
        }
        #expect(Self.partialFiles(fixture) == [])
    }

    @Test func whatWasPutAsideIsGoneOnceSomeoneIsForgotten() async throws {
        let fixture = try await Self.worn(seed: 9).fixture
        let time = Countdown(4)
        _ = try await Compaction(store: fixture.store).run(pieceSize: 2) { _ in time.isLeft() }
        #expect(Self.partialFiles(fixture) != [])
        var pairs: [PairID] = []
        try fixture.store.forEachPair { pair, _ in pairs.append(pair.pair) }
        try await Forgetting(store: fixture.store).forget(
            try #require(pairs.first), now: CareForgettingTests.now)
        #expect(Self.partialFiles(fixture) == [])
    }

    private static func partialFiles(_ fixture: StoreFixture) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: fixture.folder.file("graphs").path)
        return (names ?? []).filter { $0.contains(".part") }
    }

    /// Says so often that there is time.
    private final class Countdown: Sendable {
        private let left: Mutex<Int>

        init(_ count: Int) { left = Mutex(count) }

        func isLeft() -> Bool {
            left.withLock { left in
                left -= 1
                return left >= 0
            }
        }
    }

    @Test func freePagesAreGivenBack() async throws {
        let fixture = try await Self.worn(seed: 5).fixture
        try fixture.store.executeForTests(
            """
            CREATE TABLE bulk (bytes BLOB);
            INSERT INTO bulk SELECT randomblob(4000) FROM log_rows;
            DROP TABLE bulk;
            """)
        let report = try await Compaction(store: fixture.store).run()
        #expect(report.vacuumed && report.bytesAfter < report.bytesBefore / 2)
        #expect(try fixture.store.integrityProblems() == [])
    }

    @Test func whatASaveLeftUnfinishedIsSweptWhenTheLogIsCut() async throws {
        let fixture = try await Self.worn(seed: 6).fixture
        try fixture.folder.write("half a graph", to: "graphs/turns.text.g1.hnsw.new")
        try fixture.folder.write("an old graph", to: "graphs/turns.text.g0.hnsw")
        _ = try await Compaction(store: fixture.store).run()
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.file("graphs").path)
        #expect(names.filter { $0.hasSuffix(".new") || $0.contains(".g0.") } == [])
        #expect(names.contains("turns.text.g1.hnsw"))
    }

    @Test func theChecksFindWhatDoesNotAddUp() async throws {
        let damages = [
            ("UPDATE pairs SET message_count = message_count + 1 WHERE pair_id = 1", "the pairs count"),
            ("UPDATE embeddings SET vector = x'00' WHERE embedding_id = 1", "wrong size"),
            ("UPDATE vectors SET pair_id = pair_id + 1 WHERE record_id = 1", "no record of their pair"),
        ]
        for (sql, text) in damages {
            let fixture = try await Self.worn(seed: 7).fixture
            #expect(try fixture.store.countProblems() == [])
            try fixture.store.executeForTests(sql)
            #expect(try fixture.store.countProblems().contains { $0.contains(text) }, "\(sql)")
        }
        let fixture = try await Self.worn(seed: 7).fixture
        try fixture.store.executeForTests("UPDATE log_rows SET fan_message = 'another text' WHERE row_id = 1")
        #expect(try fixture.store.integrityProblems(isDeep: false) == [])
        #expect(
            try fixture.store.integrityProblems(isDeep: true) == ["the full-text index does not agree with the texts"])
    }

    @Test func aRecordOnOneSideOnlyIsFound() async throws {
        let fixture = try await Self.worn(seed: 8).fixture
        let indexes = IndexSet(store: fixture.store)
        let index = try await indexes.graphIndex(.turns)
        let count = index.count
        try index.delete([1])
        try index.upsert([VectorRecord(id: 999_999, vector: Array(repeating: 0.25, count: 16), attributes: [:])])
        let agreement = try await indexes.agreement(.turns)
        #expect(agreement == GraphAgreement(sqlite: count, graph: count, missing: 1, surplus: 1))
    }
}
