import ArgumentParser
import Foundation

/// Every comparison, on logs that are made for the run.
struct AllBenchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all",
        abstract: "All comparisons, one after the other, on synthetic logs of 10,000 fans and 50 days.",
        discussion: "  RapportBench all --fans 1000")

    @Option(help: "Fans of the synthetic logs.")
    var fans = 10_000
    @Option(help: "The program that is measured; by default the one beside this.")
    var rapport = Bundle.main.bundleURL.appendingPathComponent("rapport").path

    func run() async throws {
        let logs = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-bench-\(getpid()).pkl").path
        defer { try? FileManager.default.removeItem(atPath: logs) }
        Output.progress("making logs of \(fans) fans")
        _ = try MeasuredProcess([rapport, "synth", "--fans", "\(fans)", "--days", "50", "--out", logs, "--quiet"])
        let runs: [[String]] = [
            ["features", "--logs", logs, "--rapport", rapport], ["ingest", "--logs", logs, "--rapport", rapport],
            ["embedding"],
        ]
        for arguments in runs {
            guard var command = try RapportBench.parseAsRoot(arguments) as? any AsyncParsableCommand else { continue }
            try await command.run()
            Output.line("")
        }
    }
}
