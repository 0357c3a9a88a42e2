import RapportCore
import Store

/// A chatter's own reply in a retrieved exchange, fit to be suggested.
package struct ReplyCandidate: Sendable {
    package var exchange: RetrievedExchange
    /// As it is suggested.
    package var text: String
    package var features: ReplyFeatures
    /// `ReplyConfidence.score`.
    package var score: Double
    /// The chance that the creator's own chatter would have said so.
    package var confidence: Double
    var trigrams: Trigrams { exchange.replyTrigrams }
}

/// Suggestions from the chatters' own replies in retrieved exchanges.
package struct RetrievedReplies {
    let store: RapportStore
    let leakGuard: LeakGuard
    let context: SuggestContext
    let claims: TranscriptClaims
    /// nil where the model is not known, or has sent too little.
    let voice: ModelVoice?
    let nextStep: NextStep
    /// Whether replies that sell are left out.
    var mustNotSell = false
    package var choice = ReplyChoice.standard

    /// Replies of each length that are chosen from.
    private static let pool = 5
    /// A reply longer than this that two fans got word for word was written for nobody.
    private static let shortCharacters = 30

    /// Up to `count` of the exchanges' replies, in the order chosen.
    ///
    /// Short replies are more often right, so that by their worth alone most would be far shorter than what the model's
    /// chatters send. So they are drawn from the shortest, the middle and the longest third of their answers in turn, as
    /// far as the exchanges hold such: three suggestions are as long as three answers are.
    ///
    /// - Parameter exchanges: best first.
    /// - Complexity: O(exchanges · pool).
    package func choose(_ count: Int, of exchanges: [RetrievedExchange]) throws -> [ReplyCandidate] {
        let all = exchanges.map(candidate)
        let scores = all.map(worth)
        // By position where scores are equal: the nearer exchange came first.
        let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        let fit = try fitting(order.map { all[$0] }, limit: Self.pool, ofEach: lengthThird)
        return MaximalMarginalRelevance.choose(
            count, scores: fit.map(worth), balance: choice.balance, groups: fit.map(lengthThird)
        ) {
            fit[$0].trigrams.similarity(to: fit[$1].trigrams)
        }.map { fit[$0] }
    }

    /// The replies that may be shown, at most `limit`, in the order of their exchanges: what a model of confidence is
    /// fitted to.
    package func candidates(_ exchanges: [RetrievedExchange], limit: Int) throws -> [ReplyCandidate] {
        try fitting(exchanges.map(candidate), limit: limit) { _ in 0 }
    }

    private func candidate(_ exchange: RetrievedExchange) -> ReplyCandidate {
        let features = ReplyFeatures(
            similarity: Double(exchange.similarity), place: exchange.place, support: exchange.support,
            replyLength: exchange.reply.count, messageLength: context.message.count,
            lengthGap: voice?.lengthGap(exchange.reply) ?? 0)
        let score = choice.confidence.score(features)
        return ReplyCandidate(
            exchange: exchange, text: voice?.adapted(exchange.reply) ?? exchange.reply, features: features,
            score: score, confidence: choice.confidence.probability(score: score))
    }

    private func worth(_ candidate: ReplyCandidate) -> Double {
        candidate.score + (candidate.exchange.following.revenue > 0 ? choice.saleBonus : 0)
            + (voice?.emojiFit(candidate.text) ?? 0) * choice.emojiBonus
    }

    private func lengthThird(_ candidate: ReplyCandidate) -> Int { voice?.lengthThird(candidate.text) ?? 0 }

    /// The first replies of each group that may be shown, no two saying the same, none that this fan wrote or was sent
    /// already.
    ///
    /// - Parameter limit: of each group.
    private func fitting(
        _ candidates: [ReplyCandidate], limit: Int, ofEach group: (ReplyCandidate) -> Int
    ) throws -> [ReplyCandidate] {
        let known = (context.sentReplies + [context.message]).map(Trigrams.init)
        var fitting: [ReplyCandidate] = []
        var open = candidates
        while !open.isEmpty {
            var batch: [ReplyCandidate] = []
            var beyondLimit: [ReplyCandidate] = []
            var seen = known + fitting.map(\.trigrams)
            var counts = Dictionary(grouping: fitting, by: group).mapValues(\.count)
            for candidate in open {
                if counts[group(candidate), default: 0] >= limit {
                    beyondLimit.append(candidate)
                } else if isFit(candidate, seen) {
                    batch.append(candidate)
                    seen.append(candidate.trigrams)
                    counts[group(candidate), default: 0] += 1
                }
            }
            let kept = try withoutMassMessages(batch)
            fitting += kept
            // Those that turn out to be mass messages make room.
            open = kept.count < batch.count ? beyondLimit : []
        }
        return fitting
    }

    private func isFit(_ candidate: ReplyCandidate, _ seen: [Trigrams]) -> Bool {
        let exchange = candidate.exchange
        // The text of an offer promises what comes with it.
        if exchange.row.row.price > 0, nextStep.action != .offer { return false }
        if mustNotSell, SalesWords.areIn(exchange.reply) { return false }
        return ReplyText.fault(exchange.reply) == nil && !seen.contains(where: candidate.trigrams.isNearDuplicate)
            && claims.support(exchange.reply)
            && leakGuard.fault(in: exchange.reply, sourceNames: exchange.names) == nil
    }

    private func withoutMassMessages(_ candidates: [ReplyCandidate]) throws -> [ReplyCandidate] {
        let counts = try store.pairCounts(
            ofAnswers: candidates.map(\.exchange.row.row.chatterMessage), limit: 3)
        return candidates.filter { candidate in
            let pairs = counts[candidate.exchange.row.row.chatterMessage] ?? 0
            return pairs < (candidate.text.count > Self.shortCharacters ? 2 : 3)
        }
    }
}
