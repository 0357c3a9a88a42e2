import Foundation
import HNSW
import RapportCore
import Store
import TestSupport
import Testing

/// Stored analyses, and the attribute `cluster` that the current one gives.
@Suite struct RunTests {
    static let now = Timestamp(nanoseconds: 1_800_000_000_000_000_000)

    /// A store with vectors, and the ids of its stages.
    private static func embedded(seed: UInt64 = 1) throws -> (StoreFixture, GraphID, [Int64]) {
        var logs = RandomLogs(seed: seed)
        let fixture = try StoreFixture()
        try fixture.load(logs.rows(200, pairs: 12))
        let generation = try fixture.embed()
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .text)
        let ids = try fixture.store.vectors(of: graph, dimension: 16, limit: .max).map(\.recordID)
        return (fixture, graph, ids)
    }

    private static func run(_ graph: GraphID, name: String? = nil, filter: String? = nil) -> NewRun {
        NewRun(kind: .kmeans, name: name, graph: graph, filter: filter, parameters: "{}", seed: 7, metrics: "{}")
    }

    /// Record i in cluster i mod `count`.
    private static func clusters(_ ids: [Int64], _ count: Int) -> [RecordCluster] {
        ids.enumerated().map { RecordCluster(recordID: $1, cluster: $0 % count) }
    }

    private func found(_ indexes: Store.IndexSet, _ filter: String) async throws -> Set<Int64> {
        let index = try await indexes.graphIndex(.stages)
        let query = VectorQuery(vector: Array(repeating: 1, count: 16), k: 1_000, filter: try Filter(parsing: filter))
        return Set(try index.search(query).hits.map(\.id))
    }

    @Test func anOpenIndexFiltersByTheNewestClusters() async throws {
        let (fixture, graph, ids) = try Self.embedded()
        let indexes = IndexSet(store: fixture.store)
        #expect(try await found(indexes, "cluster is null") == Set(ids))
        let first = try fixture.store.save(Self.run(graph), clusters: Self.clusters(ids, 3), at: Self.now)
        #expect(first.isCurrent && first.createdAt == Self.now && first.run == Self.run(graph))
        let third = Set(ids.indices.filter { $0 % 3 == 2 }.map { ids[$0] })
        #expect(try await found(indexes, "cluster = 2") == third)
        #expect(try fixture.store.attributes(of: [ids[4]], in: .stages)[ids[4]]?["cluster"] == 1)
        // Of some records only.
        let second = try fixture.store.save(
            Self.run(graph), clusters: Self.clusters(Array(ids.prefix(4)), 2), at: Self.now)
        #expect(try await found(indexes, "cluster in (0, 1)") == Set(ids.prefix(4)))
        #expect(try await found(indexes, "cluster is null") == Set(ids.dropFirst(4)))
        #expect(try fixture.store.currentRun(.stages)?.id == second.id)
        try fixture.store.makeCurrent(first)
        #expect(try await found(indexes, "cluster = 2") == third)
        // What was saved and what is built anew say the same.
        try await indexes.save()
        #expect(try await found(IndexSet(store: fixture.store), "cluster = 2") == third)
        try FileManager.default.removeItem(atPath: fixture.folder.url.path + "/graphs")
        #expect(try await found(IndexSet(store: fixture.store), "cluster = 2") == third)
        #expect(try fixture.store.runs().map(\.id) == [second.id, first.id])
        #expect(try fixture.store.currentRun(.conversations) == nil)
    }

    /// Turns and conversations have clusters of their own.
    @Test func eachCollectionHasItsOwnClusters() async throws {
        let (fixture, graph, ids) = try Self.embedded(seed: 2)
        let turns = GraphID(generation: graph.generation, collection: .turns, vector: .text)
        let turnIDs = try fixture.store.vectors(of: turns, dimension: 16, limit: .max).map(\.recordID)
        _ = try fixture.store.save(Self.run(graph), clusters: Self.clusters(ids, 2), at: Self.now)
        _ = try fixture.store.save(Self.run(turns), clusters: Self.clusters(turnIDs, 5), at: Self.now)
        #expect(try fixture.store.attributes(of: [turnIDs[4]], in: .turns)[turnIDs[4]]?["cluster"] == 4)
        #expect(try fixture.store.attributes(of: [ids[1]], in: .stages)[ids[1]]?["cluster"] == 1)
    }

    @Test(arguments: Seeds.list(3)) func aRecordThatChangedLosesItsClusterAndTheOthersKeepTheirs(seed: UInt64)
        async throws
    {
        let (fixture, graph, ids) = try Self.embedded(seed: seed)
        let indexes = IndexSet(store: fixture.store)
        let run = try fixture.store.save(Self.run(graph), clusters: Self.clusters(ids, 1), at: Self.now)
        var logs = RandomLogs(seed: seed + 100)
        try fixture.load(logs.rows(3, pairs: 12))
        let kept = try Set(fixture.store.vectors(of: graph, dimension: 16, limit: .max).map(\.recordID))
        try fixture.embed()
        let now = try Set(fixture.store.vectors(of: graph, dimension: 16, limit: .max).map(\.recordID))
        let expected = kept.intersection(ids)
        #expect(expected.count < now.count)
        #expect(Set(try fixture.store.clusters(ofRun: run.id).map(\.recordID)) == expected)
        #expect(try await found(indexes, "cluster = 0") == expected)
        #expect(try await found(indexes, "cluster is null") == now.subtracting(expected))
        #expect(try fixture.store.integrityProblems() == [])
    }

    @Test func theForgottenAreInNoRunAndNoRunNamesThem() async throws {
        let (fixture, graph, ids) = try Self.embedded(seed: 4)
        let pair = try #require(try fixture.store.pairs().first)
        let others = try ids.filter { id in
            try fixture.store.attributes(of: [id], in: .stages)[id]?["pair"] != .text(pair.pair.description)
        }
        let filter = "fan = '\(pair.pair.fanID)'"
        let own = try fixture.store.save(
            Self.run(graph, filter: filter), clusters: Self.clusters(ids, 1), at: Self.now)
        let named = try fixture.store.save(
            Self.run(graph, name: "like \(pair.pair.fanID)"), clusters: Self.clusters(ids, 1), at: Self.now)
        let run = try fixture.store.save(Self.run(graph, name: "all"), clusters: Self.clusters(ids, 1), at: Self.now)
        let places = try fixture.store.save(
            NewRun(kind: .pca, graph: graph, parameters: "{}", seed: 1, metrics: "{}"),
            points: ids.map { RecordPoint(recordID: $0, x: 1, y: 2) }, at: Self.now)
        try await Forgetting(store: fixture.store).forget(pair.pair, now: Self.now)
        #expect(try fixture.store.runs().map(\.id) == [places.id, run.id])
        #expect(Set(try fixture.store.clusters(ofRun: run.id).map(\.recordID)) == Set(others))
        #expect(Set(try fixture.store.points(ofRun: places.id).map(\.recordID)) == Set(others))
        #expect(try fixture.store.clusters(ofRun: own.id).isEmpty && fixture.store.clusters(ofRun: named.id).isEmpty)
        #expect(try await found(IndexSet(store: fixture.store), "cluster = 0") == Set(others))
    }

    @Test func aNameFindsTheNewestRunThatHasIt() throws {
        let (fixture, graph, ids) = try Self.embedded(seed: 5)
        let old = try fixture.store.save(Self.run(graph, name: "fans"), clusters: Self.clusters(ids, 2), at: Self.now)
        let new = try fixture.store.save(Self.run(graph, name: "fans"), clusters: Self.clusters(ids, 3), at: Self.now)
        #expect(try fixture.store.run(named: "fans") == new)
        #expect(try fixture.store.run(named: "\(new.id)") == new)
        #expect(try fixture.store.clusters(ofRun: old.id).isEmpty)
        let error = #expect(throws: StoreError.self) { try fixture.store.run(named: "\(old.id)") }
        #expect(error?.message == "there is no run '\(old.id)'; list them with: rapport cluster --list")
        #expect(try fixture.store.attributes(of: [ids[2]], in: .stages)[ids[2]]?["cluster"] == 2)
    }

    @Test func aProjectionKeepsPlacesAndGivesNoClusters() throws {
        let (fixture, graph, ids) = try Self.embedded(seed: 6)
        let points = ids.sorted().enumerated().map { index, id in
            RecordPoint(recordID: id, x: Double(index), y: -0.5, z: index == 0 ? nil : 3)
        }
        let run = NewRun(kind: .umap, graph: graph, parameters: "{\"d\":3}", seed: .max, metrics: "{}")
        let stored = try fixture.store.save(
            run, points: points + [RecordPoint(recordID: -1, x: 0, y: 0)], at: Self.now)
        #expect(stored.run == run && !stored.isCurrent)
        #expect(try fixture.store.points(ofRun: stored.id) == points)
        let error = #expect(throws: StoreError.self) { try fixture.store.makeCurrent(stored) }
        #expect(
            error?.message
                == "run \(stored.id) is a projection and gives no clusters; choose a clustering of: rapport cluster --list"
        )
        #expect(try fixture.store.currentRun(.stages) == nil)
    }

    @Test func clustersBelongToTheirGeneration() throws {
        let (fixture, graph, ids) = try Self.embedded(seed: 7)
        _ = try fixture.store.save(Self.run(graph), clusters: Self.clusters(ids, 1), at: Self.now)
        let first = try #require(try fixture.store.activeGeneration())
        try fixture.store.activate(fixture.store.generation(embedder: "other", dimension: 8))
        #expect(try fixture.store.currentRun(.stages) == nil)
        #expect(try fixture.store.attributes(of: [ids[0]], in: .stages)[ids[0]]?["cluster"] == .null)
        try fixture.store.activate(first)
        #expect(try fixture.store.attributes(of: [ids[0]], in: .stages)[ids[0]]?["cluster"] == 0)
    }

    /// A graph of ten million vectors is not built anew because a column came.
    @Test func aGraphSavedBeforeThereWereClustersIsReadAndFollowsThem() async throws {
        let (fixture, graph, ids) = try Self.embedded(seed: 8)
        try await IndexSet(store: fixture.store).save()
        let path = "\(fixture.folder.url.path)/graphs/stages.text.g\(graph.generation).hnsw"
        let file = try HNSWGraph.open(path, expectingDimension: 16, verifying: .everything)
        let sections = file.extraSections.filter { $0.name != "n:cluster" }
        #expect(sections.count == file.extraSections.count - 1)
        try file.graph.save(to: path, sequence: file.sequence, extraSections: sections)
        _ = try fixture.store.save(Self.run(graph), clusters: Self.clusters(ids, 2), at: Self.now)
        let notices = Notices()
        let indexes = IndexSet(store: fixture.store) { notices.add($0) }
        #expect(try await found(indexes, "cluster = 1") == Set(ids.indices.filter { $0 % 2 == 1 }.map { ids[$0] }))
        #expect(notices.all == [])
    }
}
