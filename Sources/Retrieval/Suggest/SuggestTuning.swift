/// How exchanges are looked for and ordered.
///
/// The standard values are those that won on the tuning half of `RapportBench retrieval`; its README says what else was
/// tried. Bonuses are added to the cosine, so 0.1 is worth a tenth of it; what is 0 was tried and
/// did not help.
package struct SuggestTuning: Sendable, Hashable {
    /// Messages before the fan's that the query holds too.
    package var contextMessages = 0
    /// Their share in the query's vector, from 0 up to 1.
    package var contextShare: Float = 0
    /// Exchanges that are looked at, each of another conversation: many replies are refused for names, numbers and
    /// repetition.
    package var candidates = 50
    /// Times the trigrams that the two fan messages share.
    package var lexicalBonus = 0.0
    package var sameModelBonus = 0.0
    package var sameStageBonus = 0.0
    /// Where a sale followed in the conversation.
    package var saleBonus = 0.0
    /// For the newest of the exchanges, falling to nothing for the oldest.
    package var recencyBonus = 0.0
    /// Times the share of the nearest exchanges that were answered alike.
    package var supportBonus = 0.0

    /// The message's vector alone.
    package init() {}

    /// The part that decides what is found, without what orders it.
    package var searching: SuggestTuning {
        var tuning = SuggestTuning()
        (tuning.contextMessages, tuning.contextShare, tuning.candidates) = (contextMessages, contextShare, candidates)
        return tuning
    }

    package static let standard: SuggestTuning = {
        var tuning = SuggestTuning()
        tuning.supportBonus = 0.2
        return tuning
    }()
}
