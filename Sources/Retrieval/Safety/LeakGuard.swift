import RapportCore

/// Decides whether a text that came from one fan's conversation may be shown to write to another.
///
/// Strict on purpose: a reply is refused and never mended, since there are more replies where it came from. What this
/// fan's own messages hold is his, and passes.
package struct LeakGuard {
    /// Words that this fan's own messages and ids hold, folded.
    private let ownWords: Set<String>
    /// Numbers of his messages.
    private let ownNumbers: Set<String>
    /// Words by which fans and models of the store go.
    private let people: Set<String>

    /// - Parameters:
    ///   - ownTexts: the fan's messages and the answers to him.
    ///   - pair: who he is and to whom he writes, where that is known.
    package init(ownTexts: [String], pair: PairID?, modelName: String?, people: Set<String>) {
        var words: Set<String> = []
        var numbers: Set<String> = []
        for text in ownTexts {
            words.formUnion(ReplyWords.words(of: text).map(\.folded))
            numbers.formUnion(NumberWords.digitRuns(of: text))
        }
        if let pair {
            words.formUnion(PersonName.words(ofFanID: pair.fanID))
            words.formUnion(PersonName.words(of: pair.modelName))
        }
        if let modelName { words.formUnion(PersonName.words(of: modelName)) }
        ownWords = words
        ownNumbers = numbers
        self.people = people
    }

    /// What is wrong with `reply`, or nil.
    ///
    /// - Parameter sourceNames: words by which those went who wrote and got it, folded.
    /// - Complexity: O(length of the reply).
    package func fault(in reply: String, sourceNames: Set<String> = []) -> ReplyFault? {
        let words = ReplyWords.words(of: reply)
        if ContactWords.areIn(reply, words: words) { return .contact }
        if NumberWords.areIn(reply, words: words, own: ownNumbers) { return .number }
        return words.contains { isForeignName($0, sourceNames) } ? .name : nil
    }

    private func isForeignName(_ word: ReplyWord, _ sourceNames: Set<String>) -> Bool {
        let bare = Self.withoutPossessive(word.folded)
        if ownWords.contains(word.folded) || ownWords.contains(bare) { return false }
        if CommonWords.contains(word.folded) {
            // A fan may go by an everyday word: "hey will", "what a Joy", but not every "will".
            guard sourceNames.contains(bare) || Names.everyday.contains(bare) else { return false }
            return word.isAddressed && (sourceNames.contains(bare) || word.isCapitalised)
                || word.isCapitalised && !word.startsSentence
        }
        if sourceNames.contains(where: { Self.isNickname($0, bare) }) { return true }
        if people.contains(bare) || Names.given.contains(bare) || Names.places.contains(bare) { return true }
        // A single letter is no name, and "I" is one.
        guard bare.count >= 2 else { return false }
        return word.isCapitalised || word.isAddressed
    }

    /// `tom` for `tommy` and the reverse.
    private static func isNickname(_ name: String, _ word: String) -> Bool {
        if name == word { return true }
        return min(name.count, word.count) >= 3 && (name.hasPrefix(word) || word.hasPrefix(name))
    }

    private static func withoutPossessive(_ word: String) -> String {
        word.hasSuffix("'s") ? String(word.dropLast(2)) : word
    }
}
