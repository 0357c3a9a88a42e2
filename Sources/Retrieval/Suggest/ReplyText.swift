import RapportCore

/// A reply as it is suggested and compared.
enum ReplyText {
    /// Longer ones are mostly tales of one's own and no answers.
    static let longestCharacters = 600

    /// Entities decoded, blanks trimmed, white space inside as single blanks.
    static func cleaned(_ text: String) -> String {
        EmbeddedText.message(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What is wrong with the form of a cleaned reply, or nil.
    static func fault(_ text: String) -> ReplyFault? {
        // A reply of emoji alone answers anything and says nothing.
        guard text.contains(where: \.isLetter) else { return .empty }
        return text.count > longestCharacters ? .tooLong : nil
    }
}

/// The letters and digits of a text as overlapping triples, for telling near-duplicates.
package struct Trigrams: Sendable, Hashable {
    private let triples: Set<String>

    package init(_ text: String) {
        let letters = ReplyWords.fold(text).map { $0.isLetter || $0.isNumber ? $0 : " " }
        let words = String(letters).split(separator: " ").joined(separator: " ")
        let padded = Array(words.isEmpty ? "" : "  " + words + " ")
        triples = Set((0..<max(0, padded.count - 2)).map { String(padded[$0..<$0 + 3]) })
    }

    /// Sørensen–Dice: twice the shared triples ÷ all, 0 to 1; 0 where one text has none.
    ///
    /// - Complexity: O(triples).
    package func similarity(to other: Trigrams) -> Double {
        guard !triples.isEmpty, !other.triples.isEmpty else { return 0 }
        let shared = triples.intersection(other.triples).count
        return 2 * Double(shared) / Double(triples.count + other.triples.count)
    }

    /// From here on two texts say the same.
    static let nearDuplicate = 0.8

    func isNearDuplicate(of other: Trigrams) -> Bool { similarity(to: other) >= Trigrams.nearDuplicate }
}
