import ArgumentParser
import Foundation

/// Every comparison, on logs and vectors that are made for the run.
struct AllBenchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all",
        abstract: "All comparisons, one after the other, on synthetic logs of 10,000 fans and on clustered vectors.",
        discussion: "  RapportBench all --fans 1000 --vectors 10000")

    @Option(help: "Fans of the synthetic logs, which span 50 days.")
    var fans = 10_000
    @Option(help: "Vectors of the comparison of indexes, of 384 components.")
    var vectors = 50_000
    @Option(help: "The program that is measured; by default the one beside this.")
    var rapport = Bundle.main.bundleURL.appendingPathComponent("rapport").path

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-bench-all-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String) -> String { folder.appendingPathComponent(name).path }
        Output.progress("making logs of \(fans) fans")
        let logs = file("logs.pkl")
        _ = try MeasuredProcess([rapport, "synth", "--fans", "\(fans)", "--days", "50", "--out", logs, "--quiet"])
        let (base, queries) = (file("base.npy"), file("queries.npy"))
        let shared = ["--work", folder.path, "--keep"]
        let runs: [[String]] = [
            ["features", "--logs", logs, "--rapport", rapport], ["ingest", "--logs", logs, "--rapport", rapport],
            ["embedding"],
            ["make-vectors", "--kind", "clustered", "--count", "\(vectors)", "--out", base, "--queries", queries],
            ["vectors", "--base", base, "--queries", queries] + shared, ["opening", "--file", base] + shared,
            ["growth", "--sizes", "10000", "30000", "100000", "--work", folder.path],
            ["analysis"],
        ]
        for arguments in runs {
            var command = try RapportBench.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            Output.line("")
        }
    }
}
