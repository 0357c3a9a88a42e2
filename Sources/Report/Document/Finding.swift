/// A sentence with its numbers, how many pairs it rests on, how sure it is, and the query that gives all of it.
struct Finding: Sendable {
    /// How sure the finding's figure is.
    enum Certainty: Sendable {
        case interval(FigureInterval)
        /// A figure of the log as it is, from which nothing is concluded about other fans.
        case total
        /// What a supposition would give at its two ends; no probability.
        case supposed(FigureInterval)
        /// What follows from the log's variance and traffic for a test to come.
        case plan
        /// Too little, or too uniform, for an interval.
        case none

        init(_ interval: FigureInterval?) { self = interval.map { .interval($0) } ?? .none }
    }

    /// Groups of fewer pairs say little, and are marked.
    static let fewestPairs = 10

    /// As it was computed.
    let sentence: Sentence
    /// The same by a language model, with the same figures.
    var wording: Sentence?
    let pairs: Figure
    let certainty: Certainty
    let answer: Answer

    /// - Parameter pairs: the column of the answer that counts the fan-model pairs.
    init(
        _ sentence: Sentence, pairs: String = "pairs", row: Int = 0, _ certainty: Certainty, from answer: Answer
    ) {
        self.sentence = sentence
        self.pairs = answer.figure(pairs, row: row)
        self.certainty = certainty
        self.answer = answer
        isSmall = answer.count(pairs, row: row) < Self.fewestPairs
    }

    /// Whether the group is too small to act upon.
    let isSmall: Bool

    /// What documents show.
    var shown: Sentence { wording ?? sentence }

    /// How many pairs the sentence rests on, and how sure it is.
    var basis: String {
        let sureness =
            switch certainty {
            case .interval(let interval): "95% interval \(interval.text)"
            case .supposed(let range): "range of what is supposed: \(range.text)"
            case .plan: "computed from this log's variance and traffic"
            case .total: "a count of this log, no estimate"
            case .none: "no interval: too few or too uniform"
            }
        return "n = \(pairs.text) pairs; \(sureness)"
    }

    var markdown: String {
        let mark = isSmall ? " **Too small: fewer than ten pairs; do not act on it.**" : ""
        let footnote = answer.footnote("SQL", computed: wording == nil ? nil : sentence)
        return "\(shown.text) (\(basis)).\(mark)\n\n\(footnote)"
    }
}

extension Answer {
    /// The query, folded away below what it gave.
    var footnote: String { footnote("SQL") }

    /// - Parameter computed: the sentence that a language model worded anew, so that nobody has to trust it.
    func footnote(_ title: String, computed: Sentence? = nil) -> String {
        let words = computed.map { "As computed: \($0.text).\n\n" } ?? ""
        return "<details><summary>\(title)</summary>\n\n```sql\n\(sql)\n```\n\n\(words)</details>"
    }
}

/// What a query gave, as a table; rows of fewer than ten pairs are marked.
struct DocumentTable: Sendable {
    struct Column: Sendable {
        let title: String
        let name: String
        let style: Figure.Style

        init(_ title: String, _ name: String, _ style: Figure.Style = .count) {
            self.title = title
            self.name = name
            self.style = style
        }
    }

    let columns: [Column]
    let answer: Answer
    /// What stands in the first column instead of the cell, such as a cluster's name.
    var names: [String]?

    static let smallMark = "†"

    var markdown: String {
        guard !answer.rows.isEmpty else { return "The store has no rows for this.\n\n\(answer.footnote)" }
        let heads = columns.map(\.title)
        let hasCounts = answer.columns.contains("pairs")
        var hasSmall = false
        let lines = answer.rows.indices.map { row in
            let isSmall = hasCounts && answer.count("pairs", row: row) < Finding.fewestPairs
            hasSmall = hasSmall || isSmall
            return columns.enumerated().map { index, column in
                let cell = index == 0 ? names?[row] : nil
                return (cell ?? text(column, row)) + (index == 0 && isSmall ? " \(Self.smallMark)" : "")
            }
        }
        let rules = columns.map { if case .text = $0.style { "---" } else { "---:" } }
        let table = ([heads, rules] + lines).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
        let note = hasSmall ? "\n\n\(Self.smallMark) Too small: fewer than ten pairs; do not act on it." : ""
        return "\(table)\(note)\n\n\(answer.footnote)"
    }

    /// A cell; `name` of a column that has `name_low` and `name_high` is shown with them.
    private func text(_ column: Column, _ row: Int) -> String {
        if answer.value(column.name, row: row).isNull { return "–" }
        let figure = answer.figure(column.name, column.style, row: row).text
        return answer.interval(column.name, column.style, row: row).map { "\(figure) (\($0.text))" } ?? figure
    }
}
