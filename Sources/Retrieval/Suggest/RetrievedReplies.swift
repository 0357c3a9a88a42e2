import RapportCore
import Store

/// Suggestions from the chatters' own replies in retrieved exchanges.
struct RetrievedReplies {
    let store: RapportStore
    let leakGuard: LeakGuard
    let context: SuggestContext
    /// Whether replies that sell are left out.
    let mustNotSell: Bool

    /// What a sale after the reply is worth, in cosine.
    private static let saleBonus = 0.1
    /// What it is worth that the reader sees the conversation it comes from.
    private static let shownBonus = 0.02
    /// The share of a reply's own worth in the choice; the rest is for being unlike the others.
    private static let balance = 0.7
    /// Replies that are chosen from.
    private static let pool = 12
    /// A reply longer than this that two fans got word for word was written for nobody.
    private static let shortCharacters = 30

    private struct Candidate {
        var exchange: RetrievedExchange
        var text: String
        var trigrams: Trigrams
        var score: Double
    }

    /// Up to `count` replies, best first.
    ///
    /// - Complexity: exchanges are looked at in order of their worth until the pool is full, so mostly O(pool²).
    func suggestions(_ exchanges: [RetrievedExchange], count: Int) throws -> [Suggestion] {
        let candidates = try candidates(exchanges)
        let chosen = MaximalMarginalRelevance.choose(
            count, scores: candidates.map(\.score), balance: Self.balance
        ) { candidates[$0].trigrams.similarity(to: candidates[$1].trigrams) }
        return chosen.map { index in
            let candidate = candidates[index]
            return Suggestion(
                text: candidate.text, source: .retrieved, basedOn: [candidate.exchange.row.conversationID])
        }
    }

    /// The best replies that may be shown, no two saying the same, none that this fan wrote or was sent already.
    private func candidates(_ exchanges: [RetrievedExchange]) throws -> [Candidate] {
        // By position where scores are equal: the nearer exchange came first.
        let scores = exchanges.map(score)
        let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        let known = (context.sentReplies + [context.message]).map(Trigrams.init)
        var candidates: [Candidate] = []
        var rest = order[...]
        while candidates.count < Self.pool, !rest.isEmpty {
            var batch: [Candidate] = []
            while candidates.count + batch.count < Self.pool, let position = rest.popFirst() {
                let seen = known + (candidates + batch).map(\.trigrams)
                if let candidate = candidate(exchanges[position], scores[position], seen) { batch.append(candidate) }
            }
            candidates += try withoutMassMessages(batch)
        }
        return candidates
    }

    private func score(_ exchange: RetrievedExchange) -> Double {
        Double(exchange.similarity) + (exchange.revenueAfter > 0 ? Self.saleBonus : 0)
            + (exchange.isShown ? Self.shownBonus : 0)
    }

    private func candidate(_ exchange: RetrievedExchange, _ score: Double, _ seen: [Trigrams]) -> Candidate? {
        let text = ReplyText.cleaned(exchange.row.row.chatterMessage)
        guard ReplyText.fault(text) == nil, !mustNotSell || !SalesWords.areIn(text) else { return nil }
        let trigrams = Trigrams(text)
        guard !seen.contains(where: trigrams.isNearDuplicate),
            leakGuard.fault(in: text, sourceNames: exchange.names) == nil
        else { return nil }
        return Candidate(exchange: exchange, text: text, trigrams: trigrams, score: score)
    }

    private func withoutMassMessages(_ candidates: [Candidate]) throws -> [Candidate] {
        let counts = try store.pairCounts(ofAnswers: candidates.map(\.exchange.row.row.chatterMessage), limit: 3)
        return candidates.filter { candidate in
            let pairs = counts[candidate.exchange.row.row.chatterMessage] ?? 0
            return pairs < (candidate.text.count > Self.shortCharacters ? 2 : 3)
        }
    }
}
