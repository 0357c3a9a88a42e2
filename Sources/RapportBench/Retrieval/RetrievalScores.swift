import Foundation
import RapportCore
import Retrieval

/// A conversation that a contender found, with the row in it that is like the message.
struct FoundConversation: Sendable {
    var conversationID: String
    var rowID: Int64

    init(conversationID: String, rowID: Int64) {
        self.conversationID = conversationID
        self.rowID = rowID
    }

    init(_ exchange: RetrievedExchange) {
        self.init(conversationID: exchange.row.conversationID, rowID: exchange.row.rowID)
    }
}

/// How good one answer was, each figure from 0 to 1.
struct RetrievalScore: Sendable {
    /// One of the five rows found has an answer equivalent to the real one.
    var answerHit = 0.0
    /// One of the five conversations holds an answer equivalent to the real one.
    var conversationHit = 0.0
    /// nDCG@5 where a conversation of another fan of the same kind counts 1; nil without the truth.
    var kindNDCG: Double?
    /// Answers in the five conversations, which makes it easy to hold one.
    var answers = 0.0

    static let shown = 5

    /// - Parameter found: best first, without the current conversation.
    init(
        _ found: [FoundConversation], turn: HeldOutTurn, reply: PastReplies.Reply, past: PastReplies,
        equivalence: Equivalence, kinds: [String: String]
    ) {
        let top = found.prefix(Self.shown)
        let isHit = top.contains { item in
            past.replyOfRow[item.rowID].map { equivalence.holds(past.replies[$0], reply) } ?? false
        }
        answerHit = isHit ? 1 : 0
        let isHeld = top.contains { item in
            past.conversations[item.conversationID]?.replies.contains { equivalence.holds(past.replies[$0], reply) }
                ?? false
        }
        conversationHit = isHeld ? 1 : 0
        answers = top.reduce(0) { $0 + Double(past.conversations[$1.conversationID]?.replies.count ?? 0) }
        guard let kind = turn.kind else { return }
        // His own conversations are of his kind whatever they say.
        let others = found.compactMap { past.conversations[$0.conversationID]?.fanID }.filter { $0 != turn.pair.fanID }
        var gain = 0.0
        var ideal = 0.0
        for place in 0..<Self.shown {
            let discount = 1 / log2(Double(place + 2))
            ideal += discount
            if place < others.count, kinds[others[place]] == kind { gain += discount }
        }
        kindNDCG = gain / ideal
    }
}

/// A mean with its 95% interval, by bootstrap over pairs: turns of one pair are alike.
///
/// Source: Efron, Tibshirani, "An Introduction to the Bootstrap" (1993), the percentile interval over clusters.
package struct ClusteredMean: Sendable, Hashable, Encodable {
    package var mean: Double
    package var low: Double
    package var high: Double

    private static let resamples = 1_000

    /// - Parameter values: with the pair that each belongs to.
    /// - Complexity: O(resamples · pairs).
    package init(_ values: [(pair: PairID, value: Double)], seed: UInt64 = 7) {
        var sums: [PairID: (sum: Double, count: Double)] = [:]
        for (pair, value) in values {
            let known = sums[pair] ?? (0, 0)
            sums[pair] = (known.sum + value, known.count + 1)
        }
        let clusters = sums.sorted { $0.key.description < $1.key.description }.map(\.value)
        let total = clusters.reduce((0.0, 0.0)) { ($0.0 + $1.sum, $0.1 + $1.count) }
        mean = total.1 > 0 ? total.0 / total.1 : .nan
        var random = SplitMix64(seed: seed)
        var means: [Double] = []
        for _ in 0..<Self.resamples where !clusters.isEmpty {
            var (sum, count) = (0.0, 0.0)
            for _ in clusters {
                let cluster = clusters[random.below(clusters.count)]
                sum += cluster.sum
                count += cluster.count
            }
            means.append(sum / count)
        }
        means.sort()
        low = means.isEmpty ? .nan : means[Int(0.025 * Double(means.count))]
        high = means.isEmpty ? .nan : means[Int(0.975 * Double(means.count))]
    }

    var text: String { String(format: "%.3f [%.3f, %.3f]", mean, low, high) }
    /// With its sign.
    var differenceText: String { String(format: "%+.3f [%+.3f, %+.3f]", mean, low, high) }
}
