import RapportCore

/// A reply as it is suggested and compared.
package enum ReplyText {
    /// Longer ones are mostly tales of one's own and no answers.
    static let longestCharacters = 600

    /// Entities decoded, blanks trimmed, white space inside as single blanks.
    package static func cleaned(_ text: String) -> String {
        EmbeddedText.message(text).unicodeScalars.split(whereSeparator: Blank.isBlank).map(String.init)
            .joined(separator: " ")
    }

    /// What is wrong with the form of a cleaned reply, or nil.
    package static func fault(_ text: String) -> ReplyFault? {
        // A reply of emoji alone answers anything and says nothing.
        guard text.unicodeScalars.contains(where: \.isLetter) else { return .empty }
        return text.count > longestCharacters ? .tooLong : nil
    }
}

/// The letters and digits of a text as overlapping triples, for telling near-duplicates.
package struct Trigrams: Sendable, Hashable {
    /// Three scalars of 21 bits each, sorted, each once.
    private let triples: [UInt64]

    package init(_ text: String) {
        var triples: [UInt64] = []
        var triple: UInt64 = 0
        var endsWord = true
        for scalar in text.lowercased().unicodeScalars {
            let isWord = scalar.isLetter || ("0"..."9").contains(scalar)
            // Runs of anything else are one blank, and none at the start.
            if !isWord, endsWord { continue }
            endsWord = !isWord
            triple = (triple << 21 | UInt64(isWord ? scalar.value : 0x20)) & (1 << 63 - 1)
            triples.append(triple)
        }
        if !endsWord { triples.append((triple << 21 | 0x20) & (1 << 63 - 1)) }
        triples.sort()
        var last: UInt64?
        triples.removeAll { triple in
            defer { last = triple }
            return triple == last
        }
        self.triples = triples
    }

    /// Sørensen–Dice: twice the shared triples ÷ all, 0 to 1; 0 where one text has none.
    ///
    /// - Complexity: O(triples).
    package func similarity(to other: Trigrams) -> Double {
        guard !triples.isEmpty, !other.triples.isEmpty else { return 0 }
        var shared = 0
        var left = 0
        var right = 0
        while left < triples.count, right < other.triples.count {
            let (one, two) = (triples[left], other.triples[right])
            shared += one == two ? 1 : 0
            left += one <= two ? 1 : 0
            right += two <= one ? 1 : 0
        }
        return 2 * Double(shared) / Double(triples.count + other.triples.count)
    }

    /// From here on two texts say the same.
    static let nearDuplicate = 0.8

    func isNearDuplicate(of other: Trigrams) -> Bool { similarity(to: other) >= Trigrams.nearDuplicate }
}
