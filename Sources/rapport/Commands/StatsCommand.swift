import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Say what the store holds.", discussion: "  rapport stats --json")

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
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
