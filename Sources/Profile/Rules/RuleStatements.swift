import RapportCore

/// Gathers what the messages of one fan say, row by row, into the statements of a profile.
struct RuleStatements {
    fileprivate struct Support {
        var text: String
        var rows: [Int64] = []
        var plainness = Rule.Plainness.implied
        /// Number of the last row that says so.
        var latest = 0
    }

    private var support: [ProfileField: [String: Support]] = [:]

    mutating func add(_ finding: RuleBook.Finding, rowID: Int64, order: Int) {
        var entry = support[finding.field]?[finding.text.lowercased()] ?? Support(text: finding.text)
        if entry.rows.last != rowID { entry.rows.append(rowID) }
        entry.plainness = max(entry.plainness, finding.plainness)
        entry.latest = order
        support[finding.field, default: [:]][finding.text.lowercased()] = entry
    }

    /// The statements by field: those that say less than another are part of it, and of those that exclude each other
    /// one stays. The best supported come first.
    func statements() -> [ProfileField: [ProfileStatement]] {
        support.mapValues { Array($0.values) }.reduce(into: [:]) { result, field in
            let kept = Self.oneOfExclusive(field.key, Self.merged(field.key, field.value))
            result[field.key] = kept.sorted { ($1.rows.count, $0.text) < ($0.rows.count, $1.text) }
                .map { ProfileStatement(text: $0.text, evidence: Set($0.rows).sorted()) }
        }
    }

    /// `a dog` goes into `a dog named Max`, `nurse` into `icu nurse`, `kids` into `two kids`.
    private static func merged(_ field: ProfileField, _ all: [Support]) -> [Support] {
        guard [.job, .pets, .family, .locationHints, .lifeEvents].contains(field) else { return all }
        var kept: [Support] = []
        for support in all.sorted(by: { ($1.words.count, $0.text) < ($0.words.count, $1.text) }) {
            if let wider = kept.firstIndex(where: { $0.words.isSuperset(of: support.words) }) {
                kept[wider].rows += support.rows
                kept[wider].latest = max(kept[wider].latest, support.latest)
            } else {
                kept.append(support)
            }
        }
        return kept
    }

    /// Nobody has two ages or two standings: the plainer statement counts, of two as plain the later.
    private static func oneOfExclusive(_ field: ProfileField, _ all: [Support]) -> [Support] {
        guard [.relationshipStatus, .ageIndicators].contains(field) else { return all }
        return all.max { ($0.plainness, $0.latest, $1.text) < ($1.plainness, $1.latest, $0.text) }.map { [$0] } ?? []
    }
}

extension RuleStatements.Support {
    /// What the text says, without articles.
    fileprivate var words: Set<String> {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { $0 == "kids" ? "child" : String($0) }
        return Set(words).subtracting(["a", "an", "the"])
    }
}
