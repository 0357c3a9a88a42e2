import RapportCore

/// Whether SQLite and an engine hold the same records.
public struct EngineAgreement: Sendable, Equatable {
    public var sqlite = 0
    public var engine = 0
    /// Records in SQLite alone.
    public var missing = 0
    /// Records in the engine alone.
    public var surplus = 0
    /// Vectors that were compared.
    public var compared = 0
    /// Of those, vectors that are not the same in the engine.
    public var differing = 0
    /// recall@10 of the engine against exact search over SQLite's vectors; nil where it was not measured.
    public var recallAt10: Double?

    public init() {}
}

extension EngineIndexes {
    /// Ids that are asked for at a time.
    private static let pageSize = 10_000

    /// Brings a graph up to date in the engine and compares: all ids, a sample of vectors, and where `queries` are
    /// given recall@10 with that many stored vectors.
    ///
    /// Nothing else may write meanwhile, or its changes may count as differences.
    ///
    /// - Complexity: O(records) ids over the network; with queries O(records · queries · dimension).
    /// - Throws: `StoreError`; what the engine throws.
    public func agreement(
        _ collection: RecordCollection, vector: VectorName, sampling sampled: Int = 200, queries: Int = 0
    ) async throws -> EngineAgreement {
        let (graph, index) = try await followingIndex(collection, vector: vector)
        var agreement = EngineAgreement()
        var ids: [Int64] = []
        var engineIDs: [Int64] = []
        var after = Int64.min
        while case let page = try await index.ids(after: after, limit: Self.pageSize), let last = page.last {
            engineIDs += page
            after = last
        }
        after = .min
        while case let page = try store.recordIDs(of: graph, after: after, limit: Self.pageSize), let last = page.last {
            ids += page
            after = last
        }
        (agreement.sqlite, agreement.engine) = (ids.count, engineIDs.count)
        let difference = engineIDs.difference(from: ids)
        (agreement.missing, agreement.surplus) = (difference.missing, difference.surplus)
        let sample = IndexSet.sample(sampled, of: ids)
        let own = try store.vectors(of: graph, dimension: index.dimension, recordIDs: sample)
        let theirs = try await index.vectors(of: sample)
        agreement.compared = own.count
        agreement.differing = own.count { record in
            guard let other = theirs[record.recordID], other.count == record.vector.count else { return true }
            return zip(record.vector, other).contains { abs($0 - $1) > 1e-6 }
        }
        if queries > 0 { agreement.recallAt10 = try await recall(of: index, graph, queries: queries, among: ids) }
        return agreement
    }

    private func recall(
        of index: any FollowingIndex, _ graph: GraphID, queries: Int, among ids: [Int64]
    ) async throws -> Double {
        let asked = try store.vectors(
            of: graph, dimension: index.dimension, recordIDs: IndexSet.sample(queries, of: ids)
        ).map(\.vector)
        var recall = SampledRecall()
        for (query, bar) in zip(asked, try store.exactBars(of: asked, k: 10, graph, dimension: index.dimension)) {
            let answer = try await index.search(
                VectorQuery(vector: query, k: 10, efSearch: graph.vector.efSearch))
            try recall.count(
                answer.hits.map(\.id), of: query, bar, graph, dimension: index.dimension, in: store)
        }
        return recall.value
    }
}

extension [Int64] {
    /// How many of `other` are not in this, and the reverse.
    fileprivate func difference(from other: [Int64]) -> (missing: Int, surplus: Int) {
        let (mine, theirs) = (Set(self), Set(other))
        return (theirs.count { !mine.contains($0) }, mine.count { !theirs.contains($0) })
    }
}
