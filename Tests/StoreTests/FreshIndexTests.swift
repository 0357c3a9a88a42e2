import Foundation
import HNSW
import RapportCore
import Store
import TestSupport
import Testing

/// Searches that do not wait for a graph: what it lacks is compared beside it.
@Suite struct FreshIndexTests {
    /// A store that is written to, and the indexes of a process that searches it.
    private struct Searched {
        let fixture: StoreFixture
        let indexes: Store.IndexSet
        var logs: RandomLogs
        private var rows: [LogRow] = []

        init(seed: UInt64, comparedBytes: Int = 48 << 20) async throws {
            logs = RandomLogs(seed: seed)
            fixture = try StoreFixture()
            indexes = IndexSet(
                store: try RapportStore(folder: fixture.folder.url.path, creating: false), comparedBytes: comparedBytes)
            try change(by: 80)
            for collection in RecordCollection.allCases { _ = try await indexes.graphIndex(collection) }
        }

        /// New rows, which cut some conversations anew, and purchases of known ones.
        mutating func change(by count: Int) throws {
            for index in rows.indices where rows[index].price > 0 && Bool.random(using: &logs.generator) {
                rows[index].purchased.toggle()
                rows[index].revenue = (rows[index].purchased ? rows[index].price : 0) + rows[index].tips
            }
            rows += logs.rows(count)
            try fixture.load(rows.shuffled(using: &logs.generator))
            try fixture.embed()
        }
    }

    private static let filters = [
        nil, "pair_success_rate > 0.4", "success_rate is null", "stage = 3 or model = 'Model1'", "revenue > 20",
    ]

    @Test(arguments: Seeds.list(3)) func searchesSeeEverythingWhileTheGraphStandsStill(seed: UInt64) async throws {
        var searched = try await Searched(seed: seed)
        try searched.change(by: 10)
        let lock = try HeldGraphLock(searched.fixture)
        let indexes = searched.indexes
        // On a thread of its own, which it holds up.
        let saving = Task(executorPreference: OwnThreads.shared) { try await indexes.save() }
        try await lock.awaitWaiter()
        for round in 0..<4 {
            try searched.change(by: 30)
            try await expectAgreement(&searched, "seed \(seed), round \(round)")
        }
        _ = consume lock
        try await saving.value
        try await expectAgreement(&searched, "seed \(seed), afterwards")
        try await searched.fixture.expectAgreement(indexes, "seed \(seed), afterwards")
    }

    /// Compares what is found with what SQLite holds.
    private func expectAgreement(_ searched: inout Searched, _ comment: Comment) async throws {
        for collection in RecordCollection.allCases {
            let index = try await searched.indexes.index(collection)
            let right = try await exact(collection, of: searched.fixture.store)
            #expect(try await index.count == right.count, comment)
            for text in Self.filters {
                let filter = try text.map { try Filter(parsing: $0) }
                for (k, group) in [(1_000, nil), (5, nil), (1_000, "fan"), (3, "model"), (4, "stage")] {
                    let query = VectorQuery(
                        vector: searched.logs.vector(16), k: k, filter: filter, groupBy: group)
                    let (found, expected) = (try await index.search(query), try await right.search(query))
                    let comment: Comment = "\(comment), \(collection), \(text ?? "all"), \(k) by \(group ?? "nothing")"
                    #expect(found.matchCount == expected.matchCount, comment)
                    #expect(found.hits.count == expected.hits.count, comment)
                    // One side compares floats, the other codes of them.
                    for (left, right) in zip(found.hits, expected.hits) {
                        #expect(abs(left.similarity - right.similarity) < 0.02, comment)
                    }
                    if k == 1_000, group == nil {
                        #expect(Set(found.hits.map(\.id)) == Set(expected.hits.map(\.id)), comment)
                    }
                }
            }
        }
    }

