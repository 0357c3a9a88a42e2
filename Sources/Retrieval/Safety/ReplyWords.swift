import Foundation

/// A word of a message with what its place says about it.
struct ReplyWord {
    /// Lower case, without accents and full width, apostrophes straight: what lists hold.
    var folded: String
    /// A capital and then lower case, as names are written; `OMG` is a shout and not a name.
    var isCapitalised: Bool
    /// The word before it in the same sentence, folded.
    var previous: String?
    /// Whether a sentence begins with it.
    var startsSentence: Bool
    /// Whether a comma stands before it.
    var followsComma: Bool
    /// Whether a comma or the end of the sentence stands after it.
    var endsClause: Bool

    /// Called out to: `hey tom`, `Tom, …`, `…, tom`, `miss you tom`.
    var isAddressed: Bool {
        if let previous, CommonWords.openers.contains(previous) { return true }
        return endsClause && (startsSentence || followsComma || previous == "you")
    }
}

enum ReplyWords {
    /// The words of a text: runs of letters, with apostrophes inside.
    ///
    /// - Complexity: O(length). Works on scalars: a suggestion reads thousands of words.
    static func words(of text: String) -> [ReplyWord] {
        let scalars = text.unicodeScalars
        var words: [ReplyWord] = []
        var position = scalars.startIndex
        var gap: Gap = .sentence
        while position < scalars.endIndex {
            guard scalars[position].isLetter else {
                gap = max(gap, Gap(scalars[position]))
                if gap > .blank, let last = words.indices.last { words[last].endsClause = true }
                position = scalars.index(after: position)
                continue
            }
            let end = endOfWord(scalars, from: position)
            words.append(
                ReplyWord(
                    folded: fold(text[position..<end]), isCapitalised: isCapitalised(scalars[position..<end]),
                    previous: gap < .sentence ? words.last?.folded : nil, startsSentence: gap == .sentence,
                    followsComma: gap == .clause, endsClause: false))
            gap = .blank
            position = end
        }
        if let last = words.indices.last { words[last].endsClause = true }
        return words
    }

    /// Lower case, without accents and full width; apostrophes straight.
    static func fold(_ word: some StringProtocol) -> String {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
        let straight = String(String.UnicodeScalarView(word.unicodeScalars.map { $0 == "’" ? "'" : $0 }))
        if straight.utf8.allSatisfy({ $0 < 0x80 }) { return straight.lowercased() }
        return straight.folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil).lowercased()
    }

    private static func endOfWord(
        _ scalars: String.UnicodeScalarView, from start: String.Index
    ) -> String.Index {
        var end = start
        while end < scalars.endIndex {
            let next = scalars.index(after: end)
            let isInside = scalars[end].isLetter || scalars[end].properties.generalCategory == .nonspacingMark
            let isApostrophe = scalars[end] == "'" || scalars[end] == "’"
            guard isInside || isApostrophe && next < scalars.endIndex && scalars[next].isLetter else { break }
            end = next
        }
        return end
    }

    private static func isCapitalised(_ word: Substring.UnicodeScalarView) -> Bool {
        guard let first = word.first, first.isUppercase else { return false }
        return word.count == 1 || word.contains { !$0.isUppercase && $0.isLetter }
    }

    /// How strongly what stands between two words parts them.
    private enum Gap: Int, Comparable {
        case blank
        case clause
        case sentence

        /// Emoji end sentences: chatters put them where others put full stops.
        init(_ scalar: Unicode.Scalar) {
            switch scalar {
            case " ", "\t", "'", "’", "0"..."9", "\u{FE0F}", "\u{200D}": self = .blank
            case ",", ":", ";", "-", "–", "—", "(", ")", "\"", "/", "&", "*": self = .clause
            case "\n", "\r", "\u{2028}", "\u{2029}": self = .sentence
            case _ where scalar.isASCII: self = .sentence
            default: self = scalar.properties.isWhitespace || scalar.properties.numericType != nil ? .blank : .sentence
            }
        }

        static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
    }
}

extension Unicode.Scalar {
    /// A letter of any script.
    var isLetter: Bool {
        isASCII ? ("a"..."z").contains(self) || ("A"..."Z").contains(self) : properties.isAlphabetic
    }

    var isUppercase: Bool { isASCII ? ("A"..."Z").contains(self) : properties.isUppercase }
}
