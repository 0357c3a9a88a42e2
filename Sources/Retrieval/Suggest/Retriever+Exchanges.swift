import RapportCore
import Store

/// What a search for exchanges gave.
package struct NearExchanges {
    /// Best first, each of another conversation.
    package var exchanges: [RetrievedExchange]
    package var plan: String
    let index: any SearchableIndex
    let vector: [Float]
}

extension Retriever {
    /// The turns that are most like the message of `context`, each conversation once and the current one not at all.
    ///
    /// - Complexity: one search of the index by groups, three statements, and O(candidates²) comparisons of replies.
    /// - Throws: `StoreError.noVectors`; what the embedder throws.
    package func exchanges(_ context: SuggestContext, _ conditions: Conditions) async throws -> NearExchanges {
        let index = try await indexes.index(.turns, vector: .text)
        let vector = try await queryVector(context)
        // One more than needed instead of a filter, which would be evaluated for every turn of the store.
        var query = VectorQuery(
            vector: vector, k: tuning.candidates + 1, filter: conditions.all(), groupBy: "conversation_id")
        query.countsMatches = false
        let found = try await index.search(query)
        var exchanges = try exchanges(found.hits, context)
        exchanges.addSupport()
        let ranking = ExchangeRanking(
            tuning: tuning, context: context, modelName: conditions.modelName ?? context.pair?.modelName)
        return NearExchanges(
            exchanges: ranking.ranked(exchanges), plan: found.plan, index: index, vector: vector)
    }

    /// The message's vector, with what was said before it mixed in.
    private func queryVector(_ context: SuggestContext) async throws -> [Float] {
        let before = context.before(tuning.contextMessages)
        guard !before.isEmpty, tuning.contextShare > 0 else { return try await queryVector(context.message) }
        let earlier = before.map { EmbeddedText.message($0.text) }.joined(separator: "\n")
        let vectors = try await queryVectors([EmbeddedText.turn(fanMessage: context.message), earlier])
        let mixed = zip(vectors[0], vectors[1]).map { (1 - tuning.contextShare) * $0 + tuning.contextShare * $1 }
        let length = mixed.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? mixed.map { $0 / length } : vectors[0]
    }

    /// The turns found with their rows.
    private func exchanges(_ hits: [VectorHit], _ context: SuggestContext) throws -> [RetrievedExchange] {
        let ids = hits.map(\.id)
        let rows = try store.rows(ids: ids)
        let attributes = try store.attributes(of: ids, in: .turns)
        let following = try store.following(ids)
        var seen: Set<String> = context.currentConversationID.map { [$0] } ?? []
        var exchanges: [RetrievedExchange] = []
        for hit in hits where exchanges.count < tuning.candidates {
            guard let row = rows[hit.id], let values = attributes[hit.id],
                seen.insert(row.conversationID).inserted
            else { continue }
            exchanges.append(
                RetrievedExchange(
                    row: row, attributes: RecordAttributes(values: values), similarity: hit.similarity,
                    place: exchanges.count, following: following[hit.id] ?? Following()))
        }
        return exchanges
    }
}
