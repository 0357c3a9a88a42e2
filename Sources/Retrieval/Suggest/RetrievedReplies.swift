import RapportCore
import Store

/// Suggestions from the chatters' own replies in retrieved exchanges.
struct RetrievedReplies {
    let store: RapportStore
    let leakGuard: LeakGuard
    let context: SuggestContext

    /// What a sale after the reply is worth, in cosine.
    private static let saleBonus = 0.1
    /// What it is worth that the reader sees the conversation it comes from.
    private static let shownBonus = 0.02
    /// The share of a reply's own worth in the choice; the rest is for being unlike the others.
    private static let balance = 0.7
    /// Replies that are looked up for being mass messages, and then chosen from.
    private static let pool = 24
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
    /// - Complexity: O(exchanges · pool) comparisons and one statement a reply of the pool, by an index.
    func suggestions(_ exchanges: [RetrievedExchange], count: Int) throws -> [Suggestion] {
        let candidates = try withoutMassMessages(distinct(exchanges.compactMap(candidate)))
        let chosen = MaximalMarginalRelevance.choose(
            count, scores: candidates.map(\.score), balance: Self.balance
        ) { candidates[$0].trigrams.similarity(to: candidates[$1].trigrams) }
        return chosen.map { index in
            let candidate = candidates[index]
            return Suggestion(
                text: candidate.text, source: .retrieved, basedOn: [candidate.exchange.row.conversationID])
        }
    }

    private func candidate(_ exchange: RetrievedExchange) -> Candidate? {
        let text = ReplyText.cleaned(exchange.row.row.chatterMessage)
        guard ReplyText.fault(text) == nil, leakGuard.fault(in: text, sourceNames: exchange.names) == nil else {
            return nil
        }
        let score =
            Double(exchange.similarity) + (exchange.revenueAfter > 0 ? Self.saleBonus : 0)
            + (exchange.isShown ? Self.shownBonus : 0)
        return Candidate(exchange: exchange, text: text, trigrams: Trigrams(text), score: score)
    }

    /// The best of each group of near-duplicates, best first; without what this fan wrote or was sent already.
    private func distinct(_ candidates: [Candidate]) -> [Candidate] {
        let known = (context.sentReplies + [context.message]).map(Trigrams.init)
        var kept: [Candidate] = []
        // Stable for equal scores: the nearer exchange came first.
        for (_, candidate) in candidates.enumerated().sorted(by: {
            ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
        }) {
            let seen = known + kept.map(\.trigrams)
            if seen.contains(where: candidate.trigrams.isNearDuplicate) { continue }
            kept.append(candidate)
            if kept.count == Self.pool { break }
        }
        return kept
    }

    private func withoutMassMessages(_ candidates: [Candidate]) throws -> [Candidate] {
        let counts = try store.pairCounts(ofAnswers: candidates.map(\.exchange.row.row.chatterMessage), limit: 3)
        return candidates.filter { candidate in
            let pairs = counts[candidate.exchange.row.row.chatterMessage] ?? 0
            return pairs < (candidate.text.count > Self.shortCharacters ? 2 : 3)
        }
    }
}
