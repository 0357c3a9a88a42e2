import ArgumentParser
import Foundation

/// Any vectors of a user's, in Rapport's index and in others'.
struct VectorsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vectors",
        abstract: "Recall, queries per second, build time and memory of Rapport's index and of others.",
        discussion: """
            Every contender gets the same vectors and queries and one search thread, in turns; indexes are built on two
            threads. Of the settings measured, the fastest that reaches recall 0.95, and 0.99, is compared.

              RapportBench vectors --base base.npy --queries queries.npy -k 10 --json
              RapportBench vectors --base base.npy --queries queries.npy --sweep
            """)

    @OptionGroup var options: VectorsOptions
    @Flag(help: "Try every M with every efConstruction, for every contender; takes long, meant for 50,000 vectors.")
    var sweep = false
    @Option(parsing: .upToNextOption, help: "The Ms of a sweep.")
    var sweepM = [8, 12, 16, 24, 32]
    @Option(parsing: .upToNextOption, help: "The efConstructions of a sweep.")
    var sweepEfConstruction = [100, 200, 400]
    @Option(help: "Row numbers that pass a filter (.npy, int64): measures filtered searches too.")
    var passIds: String?
    @Option(help: "Candidates kept by filtered searches.")
    var filterEf = 128
    @Flag(help: "Print JSON instead of tables.")
    var json = false

    func validate() throws {
        guard !sweep || options.setting.isEmpty else {
            throw ValidationError("--sweep and --setting exclude each other")
        }
        for (name, values, range) in [
            ("--sweep-m", sweepM, 2...128), ("--sweep-ef-construction", sweepEfConstruction, 1...100_000),
        ] where values.isEmpty || !values.allSatisfy(range.contains) {
            throw ValidationError("\(name) takes numbers from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    func run() throws {
        let workshop = try Workshop(options)
        defer { workshop.close() }
        var report = VectorsReport(options, rows: workshop.baseRows, columns: workshop.columns)
        let targets = VectorsOptions.recallTargets
        report.measurements = try workshop.measure(groups, targets: targets, rounds: 2)
        report.failures = workshop.failures
        report.finals = try workshop.finals(of: report.measurements)
        report.ratios = targets.flatMap { Picks(report.finals, recall: $0).ratios }
        if let passIds {
            report.filtered = try workshop.filtered(passIds, settings: filteredSettings(report.finals), ef: filterEf)
        }
        Output.line(json ? try report.json() : report.text())
    }

    /// One index of each contender that can search among ids: its fastest at the highest recall that it reached.
    private func filteredSettings(_ finals: [Measurement]) -> [GraphSetting] {
        let best = VectorsOptions.recallTargets.map { Picks(finals, recall: $0).best }
        return options.contenders.filter(\.searchesAmongIds).compactMap { contender in
            best.compactMap { $0[contender]?.graph }.last ?? groups.joined().first { $0.contender == contender }
        }
    }

    /// Settings that are measured side by side: one of each contender.
    private var groups: [[GraphSetting]] {
        let chosen = options.contenders
        guard sweep else {
            let own = chosen.map { contender -> [GraphSetting] in
                let given = options.setting.filter { $0.contender == contender }
                return given.isEmpty ? [GraphSetting(contender: contender, m: 16, efConstruction: 200)] : given
            }
            let longest = own.map(\.count).max() ?? 0
            return (0..<longest).map { index in own.compactMap { index < $0.count ? $0[index] : nil } }
        }
        return sweepM.flatMap { m in
            sweepEfConstruction.map { efConstruction in
                chosen.map { GraphSetting(contender: $0, m: m, efConstruction: efConstruction) }
            }
        }
    }
}
