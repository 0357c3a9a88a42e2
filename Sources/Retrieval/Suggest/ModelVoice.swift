import Foundation
import RapportCore

/// How the chatters of one model write, counted from what they sent.
package struct ModelVoice: Sendable, Hashable {
    /// Answers that were counted.
    package var answers: Int
    /// Characters of an answer.
    package var medianLength: Double
    /// The length in characters up to which the shortest third of the answers goes, and that of two thirds.
    package var thirdBounds: [Int]
    /// Share of answers with an emoji, 0 to 1.
    package var emojiRate: Double
    /// Share of those answers that begin with a letter which begin with a small one, 0 to 1.
    package var smallStarts: Double

    /// Fewer answers are no voice.
    static let fewestAnswers = 20
    /// From this share of answers on a way to begin is the model's own.
    static let habit = 0.9

    /// Counts; nil where there are too few answers to tell.
    ///
    /// - Parameter answers: as they were sent; blank ones do not count.
    package init?(of answers: [String]) {
        let texts = answers.map(ReplyText.cleaned).filter { !$0.isEmpty }
        guard texts.count >= Self.fewestAnswers else { return nil }
        let lengths = texts.map(\.count).sorted()
        let starts = texts.compactMap(\.first).filter { $0.isUppercase || $0.isLowercase }
        self.answers = texts.count
        medianLength = Double(lengths[(lengths.count - 1) / 2] + lengths[lengths.count / 2]) / 2
        thirdBounds = [lengths[lengths.count / 3], lengths[lengths.count * 2 / 3]]
        emojiRate = Double(texts.count(where: Self.holdsEmoji)) / Double(texts.count)
        smallStarts = starts.isEmpty ? 0.5 : Double(starts.count(where: \.isLowercase)) / Double(starts.count)
    }

    /// How far a reply's length is from the usual: the absolute logarithm of their ratio.
    package func lengthGap(_ reply: String) -> Double {
        abs(log(Double(max(1, reply.count)) / max(1, medianLength)))
    }

    /// To which third of the answers a reply belongs by its length: 0 is the shortest, 2 the longest.
    package func lengthThird(_ reply: String) -> Int {
        thirdBounds.count { $0 < reply.count }
    }

    /// How usual it is to write with, or without, an emoji as the reply does, 0 to 1.
    package func emojiFit(_ reply: String) -> Double {
        Self.holdsEmoji(reply) ? emojiRate : 1 - emojiRate
    }

    /// A reply that begins as the model's answers do, where they nearly always begin alike; nothing else changes.
    ///
    /// A first word that is written with its own capitals, such as `OMG` or `I`, stays.
    package func adapted(_ reply: String) -> String {
        guard let first = reply.first, first.isLetter else { return reply }
        if smallStarts <= 1 - Self.habit {
            let large = first.uppercased()
            // ß would become two letters.
            return large.count == 1 ? large + reply.dropFirst() : reply
        }
        let word = reply.prefix { $0.isLetter || $0 == "'" || $0 == "’" }
        let isOrdinary = word.count > 1 && word.dropFirst().allSatisfy { !$0.isUppercase } && !word.hasPrefix("I'")
        guard smallStarts >= Self.habit, first.isUppercase, isOrdinary, !word.hasPrefix("I’") else { return reply }
        return first.lowercased() + reply.dropFirst()
    }

    package static func holdsEmoji(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            // Digits and `#` count as emoji to Unicode, since they can become ones.
            scalar.properties.isEmojiPresentation || scalar.properties.isEmoji && scalar.value > 0x2000
        }
    }
}
