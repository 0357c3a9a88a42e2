import Foundation
import RapportCore
import Workflow

extension ProfileReport {
    /// For people.
    var text: String {
        var lines = [
            """
            made \(made) profiles of \(pairs) pairs with \(maker) (\(source.rawValue)); \(unchanged) were up to date, \
            \(failed) failed
            """
        ]
        if made > 0 {
            let counts = ProfileField.allCases.map { field in
                "\(field.title.lowercased()) \(statements[field.rawValue] ?? 0)"
            }
            lines.append("statements: \(counts.joined(separator: ", "))")
        }
        if kept > 0 {
            lines.append("\(kept) keep a language model's profile; replace them with: rapport profile --rules")
        }
        if failedBefore > 0 {
            lines.append("\(failedBefore) failed before and were left; try them with: rapport profile --retry-failed")
        }
        if let llm { lines += llm.lines }
        if let stopped { lines.append("stopped, \(pending) pairs left: \(stopped)") }
        return lines.joined(separator: "\n")
    }
}

extension LLMProfileCounts {
    /// For people; what did not happen is not said.
    fileprivate var lines: [String] {
        var lines = ["asked about \(asked) pairs in \(calls) calls; \(cached) answers were known"]
        if cutPairs > 0 {
            lines.append(
                """
                \(cutPairs) pairs were too long to be read whole: \(leftOutMessages) older messages left out, \
                \(shortenedMessages) messages shortened
                """)
        }
        if dropped != DroppedStatements() {
            lines.append(
                """
                statements dropped for want of support: \(dropped.withoutRows) cited no row, \(dropped.ofOtherPairs) \
                another pair's, \(dropped.withoutFan) only rows without the fan's words, \(dropped.notSaid) rows that say \
                nothing of it; \(dropped.unusable) were no statements
                """)
        }
        if splits + missing + swapped > 0 {
            lines.append(
                "asked again: \(splits) calls in two halves, \(missing) pairs that were left out, \(swapped) mixed up")
        }
        if postponed > 0, let trouble {
            lines.append("\(postponed) pairs are left for the next run: \(trouble)")
        }
        return lines
    }
}

extension ProfileField {
    /// What people call it.
    var title: String {
        switch self {
        case .ageIndicators: "Age"
        case .relationshipStatus: "Relationship"
        case .job: "Job"
        case .hobbies: "Hobbies"
        case .locationHints: "Place"
        case .family: "Family"
        case .pets: "Pets"
        case .lifeEvents: "Events"
        case .personalityTraits: "Traits"
        case .emotionalNeeds: "Needs"
        case .purchaseMotivations: "Buys because"
        }
    }
}

extension ProfileCard {
    private static let titleWidth = 14
    private static let quoteLength = 70

    /// For people.
    var text: String {
        var lines = [
            Terminal.plain("\(pair.pair)"),
            """
            \(pair.messageCount) rows until \(pair.lastAt), \
            \(Figures.outcome(pair.outcome.successRate, pair.outcome.revenue)); profile by \(record.maker)
            """,
            "",
        ]
        if fields.isEmpty { lines.append("He has told nothing of himself that could be read.") }
        for (field, statements) in fields {
            for (index, line) in statements.enumerated() {
                let title = index == 0 ? field.title : ""
                lines.append(title.padded(to: Self.titleWidth) + Terminal.plain(line.text) + Self.more(line))
                lines += line.quotes.map { quote in
                    let day = quote.at.description.prefix(10)
                    return "".padded(to: Self.titleWidth) + "  \(day)  \(Terminal.plain(Self.shortened(quote.text)))"
                }
            }
        }
        return (lines + [""] + communication).joined(separator: "\n")
    }

    private static func more(_ line: Line) -> String {
        line.rows > line.quotes.count ? "  (\(line.rows) rows)" : ""
    }

    private static func shortened(_ text: String) -> String {
        text.count > quoteLength ? text.prefix(quoteLength) + "…" : text
    }

    private var communication: [String] {
        let pattern = record.profile.communication
        guard pattern.fanMessages > 0 else { return ["How he writes: not at all so far"] }
        let languages = pattern.languages.map { "\($0.language) \(Figures.percent($0.share))" }
        return [
            """
            How he writes: \(pattern.fanMessages) messages, half of them up to \
            \(Figures.number(pattern.medianLength, digits: 0)) characters; emoji in \(Figures.percent(pattern.emojiRate)), \
            questions in \(Figures.percent(pattern.questionRate))
            """,
            """
            He begins \(Figures.percent(pattern.initiative)) of the conversations; languages: \
            \(languages.isEmpty ? "too little to tell" : languages.joined(separator: ", "))
            """, "Hours, UTC:    \(Self.histogram(pattern.messagesByHour))", "               0     6     12    18   23",
        ]
    }

    /// One block an hour, as high as its share of the busiest.
    private static func histogram(_ counts: [Int]) -> String {
        let blocks = Array("▁▂▃▄▅▆▇█")
        let highest = max(1, counts.max() ?? 1)
        return String(
            counts.map { count in
                count == 0 ? "·" : blocks[min(blocks.count - 1, count * blocks.count / (highest + 1))]
            })
    }
}

extension ProfileEvaluationReport {
    /// For people.
    var text: String {
        var lines = [
            "\(overall.pairs) pairs with a profile, \(pairsWithoutProfile) without, \(pairsNotStored) not stored"
        ]
        for (source, scores) in sources.sorted(by: { $0.key < $1.key }) {
            lines += ["", "by \(source), \(scores.pairs) pairs", Self.header]
            lines += (scores.fields + [scores.total]).map(Self.row)
        }
        if sources.count > 1 {
            lines += ["", "overall", Self.header] + (overall.fields + [overall.total]).map(Self.row)
        }
        return lines.joined(separator: "\n")
    }

    private static let header =
        "field                precision             true/said   recall                found/told  false here, true of the fan"

    private static func row(_ score: ProfileFieldScore) -> String {
        [
            score.field.padded(to: 20), Figures.interval(score.precision).padded(to: 21),
            "\(score.precision.successes)/\(score.precision.cases)".padded(to: 11),
            Figures.interval(score.recall).padded(to: 21),
            "\(score.recall.successes)/\(score.recall.cases)".padded(to: 11), "\(score.falseButTrueOfFan)",
        ].joined(separator: " ")
    }
}

extension Figures {
    static func percent(_ share: Double) -> String { String(format: "%.0f%%", share * 100) }

    /// `0.91 [0.88, 0.94]`.
    static func interval(_ proportion: Proportion) -> String {
        guard let rate = proportion.rate, let low = proportion.low, let high = proportion.high else {
            return "undefined"
        }
        return "\(number(rate, digits: 2)) [\(number(low, digits: 2)), \(number(high, digits: 2))]"
    }
}

extension String {
    /// Filled up with blanks.
    fileprivate func padded(to width: Int) -> String {
        count >= width ? self : self + String(repeating: " ", count: width - count)
    }
}
