import RapportCore
import Store

extension Retriever {
    /// Does what the first suggestion would otherwise wait for: opens and verifies the index of turns, reads who the
    /// store's people are, compiles the guardrails' patterns and, where `embedding`, loads the embedder.
    ///
    /// On 580,000 turns that is most of a second, and whoever asked meanwhile would wait behind it.
    ///
    /// - Parameter embedding: whether to embed a word: a local model is loaded by that, a provider would be paid.
    /// - Throws: as `suggest`; before anything was embedded there is nothing to prepare and nothing is thrown.
    public func prepare(embedding: Bool) async throws {
        do {
            let context = try SuggestContext(SuggestRequest(text: "hello"), store: store)
            _ = context.guards()
            guard embedding else {
                _ = try people.names()
                _ = try await indexes.index(.turns, vector: .text)
                return
            }
            let exchanges = try await exchanges(context, Conditions()).exchanges
            _ = RetrievedTexts(exchanges, shown: [])
            _ = try chooser(context, exchanges, Conditions()).choose(Self.suggestionCount, of: exchanges)
        } catch StoreError.noVectors {
            return
        }
    }
}
