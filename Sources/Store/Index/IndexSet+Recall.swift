import HNSW
import RapportCore

extension IndexSet {
    /// Vectors that are read from SQLite at a time.
    private static let blockSize = 5_000

    /// recall@k of an index against exact search over the float vectors in SQLite, asked with stored vectors that are
    /// spread evenly through it.
    ///
    /// A hit counts where its float vector is as near as the k-th nearest is: of equals any one is right. What others
    /// write meanwhile may count as missed.
    ///
    /// - Parameter share: of `profiled` vectors the profile's share that is asked with; nil for the stored one.
    /// - Complexity: O(records · (`queries` · dimension)), with some thousand vectors in memory at a time.
    /// - Throws: `StoreError`, `HNSWError`.
    public func sampledRecall(
        _ collection: RecordCollection, vector: VectorName = .text, k: Int, queries: Int, share: Double? = nil
    ) throws -> Double {
        let index = try graphIndex(collection, vector: vector)
        guard let generation = try store.activeGeneration() else {
            throw StoreError.noVectors(collection: collection, vector: vector)
        }
        let graph = GraphID(generation: generation.id, collection: collection, vector: vector)
        let ids = index.ids()
        let step = max(1, ids.count / max(1, queries))
        let sample = stride(from: 0, to: ids.count, by: step).map { ids[$0] }
        let asked = try store.vectors(of: graph, dimension: index.dimension, recordIDs: sample).map { record in
            guard let share, vector == .profiled, let space = generation.profileSpace else { return record.vector }
            return space.query(stored: record.vector, share: share)
        }
        let bars = try exactBars(of: asked, k: k, graph, dimension: index.dimension)
        var found = 0
        var expected = 0
        for (query, bar) in zip(asked, bars) {
            let hits = try index.search(VectorQuery(vector: query, k: k, efSearch: vector.efSearch)).hits.map(\.id)
            let vectors = try store.vectors(of: graph, dimension: index.dimension, recordIDs: hits)
            found += vectors.count { HNSWMetric.innerProduct.similarity(query, $0.vector) >= bar.least }
            expected += bar.count
        }
        return expected == 0 ? 1 : Double(found) / Double(expected)
    }

    /// For each query how many of the k nearest there are, and how near the last of them is.
    private func exactBars(
        of queries: [[Float]], k: Int, _ graph: GraphID, dimension: Int
    ) throws -> [(count: Int, least: Float)] {
        var nearest = [NearestSimilarities](repeating: NearestSimilarities(k: k), count: queries.count)
        var after = Int64.min
        while true {
            let block = try store.vectors(of: graph, dimension: dimension, after: after, limit: Self.blockSize)
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
