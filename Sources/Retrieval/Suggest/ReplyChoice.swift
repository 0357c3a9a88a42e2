/// How replies are ordered. What won on the tuning half of `RapportBench retrieval`.
package struct ReplyChoice: Sendable {
    package var confidence = ReplyConfidence.standard
    /// What a sale after the reply is worth, in score.
    package var saleBonus = 0.02
    /// Times how usual it is for the model to write with, or without, an emoji.
    package var emojiBonus = 0.03
    /// The share of a reply's own worth in the choice; the rest is for being unlike the others.
    package var balance = 0.95

    package init() {}

    package static let standard = ReplyChoice()
}
