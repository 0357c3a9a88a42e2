/// Why a model's wording of a sentence is not used.
public enum WordingRefusal: String, Sendable, CaseIterable {
    /// It gave none, or two.
    case leftOut = "left_out"
    /// It holds a mark of another sentence.
    case swapped
    /// A mark is lost, doubled, or in another place.
    case marks
    /// A number or unit is lost, added, or in another place.
    case numbers
    /// A word that decides which way the claim points is lost, added, or in another place.
    case polarity
    /// It speaks of something else: pairs, stages, offers, …
    case subjects
    case markup
    case length
    /// The whole answer could not be read, asked twice.
    case unfit
}

/// When a model's wording may stand in the place of a sentence: it must claim the same.
///
/// Nobody can prove that, so everything is refused that could claim something else. Refusing costs nothing: the sentence
/// stays as it was computed.
package enum WordingRules {
    /// - Parameter answer: with the marks of `MaskedSentence.text`; empty where the model left the sentence out.
    /// - Returns: the sentence in the model's words, which may be the same ones.
    /// - Complexity: O(characters).
    package static func sentence(
        from answer: String, for masked: MaskedSentence
    ) throws(WordingRefusal) -> Sentence {
        let answer = tidy(answer)
        let original = Wording(masked.text, markCount: masked.markCount)
        let wording = Wording(answer, markCount: masked.markCount)
        guard !answer.isEmpty else { throw .leftOut }
        guard !wording.hasStrangers else { throw .swapped }
        guard wording.marks == original.marks else { throw .marks }
        guard !wording.words.contains(where: { $0.isNumber }) else { throw .numbers }
        guard wording.claims(.number) == original.claims(.number) else { throw .numbers }
        guard answer != masked.text else { return masked.filled(wording) }
        guard isPlain(wording.words, beside: original.words),
            !wording.touchesFigures || original.touchesFigures
        else { throw .markup }
        guard answer.count <= masked.text.count * 3 / 2 + 40 else { throw .length }
        guard wording.claims(.polarity) == original.claims(.polarity) else { throw .polarity }
        guard ClaimWords.subjects(in: wording.words) == ClaimWords.subjects(in: original.words),
            wording.counted == original.counted
        else { throw .subjects }
        return masked.filled(wording)
    }

    /// On one line, without the full stop that the document sets itself.
    private static func tidy(_ answer: String) -> String {
        var line = answer.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while line.hasSuffix(".") { line.removeLast() }
        return line
    }

    private static let plainMarks: Set<Character> = [" ", ",", ";", ":", "'", "’", "-", "–", "—", "!", "?", "\"", "."]

    /// Whether the text can be nothing but words: letters and stops, and of other characters no more than the original
    /// has. A stop within a word could be an address.
    private static func isPlain(_ text: String, beside original: String) -> Bool {
        guard let first = text.first, first.isLetter || first == " " || first == "\"" else { return false }
        var spare = Dictionary(original.filter { !isPlain($0) }.map { ($0, 1) }, uniquingKeysWith: +)
        for character in text where !isPlain(character) {
            guard let left = spare[character], left > 0 else { return false }
            spare[character] = left - 1
        }
        return text.firstMatch(of: #/[.:]\w|[-–—]{2}|www|http/#.ignoresCase()) == nil
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && character.isLetter || plainMarks.contains(character)
    }
}

extension WordingRefusal: Error {}