    /// Every vector that SQLite holds, in no graph.
    private func exact(_ collection: RecordCollection, of store: RapportStore) async throws -> ExactIndex {
        let generation = try #require(try store.activeGeneration())
        let graph = GraphID(generation: generation.id, collection: collection, vector: .text)
        let vectors = try store.vectors(of: graph, dimension: 16, limit: .max)
        let attributes = try store.attributes(of: vectors.map(\.recordID), in: collection)
        let exact = ExactIndex(dimension: 16, schema: collection.attributeSchema)
        try await exact.upsert(
            vectors.map { VectorRecord(id: $0.recordID, vector: $0.vector, attributes: attributes[$0.recordID] ?? [:]) }
        )
        return exact
    }

    @Test func theGraphCatchesUpByItself() async throws {
        var searched = try await Searched(seed: 11)
        try searched.change(by: 40)
        let generation = try #require(try searched.fixture.store.activeGeneration())
        var patience = Patience(seconds: 60)
        var pending = -1
        while pending != 0, patience.isLeft() {
            _ = try await searched.indexes.index(.turns)
            try await Task.sleep(for: .milliseconds(20))
            let sizes = try await searched.indexes.sizes(of: generation)
            pending = sizes.first { $0.graph.collection == .turns }?.pendingOperations ?? -1
        }
        #expect(pending == 0)
    }

    @Test func whyTheGraphCannotCatchUpIsSaidOnce() async throws {
        var searched = try await Searched(seed: 14)
        let notices = Notices()
        let indexes = IndexSet(store: searched.fixture.store, notice: notices.add)
        _ = try await indexes.graphIndex(.turns)
        let generation = try #require(try searched.fixture.store.activeGeneration())
        let graph = GraphID(generation: generation.id, collection: .turns, vector: .text)
        for round in 1...2 {
            let person = PairID(fanID: "fan \(round)", modelName: "Model1")
            var rows = searched.logs.rows(12)
            for index in rows.indices { (rows[index].fanID, rows[index].modelName) = (person.fanID, person.modelName) }
            try searched.fixture.load(rows)
            try searched.fixture.embed()
            // Nothing that holds the person may be read again, so that the graph is built anew, which takes memory.
            try await Forgetting(store: searched.fixture.store).forget(
                person, now: Timestamp(nanoseconds: 1_750_000_000_000_000_000))
            await FileLayer.$current.withValue(FileLayer { $0.operation == nil ? ENOMEM : nil }) {
                for _ in 0..<3 { await indexes.catchUp(graph) }
            }
            #expect(notices.all.count { $0.contains("is not up to date") } == round, "\(notices.all)")
            await indexes.catchUp(graph)
            let agreement = try await indexes.agreement(.turns)
            #expect(agreement.missing == 0 && agreement.surplus == 0 && agreement.graph > 0)
        }
    }

    @Test func whatIsTooMuchToCompareIsWaitedFor() async throws {
        // Ten vectors of sixteen components.
        var searched = try await Searched(seed: 12, comparedBytes: 10 * 16 * 4)
        for round in 0..<3 {
            try searched.change(by: 60)
            try await expectAgreement(&searched, "round \(round)")
            let generation = try #require(try searched.fixture.store.activeGeneration())
            let behind = try await searched.indexes.sizes(of: generation).map(\.pendingOperations)
            #expect(behind == [0, 0, 0], "round \(round)")
        }
    }

    @Test func theForgottenAreNotAmongWhatIsRecent() async throws {
        var searched = try await Searched(seed: 13)
        let person = PairID(fanID: "fan_new", modelName: "Model1")
        var rows = searched.logs.rows(12)
        for index in rows.indices { (rows[index].fanID, rows[index].modelName) = (person.fanID, person.modelName) }
        try searched.fixture.load(rows)
        try searched.fixture.embed()
        let pair = try #require(try searched.fixture.store.pair(person))
        let turns = try Set(searched.fixture.store.rows(of: pair.pairID).map(\.rowID))
        let query = VectorQuery(vector: searched.logs.vector(16), k: 1_000)
        let before = try await searched.indexes.index(.turns).search(query).hits.map(\.id)
        #expect(!turns.isDisjoint(with: before))
        try await Forgetting(store: searched.fixture.store).forget(
            person, now: Timestamp(nanoseconds: 1_750_000_000_000_000_000))
        let after = try await searched.indexes.index(.turns).search(query).hits.map(\.id)
        #expect(turns.isDisjoint(with: after) && !after.isEmpty)
    }
}
