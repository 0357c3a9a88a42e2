import RapportCore
import Retrieval

// Whom the audit names of an answer: those whom it shows, and the one whom it was asked for.

extension SuggestAnswer {
    func pairs(of question: SuggestRequest) -> [PairID] {
        conversations.map { PairID(fanID: $0.fanID, modelName: $0.modelName) } + (question.pair.map { [$0] } ?? [])
    }
}

extension SearchAnswer {
    var pairs: [PairID] { hits.map { PairID(fanID: $0.fanID, modelName: $0.modelName) } }
}

extension SimilarAnswer {
    func pairs(of question: SimilarRequest) -> [PairID] {
        [question.pair] + matches.map { PairID(fanID: $0.fanID, modelName: $0.modelName) }
    }
}
