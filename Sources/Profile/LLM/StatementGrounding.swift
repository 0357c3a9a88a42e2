import RapportCore

/// Whether the rows that a statement cites say anything of it.
///
/// A language model may cite rows at random, or fill a field with "None": small ones do. The prompt asks for the fan's
/// own words, so a fact of which no word stands in them is none of his.
enum StatementGrounding {
    /// What models write where they have nothing to say.
    private static let nothing: Set<String> = [
        "none", "null", "nil", "n/a", "na", "unknown", "unspecified", "undefined", "not mentioned", "not specified",
        "not stated", "not provided", "no information", "empty", "-", "?",
    ]
    /// Words that say what kind of fact it is, or nothing.
    private static let empty: Set<String> = [
        "the", "and", "his", "her", "has", "had", "have", "for", "with", "from", "fan", "he", "is", "are", "was", "a",
        "an", "of", "in", "at", "on", "to", "likes", "loves", "enjoys", "lives", "works", "working", "named", "called",
        "says", "said", "who", "that", "this", "own", "owns",
    ]
    /// Fields that are read between the lines: their words need not be the fan's.
    private static let inferred: Set<ProfileField> = [
        .ageIndicators, .relationshipStatus, .personalityTraits, .emotionalNeeds, .purchaseMotivations,
    ]
    private static let shortestStem = 3
    /// Letters in which forms of a word may differ at the end, as hike and hiking do.
    private static let longestEnding = 3

    static func saysNothing(_ text: String) -> Bool {
        nothing.contains(text.lowercased().trimmingCharacters { $0 == "." || $0 == "\"" })
    }

    /// - Parameter fanMessages: those of the rows that the statement cites.
    /// - Complexity: O(words of the statement · words of the messages).
    static func isSaid(_ text: String, field: ProfileField, in fanMessages: some Sequence<String>) -> Bool {
        if inferred.contains(field) { return true }
        let stated = words(text).filter { !empty.contains($0) }
        let said = Set(fanMessages.flatMap(words))
        return stated.contains { word in said.contains { isForm(word, of: $0) } }
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Whether two words are the same but for their endings.
    private static func isForm(_ left: String, of right: String) -> Bool {
        if left == right { return true }
        let shorter = min(left.count, right.count)
        let common = zip(left, right).prefix { $0 == $1 }.count
        return common >= max(shortestStem, shorter - longestEnding)
    }
}

extension String {
    /// Without the characters at both ends that satisfy `isTrimmed`.
    fileprivate func trimmingCharacters(_ isTrimmed: (Character) -> Bool) -> String {
        let start = drop(while: isTrimmed)
        return String(start.reversed().drop(while: isTrimmed).reversed())
    }
}
