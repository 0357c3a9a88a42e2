import Foundation

/// The chance that a reply says what the creator's own chatter would have sent.
///
/// A logistic regression orders the replies. What is chosen by it is better thought of than it is, since the largest of
/// many guesses is mostly one that errs upwards; so an isotonic step, fitted to chosen replies, says what became of those.
package struct ReplyConfidence: Sendable, Hashable {
    /// A point of the isotonic step: what became of chosen replies with about this score.
    package struct Knot: Sendable, Hashable {
        package var score: Double
        /// Share that was right.
        package var share: Double

        package init(_ score: Double, _ share: Double) {
            self.score = score
            self.share = share
        }
    }

    /// Log odds where all features are 0.
    package var intercept: Double
    /// Log odds for one more of each feature, as `ReplyFeatures.names` orders them.
    package var weights: [Double]
    /// Ascending in both; none leaves scores as they are.
    package var knots: [Knot]

    /// - Precondition: as many weights as `ReplyFeatures` has values.
    package init(intercept: Double, weights: [Double], knots: [Knot] = []) {
        precondition(weights.count == ReplyFeatures.names.count)
        self.intercept = intercept
        self.weights = weights
        self.knots = knots
    }

    /// What replies are ordered by, above 0 and below 1.
    package func score(_ features: ReplyFeatures) -> Double {
        1 / (1 + exp(-zip(weights, features.values).reduce(intercept) { $0 + $1.0 * $1.1 }))
    }

    /// The chance that a chosen reply with this score is right: on the line between the two knots beside it.
    ///
    /// - Complexity: O(knots).
    package func probability(score: Double) -> Double {
        guard let first = knots.first, let last = knots.last else { return score }
        guard let next = knots.firstIndex(where: { $0.score > score }) else { return last.share }
        guard next > 0 else { return first.share }
        let (low, high) = (knots[next - 1], knots[next])
        return low.share + (high.share - low.share) * (score - low.score) / (high.score - low.score)
    }
}
