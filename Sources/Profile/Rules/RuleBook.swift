import RapportCore

/// All rules, ready to be asked what one clause says.
struct RuleBook: Sendable {
    static let all = RuleBook(
        Rule.work + Rule.leisure + Rule.places + Rule.family + Rule.pets + Rule.relationship + Rule.age + Rule.events)

    /// A statement that a clause makes.
    struct Finding: Sendable, Hashable {
        var field: ProfileField
        var text: String
        var plainness: Rule.Plainness
    }

    private struct Entry: Sendable {
        var rule: Int
        var pattern: Pattern
    }

    private let rules: [Rule]
    /// Patterns by the words with which they can begin: a clause asks for a few of them, not for all.
    private let byWord: [String: [Entry]]
    private let others: [Entry]

    init(_ rules: [Rule]) {
        self.rules = rules
        var byWord: [String: [Entry]] = [:]
        var others: [Entry] = []
        for (index, rule) in rules.enumerated() {
            for pattern in rule.patterns {
                let entry = Entry(rule: index, pattern: pattern)
                guard let words = pattern.firstWords else {
                    others.append(entry)
                    continue
                }
                for word in words { byWord[word, default: []].append(entry) }
            }
        }
        self.byWord = byWord
        self.others = others
    }

    /// What a clause says of the fan, each statement once.
    ///
    /// - Complexity: O(words · patterns that can begin with them).
    func findings(in clause: Clause) -> Set<Finding> {
        var findings: Set<Finding> = []
        for start in clause.tokens.indices where !clause.tokens[start].isBoundary {
            for entry in byWord[clause.tokens[start].word, default: []] { add(entry, clause, start, &findings) }
            for entry in others { add(entry, clause, start, &findings) }
        }
        return findings
    }

    private func add(_ entry: Entry, _ clause: Clause, _ start: Int, _ findings: inout Set<Finding>) {
        guard let match = entry.pattern.match(clause.tokens, from: start) else { return }
        let rule = rules[entry.rule]
        guard Belief.holds(match, in: clause, presupposes: rule.presupposes) else { return }
        for text in rule.statements(match, clause.tokens) where !text.isEmpty {
            findings.insert(Finding(field: rule.field, text: text, plainness: rule.plainness))
        }
    }
}
