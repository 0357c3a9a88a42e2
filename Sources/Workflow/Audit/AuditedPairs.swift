import RapportCore
import Retrieval
import Store

// Whom the audit names of an answer: those whom it shows, and the one whom it was asked for.

extension SuggestAnswer {
    /// A fan whom the store does not know may be asked for too, and is not named.
    ///
    /// - Throws: `StoreError`.
    public func pairs(of question: SuggestRequest, in store: RapportStore) throws -> [PairID] {
        let shown = conversations.map { PairID(fanID: $0.fanID, modelName: $0.modelName) }
        guard let asked = question.pair, try store.pair(asked) != nil else { return shown }
        return shown + [asked]
    }
}

extension SearchAnswer {
    /// Those of the hits.
    public var pairs: [PairID] { hits.map { PairID(fanID: $0.fanID, modelName: $0.modelName) } }
}

extension SimilarAnswer {
    /// Those that match, and the one that they are like.
    public func pairs(of question: SimilarRequest) -> [PairID] {
        [question.pair] + matches.map { PairID(fanID: $0.fanID, modelName: $0.modelName) }
    }
}
