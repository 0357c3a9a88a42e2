import Foundation
import RapportCore
import Store
import Synchronization

/// The embedded index.
final class GraphContender: EngineContender {
    private let index: GraphIndex
    private let file: String
    private let queries: [[Float]]
    private static let batchSize = 5_000

    /// - Parameter folder: where its file goes, to know how large it is.
    init(_ data: EngineData, in folder: URL) throws {
        index = try GraphIndex(dimension: data.dimension, schema: EngineData.schema)
        queries = data.queries
        file = folder.appendingPathComponent("rapport.hnsw").path
    }

    func load(_ data: EngineData) async throws -> EngineLoad {
        let clock = ContinuousClock()
        let start = clock.now
        for first in stride(from: 0, to: data.base.rows, by: Self.batchSize) {
            try index.upsert((first..<min(first + Self.batchSize, data.base.rows)).map(data.record))
        }
        let seconds = (clock.now - start) / .seconds(1)
        // The file is mapped: what it takes there it takes in memory.
        try index.graph.save(to: file, sequence: 0)
        let bytes = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
        return EngineLoad(seconds: seconds, bytes: bytes)
    }

    func run(_ searches: EngineSearches) async throws -> EngineTimes {
        try ClosedLoop.threads(searches) { [self] number in
            try index.search(VectorQuery(searches, queries[number % queries.count])).hits.map(\.id)
        }
    }

    func close() async {}
}

/// A server behind `IndexEngine`, loaded as `rapport migrate` loads it and asked as `--index` asks it.
final class FollowingContender: EngineContender {
    private let engine: any IndexEngine
    private let index = Mutex<(any FollowingIndex)?>(nil)
    private let queries: [[Float]]
    private let name: String
    private let settle: Settling
    /// As `EngineIndexes` sends them.
    private static let batchSize = 2_000

    /// Has the server do at once what it would do after a while, such as building graphs; gives the bytes that it holds
    /// then, where they are known.
    typealias Settling = @Sendable () async throws -> Int?

    /// As stores name theirs.
    static let indexName = "bench.text.g1"

    init(_ name: EngineName, _ engine: any IndexEngine, _ data: EngineData, settle: @escaping Settling = { nil }) {
        self.engine = engine
        self.settle = settle
        self.name = name.rawValue
        queries = data.queries
    }

    func load(_ data: EngineData) async throws -> EngineLoad {
        let index = try await engine.index(
            named: Self.indexName, owner: "bench", dimension: data.dimension, schema: EngineData.schema)
        self.index.withLock { $0 = index }
        let clock = ContinuousClock()
        let start = clock.now
        var position = IndexPosition(sequence: 0, loadedThrough: .min)
        try await index.restart(at: position, from: try await index.position)
        for first in stride(from: 0, to: data.base.rows, by: Self.batchSize) {
            let rows = first..<min(first + Self.batchSize, data.base.rows)
            let next = IndexPosition(sequence: 0, loadedThrough: Int64(rows.upperBound - 1))
            try await apply(IndexChanges(upserts: rows.map(data.record)), to: index, &position, next)
        }
        // The last step builds the graph, where that is a step.
        try await apply(IndexChanges(), to: index, &position, IndexPosition(sequence: 0))
        let bytes = try await settle()
        return EngineLoad(seconds: (clock.now - start) / .seconds(1), bytes: bytes)
    }

    private func apply(
        _ changes: IndexChanges, to index: any FollowingIndex, _ position: inout IndexPosition, _ next: IndexPosition
    ) async throws {
        guard try await index.apply(changes, from: position, to: next) else {
            throw BenchmarkError.peer(name, "somebody else writes to its index")
        }
        position = next
    }

    func run(_ searches: EngineSearches) async throws -> EngineTimes {
        guard let index = index.withLock({ $0 }) else { throw BenchmarkError.peer(name, "it was not loaded") }
        return try await ClosedLoop.tasks(searches) { [self] number in
            try await index.search(VectorQuery(searches, queries[number % queries.count])).hits.map(\.id)
        }
    }

    func close() async { await engine.close() }
}

extension VectorQuery {
    fileprivate init(_ searches: EngineSearches, _ vector: [Float]) {
        self.init(vector: vector, k: searches.k, filter: searches.filter.filter, efSearch: searches.ef)
    }
}
