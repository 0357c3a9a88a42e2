import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Say what the store holds.",
        discussion: """
            --suggestions counts what chatters did with suggestions: accepted are those that were copied, edited or \
            sent, of all that were shown. Types of fans go by what the pair had spent at that time.

              rapport stats --json
              rapport stats --suggestions
            """)

    @Flag(help: "Say what chatters did with suggestions instead.")
    var suggestions = false
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        if suggestions {
            let statistics = try SuggestionStatistics(of: storeOptions.open())
            return try common.show(statistics) { statistics.text }
        }
        let statistics = try StoreStatistics(of: storeOptions.open())
        try common.show(statistics) { statistics.text }
    }
}

extension StoreStatistics {
    /// For people.
    var text: String {
        let rate = successRate.map { String(format: "%.2f", $0) } ?? "undefined"
        let vectorCounts = vectors.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return """
            \(rows) rows, \(pairs) pairs, \(models) models, newest row \(newestRow ?? "none")
            \(conversations) conversations; stages 1: \(stages["1"] ?? 0), 2: \(stages["2"] ?? 0), 3: \(stages["3"] ?? 0)
            \(purchases) purchases of \(offers) offers (success rate \(rate)), \(String(format: "%.2f", revenue)) USD
            vectors: \(vectorCounts.isEmpty ? "none; make them with: rapport embed" : "\(vectorCounts) by \(embedder ?? "")")
            """
    }
}

extension SuggestionStatistics {
    /// For people.
    var text: String {
        guard total.shown > 0 else { return "no suggestion was shown yet" }
        let tables = [("model", byModel), ("chatter", byChatter), ("fan type", byFanType), ("source", bySource)]
        let head = ["", "shown", "accepted", "95% interval", "copied", "edited", "sent", "up", "down"]
        return ([("all", [total])] + tables).map { title, groups in
            Figures.table([[title] + head.dropFirst()] + groups.map(\.cells))
        }.joined(separator: "\n\n")
    }
}

extension SuggestionStatistics.Group {
    fileprivate var cells: [String] {
        func share(_ value: Double?) -> String { value.map { Figures.number($0, digits: 2) } ?? "–" }
        return [
            name.isEmpty ? "not known" : Terminal.plain(name), "\(shown)", share(acceptance.rate),
            "\(share(acceptance.low)) to \(share(acceptance.high))",
        ] + [copied, edited, sent, thumbsUp, thumbsDown].map(String.init)
    }
}
