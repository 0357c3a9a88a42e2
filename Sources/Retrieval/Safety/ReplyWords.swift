import Foundation

/// A word of a message with what its place says about it.
struct ReplyWord {
    /// As it stands in the message.
    var text: Substring
    /// Lower case, without accents and elongation marks of width: what lists hold.
    var folded: String
    /// The word before it in the same sentence, folded.
    var previous: String?
    /// Whether a sentence begins with it.
    var startsSentence: Bool
    /// Whether a comma stands before it.
    var followsComma: Bool
    /// Whether a comma or the end of the sentence stands after it.
    var endsClause: Bool

    /// One capital and then lower case, as names are written; `OMG` is a shout and not a name.
    var isCapitalised: Bool {
        guard let first = text.first, first.isUppercase else { return false }
        return text.dropFirst().contains { $0.isLowercase } || text.count == 1
    }

    /// Called out to: `hey tom`, `Tom, …`, `…, tom`, `miss you tom`.
    var isAddressed: Bool {
        if let previous, CommonWords.openers.contains(previous) { return true }
        return endsClause && (startsSentence || followsComma || previous == "you")
    }
}

enum ReplyWords {
    /// The words of a text: runs of letters, with apostrophes inside.
    ///
    /// - Complexity: O(length).
    static func words(of text: String) -> [ReplyWord] {
        var words: [ReplyWord] = []
        var position = text.startIndex
        var gap: Gap = .sentence
        while position < text.endIndex {
            guard text[position].isLetter else {
                gap = max(gap, Gap(text[position]))
                if gap > .blank, let last = words.indices.last { words[last].endsClause = true }
                position = text.index(after: position)
                continue
            }
            var end = position
            while end < text.endIndex, text[end].isLetter || isInnerApostrophe(text, end) {
                end = text.index(after: end)
            }
            let word = text[position..<end]
            words.append(
                ReplyWord(
                    text: word, folded: fold(word), previous: gap < .sentence ? words.last?.folded : nil,
                    startsSentence: gap == .sentence, followsComma: gap == .clause, endsClause: false))
            gap = .blank
            position = end
        }
        if let last = words.indices.last { words[last].endsClause = true }
        return words
    }

    /// Lower case, without accents and full width; apostrophes straight.
    static func fold(_ word: some StringProtocol) -> String {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
        let options: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive, .widthInsensitive]
        return word.folding(options: options, locale: nil).lowercased().replacingOccurrences(of: "’", with: "'")
    }

    private static func isInnerApostrophe(_ text: String, _ index: String.Index) -> Bool {
        guard text[index] == "'" || text[index] == "’" else { return false }
        let next = text.index(after: index)
        return next < text.endIndex && text[next].isLetter
    }

    /// How strongly what stands between two words parts them.
    private enum Gap: Int, Comparable {
        case blank
        case clause
        case sentence

        /// Emoji end sentences: chatters put them where others put full stops.
        init(_ character: Character) {
            switch character {
            case ",", ":", ";", "-", "–", "—", "(", ")", "\"", "/", "&", "*": self = .clause
            case "'", "’": self = .blank
            default: self = character.isWhitespace && !character.isNewline || character.isNumber ? .blank : .sentence
            }
        }

        static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
    }
}
