import RapportCore
import Store

extension Retriever {
    /// Records that are near to a text in meaning, hold its words, or both.
    ///
    /// - Complexity: one search of the index, or O(d log d) for the d rows that keyword search looks at; then
    ///   O(k) rows of the store in a few statements.
    /// - Throws: `RetrievalError` or `FilterError` where the request cannot be; `StoreError.noVectors` before anything
    ///   was embedded, except in keyword mode; what the embedder throws.
    public func search(_ request: SearchRequest) async throws -> SearchAnswer {
        try request.validate()
        let found: Ranking
        switch request.mode {
        case .semantic: found = try await semantic(request, k: request.k)
        case .keyword: found = try keyword(request, k: request.k)
        case .hybrid: found = try await hybrid(request)
        }
        return SearchAnswer(
            query: request.text, mode: request.mode, hits: try hits(found, in: request.collection),
            droppedWithoutSuccessRate: found.withoutRate, plan: found.plan, flags: found.flags)
    }

    /// Records with their scores, best first.
    private struct Ranking {
        var records: [(id: Int64, score: Double)]
        /// Rows that hold the words, by record.
        var matchedRows: [Int64: Int64] = [:]
        var withoutRate = 0
        var plan: String
        var flags: [String] = []
    }

    private func semantic(_ request: SearchRequest, k: Int) async throws -> Ranking {
        let index = try await indexes.index(request.collection, vector: .text)
        let vector = try await queryVector(request.text)
        var query = VectorQuery(vector: vector, k: k, filter: request.conditions.all())
        query.countsMatches = false
        let answer = try await index.search(query)
        return Ranking(
            records: answer.hits.map { ($0.id, rounded($0.similarity)) },
            withoutRate: try await countWithoutRate(index, vector, request.conditions), plan: answer.plan)
    }

    private func keyword(_ request: SearchRequest, k: Int) throws -> Ranking {
        let ranking = try KeywordRanking(request, k: k, store: store)
        return Ranking(
            records: ranking.entries.map { ($0.recordID, $0.score) },
            matchedRows: Dictionary(uniqueKeysWithValues: ranking.entries.map { ($0.recordID, $0.rowID) }),
            withoutRate: ranking.withoutRate, plan: "fts5", flags: ranking.isCut ? ["keyword_depth_reached"] : [])
    }

    private func hybrid(_ request: SearchRequest) async throws -> Ranking {
        // Deeper than k: a record that stands low in both lists may stand high in the fused one.
        let depth = max(50, 2 * request.k)
        let semantic = try await semantic(request, k: depth)
        let keyword = try keyword(request, k: depth)
        let fused = ReciprocalRankFusion.fuse([semantic.records.map(\.id), keyword.records.map(\.id)])
        return Ranking(
            records: Array(fused.prefix(request.k)), matchedRows: keyword.matchedRows,
            withoutRate: semantic.withoutRate, plan: "rrf(\(semantic.plan), \(keyword.plan))", flags: keyword.flags)
    }

    /// Rows that are shown of a conversation or stage.
    private static let excerptRows = 3

    private func hits(_ ranking: Ranking, in collection: RecordCollection) throws -> [SearchHit] {
        let ids = ranking.records.map(\.id)
        let attributes = try store.attributes(of: ids, in: collection)
        let excerpts = try excerptRowIDs(of: ids, in: collection, matchedRows: ranking.matchedRows)
        let rows = try store.rows(ids: excerpts.values.flatMap { $0 })
        return ranking.records.compactMap { record in
            // A record that was forgotten since the index was read.
            guard let values = attributes[record.id] else { return nil }
            return SearchHit(
                record.id, in: collection, score: record.score, attributes: RecordAttributes(values: values),
                excerpt: (excerpts[record.id] ?? []).compactMap { rows[$0].map(ExchangeText.init) })
        }
    }

    private func excerptRowIDs(
        of ids: [Int64], in collection: RecordCollection, matchedRows: [Int64: Int64]
    ) throws -> [Int64: [Int64]] {
        if collection == .turns { return Dictionary(uniqueKeysWithValues: ids.map { ($0, [$0]) }) }
        let unmatched = ids.filter { matchedRows[$0] == nil }
        var excerpts = try store.lastRowIDs(of: unmatched, in: collection, count: Self.excerptRows)
        for id in ids {
            if let row = matchedRows[id] { excerpts[id] = [row] }
        }
        return excerpts
    }
}
