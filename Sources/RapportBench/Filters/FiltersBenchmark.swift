import ArgumentParser
import Foundation

/// Filters from one match to all.
struct FiltersBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filters",
        abstract: "Recall and latency under filters, from one match to all.",
        discussion: """
            A filter is a range of a column of numbers, evaluated anew for every query and counted on all sides. The
            column has nothing to do with the query, or grows or falls with the similarity to it. Rapport's time is
            compared with that of the same queries without a filter, and with a matrix product over the rows that
            match; recall is judged by float vectors. usearch's Python interface takes no filter.

              RapportBench filters --base base.npy --queries queries.npy
            """)

    @OptionGroup var options: VectorsOptions
    @Option(parsing: .upToNextOption, help: "Shares of the rows that match; 0 is one row.")
    var shares = [0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1]
    @Option(help: "Candidates kept by every search.")
    var searchEf = 128
    @Option(help: "Queries of each cell, taken from the first.")
    var queryCount = 50
    @Option(help: "Correlation of the column with the similarity to the query, where there is one.")
    var strength = 0.7
    @Option(help: "Seconds after which a contender takes no further query of a cell.")
    var limitSeconds = 10.0
    @Flag(help: "Print JSON instead of tables.")
    var json = false

    func validate() throws {
        guard !shares.isEmpty, shares.allSatisfy((0...1).contains) else {
            throw ValidationError("--shares takes numbers from 0 to 1")
        }
        guard (0..<1).contains(strength) else { throw ValidationError("--strength is at least 0 and below 1") }
        guard queryCount > 0, searchEf >= options.k else {
            throw ValidationError("--query-count must be at least 1, --search-ef at least k")
        }
    }

    func run() throws {
        let workshop = try Workshop(options)
        defer { workshop.close() }
        let sweep = Workshop.Sweep(
            shares: shares, ef: searchEf, queryCount: min(queryCount, workshop.queryRows), strength: strength,
            repeats: options.rounds, limitSeconds: limitSeconds)
        let report = try workshop.swept(sweep, settings: settings)
        Output.line(json ? try report.json() : report.text())
    }

    /// One index of each contender that takes a filter.
    private var settings: [GraphSetting] {
        options.contenders.filter(\.takesMasks).map { contender in
            options.setting.first { $0.contender == contender }
                ?? GraphSetting(contender: contender, m: 16, efConstruction: 200)
        }
    }
}
