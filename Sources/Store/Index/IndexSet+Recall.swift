import HNSW
import RapportCore

extension IndexSet {
    /// recall@k of an index against exact search over the float vectors in SQLite, asked with stored vectors that are
    /// spread evenly through it.
    ///
    /// A hit counts where its float vector is as near as the k-th nearest is: of equals any one is right. What others
    /// write meanwhile may count as missed. Those who search meanwhile do not wait for it.
    ///
    /// - Parameter share: of `profiled` vectors the profile's share that is asked with; nil for the stored one.
    /// - Complexity: O(records · (`queries` · dimension)), with some thousand vectors in memory at a time.
    /// - Throws: `StoreError`, `HNSWError`.
    public nonisolated func sampledRecall(
        _ collection: RecordCollection, vector: VectorName = .text, k: Int, queries: Int, share: Double? = nil
    ) async throws -> Double {
        let index = try await graphIndex(collection, vector: vector)
        guard let generation = try store.activeGeneration() else {
            throw StoreError.noVectors(collection: collection, vector: vector)
        }
        let graph = GraphID(generation: generation.id, collection: collection, vector: vector)
        let asked = try store.vectors(
            of: graph, dimension: index.dimension, recordIDs: Self.sample(queries, of: index.ids())
        ).map { record in
            guard let share, vector == .profiled, let space = generation.profileSpace else { return record.vector }
            return space.query(stored: record.vector, share: share)
        }
        var recall = SampledRecall()
        for (query, bar) in zip(asked, try store.exactBars(of: asked, k: k, graph, dimension: index.dimension)) {
            let hits = try index.search(VectorQuery(vector: query, k: k, efSearch: vector.efSearch)).hits.map(\.id)
            try recall.count(hits, of: query, bar, graph, dimension: index.dimension, in: store)
        }
        return recall.value
    }

    /// Ids spread evenly through all of them.
    static func sample(_ count: Int, of ids: [Int64]) -> [Int64] {
        let step = max(1, ids.count / max(1, count))
        return stride(from: 0, to: ids.count, by: step).map { ids[$0] }
    }
}

/// Hits that are as near as the k-th nearest.
struct SampledRecall {
    private var found = 0
    private var expected = 0

    var value: Double { expected == 0 ? 1 : Double(found) / Double(expected) }

    mutating func count(
        _ hits: [Int64], of query: [Float], _ bar: (count: Int, least: Float), _ graph: GraphID, dimension: Int,
        in store: RapportStore
    ) throws {
        let vectors = try store.vectors(of: graph, dimension: dimension, recordIDs: hits)
        found += vectors.count { HNSWMetric.innerProduct.similarity(query, $0.vector) >= bar.least }
        expected += bar.count
    }
}

extension RapportStore {
    /// Vectors that are read at a time.
    private static let blockSize = 5_000

    /// For each query how many of the k nearest there are, and how near the last of them is.
    func exactBars(
        of queries: [[Float]], k: Int, _ graph: GraphID, dimension: Int
    ) throws -> [(count: Int, least: Float)] {
        var nearest = [NearestSimilarities](repeating: NearestSimilarities(k: k), count: queries.count)
        var after = Int64.min
        while true {
            let block = try vectors(of: graph, dimension: dimension, after: after, limit: Self.blockSize)
            guard let last = block.last else { break }
            after = last.recordID
            for (place, query) in queries.enumerated() {
                for record in block {
                    nearest[place].offer(HNSWMetric.innerProduct.similarity(query, record.vector))
                }
            }
        }
        // Sums of another order differ in their last digits.
        return nearest.map { ($0.values.count, ($0.values.last ?? -.infinity) - 1e-6) }
    }
}

/// The k largest of many numbers, largest first.
private struct NearestSimilarities {
    let k: Int
    private(set) var values: [Float] = []

    init(k: Int) { self.k = k }

    mutating func offer(_ value: Float) {
        if values.count == k {
            guard let last = values.last, value > last else { return }
            values.removeLast()
        }
        let place = values.firstIndex { $0 < value } ?? values.count
        values.insert(value, at: place)
    }
}
