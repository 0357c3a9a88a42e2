import ArgumentParser
import Foundation

/// `ingest` as a whole process into a fresh store: reading, keys, segmentation, SQLite, full-text index, checks.
struct IngestBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Loading logs into a fresh store, and the same logs once more.",
        discussion: """
            Targets for 884,000 rows: 60 s and 2.5 GB of resident memory.

              RapportBench ingest --logs big.pkl
            """)

    @Option(help: "Logs, such as `rapport synth --fans 10000 --days 50 --out big.pkl` makes.")
    var logs: String
    @Option(help: "The program that is measured; by default the one beside this.")
    var rapport = Bundle.main.bundleURL.appendingPathComponent("rapport").path

    private static let secondsTarget = 60.0
    private static let bytesTarget = 2_500_000_000

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-bench-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let command = [rapport, "--store", folder.path, "ingest", logs, "--quiet"]
        let fresh = try MeasuredProcess(command)
        let again = try MeasuredProcess(command)
        let isMet = fresh.seconds <= Self.secondsTarget && fresh.peakBytes <= Self.bytesTarget
        Output.line(
            TextTable.text([
                ["ingest", "seconds", "peak memory", "target"],
                row("fresh store", fresh, isMet ? "met (≤ 60 s, 2.5 GB)" : "MISSED (≤ 60 s, 2.5 GB)"),
                row("the same file again", again, ""),
            ]))
    }

    private func row(_ name: String, _ run: MeasuredProcess, _ target: String) -> [String] {
        [name, String(format: "%.2f", run.seconds), "\(run.peakBytes >> 20) MiB", target]
    }
}
