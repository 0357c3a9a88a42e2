import Profile
import RapportCore

/// Whether two short texts say the same of a fan: how evaluation compares a profile's statement with the truth.
///
/// The rules are few and the same for every maker of profiles:
/// - ages are the same number; "in his 40s" holds each of its ten years; "turning 40" is 39 or 40;
/// - of a relationship, the words for one standing are one: `single`, `married`, `in a relationship`, `divorced`,
///   `widowed`, `engaged`, `separated`;
/// - everywhere else the words count: lower case, without words that carry nothing (`a`, `his`, `named`, `works in` …),
///   by their stems (`fishing`, `fish`). The texts agree where the one has all words of the other: `a dog` and
///   `a dog named Max`, `engineer` and `software engineer`; not `a dog` and `a cat`, nor `nurse` and `teacher`, nor
///   `a wife` and `an ex wife`;
/// - jobs, hobbies and relatives agree as well where the lexicons have one name for both: `mom` and `a mother`,
///   `lifting weights` and `weightlifting`.
package struct StatedValue: Hashable {
    private let field: ProfileField
    private let words: Set<String>
    private let names: Set<String>
    private let years: ClosedRange<Int>?

    package init(_ text: String, field: ProfileField) {
        self.field = field
        let all = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        names = ProfileVocabulary.names(in: text, of: field)
        years = field == .ageIndicators ? Self.years(all) : nil
        let standing = field == .relationshipStatus ? Self.standing(all) : nil
        words = standing.map { [$0] } ?? Set(all.filter { !Self.empty.contains($0) }.map(Self.stem))
    }

    /// Whether there is anything to compare.
    var isEmpty: Bool { field == .ageIndicators ? years == nil : words.isEmpty }

    package func agrees(with other: StatedValue) -> Bool {
        if field == .ageIndicators {
            guard let years, let others = other.years else { return false }
            return years.overlaps(others)
        }
        guard !words.isEmpty, !other.words.isEmpty,
            words.intersection(Self.deciding) == other.words.intersection(Self.deciding)
        else { return false }
        return !names.isDisjoint(with: other.names) || words.isSubset(of: other.words)
            || other.words.isSubset(of: words)
    }

    /// Words that say nothing of what is meant.
    private static let empty: Set<String> = Set(
        """
        a an the his her my our of in at on to for with and is are was were has have had be been works work working as \
        named called name just got gets get who from near lives live
        """.split(separator: " ").map(String.init))

    /// Words that make another thing of a thing.
    private static let deciding: Set<String> = ["ex", "law", "step"]

    /// A light stem: what is left of English endings, where at least three letters are.
    private static func stem(_ word: String) -> String {
        for ending in [
            "ations", "ation", "ions", "ings", "ion", "ing", "ers", "ies", "ied", "ed", "es", "er", "s", "y",
        ] {
            guard word.hasSuffix(ending), word.count - ending.count >= 3 else { continue }
            var stem = String(word.dropLast(ending.count))
            // "running", "run"; "hiking" and "hike" meet without their e.
            if let last = stem.last, stem.dropLast().last == last, stem.count >= 4 { stem.removeLast() }
            return stem
        }
        return word.hasSuffix("e") && word.count >= 4 ? String(word.dropLast()) : word
    }

    private static func years(_ words: [String]) -> ClosedRange<Int>? {
        for word in words {
            if word.hasSuffix("s"), let decade = Int(word.dropLast()), decade % 10 == 0 { return decade...decade + 9 }
            guard let number = Int(word), (1...120).contains(number) else { continue }
            return words.contains("turning") ? number - 1...number : number...number
        }
        return nil
    }

    private static func standing(_ words: [String]) -> String? {
        let signs: [(String, Set<String>)] = [
            ("divorced", ["divorced", "divorce", "divorcing", "divorcee"]), ("separated", ["separated", "separation"]),
            ("widowed", ["widowed", "widower", "widow"]), ("engaged", ["engaged", "fiance", "fiancee"]),
            ("married", ["married", "wife", "husband"]),
            ("in a relationship", ["relationship", "girlfriend", "boyfriend", "partner", "dating", "taken"]),
            ("single", ["single", "unattached", "bachelor", "unmarried"]),
        ]
        if words.contains("complicated") { return "complicated" }
        return signs.first { !$0.1.isDisjoint(with: words) }?.0
    }
}
