import RapportCore

/// Orders the exchanges that the index found by what else is known of them.
package struct ExchangeRanking {
    let tuning: SuggestTuning
    let context: SuggestContext
    /// Whose chatter asks.
    let modelName: String?

    package init(tuning: SuggestTuning, context: SuggestContext, modelName: String?) {
        self.tuning = tuning
        self.context = context
        self.modelName = modelName
    }

    /// `exchanges` best first; equal ones stay in their order.
    ///
    /// - Complexity: O(n log n).
    package func ranked(_ exchanges: [RetrievedExchange]) -> [RetrievedExchange] {
        let times = exchanges.map(\.row.row.datetime)
        let (oldest, newest) = (times.min(), times.max())
        var scores = exchanges.map { score($0, oldest, newest) }
        if tuning.lexicalBonus != 0 {
            let message = Trigrams(EmbeddedText.message(context.message))
            for (index, exchange) in exchanges.enumerated() {
                let other = Trigrams(EmbeddedText.message(exchange.row.row.fanMessage))
                scores[index] += tuning.lexicalBonus * other.similarity(to: message)
            }
        }
        return scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.map { exchanges[$0] }
    }

    private func score(_ exchange: RetrievedExchange, _ oldest: Timestamp?, _ newest: Timestamp?) -> Double {
        var score = Double(exchange.similarity)
        score += tuning.supportBonus * exchange.support
        if exchange.row.row.modelName == modelName { score += tuning.sameModelBonus }
        if exchange.row.stage == context.stage { score += tuning.sameStageBonus }
        if exchange.following.revenue > 0 { score += tuning.saleBonus }
        if let oldest, let newest, newest > oldest {
            let age = newest.seconds(since: exchange.row.row.datetime) / newest.seconds(since: oldest)
            score += tuning.recencyBonus * (1 - age)
        }
        return score
    }
}
