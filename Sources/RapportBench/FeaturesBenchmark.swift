import ArgumentParser
import Foundation

/// `export features --from LOGS` against pandas, each as a whole process: start, reading, segmentation, CSV.
struct FeaturesBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features",
        abstract: "conversation_features.csv from a pickle: Rapport against two pandas scripts.",
        discussion: """
            Rapport and the vectorised script take turns; the plain script, group-by loops, runs once at the end.
            Targets: 20 times as fast as the plain script, no slower than the vectorised one.

              RapportBench features --logs big.pkl
            """)

    @Option(help: "A pickled DataFrame of logs, such as `rapport synth --out` makes.")
    var logs: String
    @Option(help: "Turns of Rapport and the vectorised script.")
    var rounds = 3
    @Option(help: "The program that is measured; by default the one beside this.")
    var rapport = Bundle.main.bundleURL.appendingPathComponent("rapport").path
    @Option(help: "The interpreter that has pandas; RAPPORT_PYTHON by default.")
    var python = ProcessInfo.processInfo.environment["RAPPORT_PYTHON"] ?? "python3"
    @Flag(help: "Leave out the plain script, which takes minutes.")
    var skipPlain = false

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds must be at least 1") }
        guard FileManager.default.isReadableFile(atPath: logs) else {
            throw ValidationError(
                "cannot read '\(logs)'; make it with: rapport synth --fans 10000 --days 50 --out F.pkl")
        }
        guard FileManager.default.isExecutableFile(atPath: rapport) else {
            throw ValidationError("no program at '\(rapport)'; build it with: swift build -c release --product rapport")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var contenders = contenders(in: folder)
        let turns = Array(repeating: [0, 1], count: rounds).flatMap { $0 } + (skipPlain ? [] : [2])
        for turn in turns {
            let run = try MeasuredProcess(contenders[turn].command)
            contenders[turn].runs.append(run)
            Output.progress("\(contenders[turn].name): \(seconds(run.seconds)) s")
        }
        Output.line(table(contenders.filter { !$0.runs.isEmpty }))
        try checkAgreement(contenders.filter { !$0.runs.isEmpty })
    }

    /// Who is compared, and what each of them took.
    private struct Contender {
        let name: String
        let command: [String]
        let output: URL
        /// Rapport must be this many times as fast.
        let target: Double?
        var runs: [MeasuredProcess] = []

        var medianSeconds: Double { runs.map(\.seconds).sorted()[runs.count / 2] }
        var peakBytes: Int { runs.map(\.peakBytes).max() ?? 0 }
    }

    private func contenders(in folder: URL) -> [Contender] {
        let peers = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("peers")
        func script(_ name: String, _ file: String, target: Double) -> Contender {
            let output = folder.appendingPathComponent("\(file).csv")
            let script = peers.appendingPathComponent("\(file).py").path
            return Contender(
                name: name, command: [python, "-B", script, logs, output.path], output: output, target: target)
        }
        let output = folder.appendingPathComponent("rapport.csv")
        let ours = [rapport, "export", "features", "--from", logs, "--out", output.path, "--quiet"]
        return [
            Contender(name: "rapport", command: ours, output: output, target: nil),
            script("pandas, vectorised", "features_pandas_vectorised", target: 1),
            script("pandas, plain loops", "features_pandas_plain", target: 20),
        ]
    }

    private func table(_ contenders: [Contender]) -> String {
        let own = contenders[0].medianSeconds
        let lines = contenders.map { contender -> [String] in
            let ratio = contender.medianSeconds / own
            let target = contender.target.map { "\(ratio >= $0 ? "met" : "MISSED") (≥ \(Int($0)))" } ?? ""
            return [
                contender.name, seconds(contender.medianSeconds), "\(contender.peakBytes >> 20) MiB",
                String(format: "%.1f", ratio), target,
            ]
        }
        return TextTable.text([["features", "seconds", "peak memory", "times rapport's", "target"]] + lines)
    }

    private func seconds(_ value: Double) -> String { String(format: "%.2f", value) }

    /// A fast answer to another question is no answer: all files must name the same conversations in one order.
    private func checkAgreement(_ contenders: [Contender]) throws {
        let ids = try contenders.map { contender in
            try Data(contentsOf: contender.output).split(separator: UInt8(ascii: "\n")).map { $0.prefix(16) }
        }
        for (contender, found) in zip(contenders, ids) where found != ids[0] {
            throw BenchmarkError.disagreement(contender.name)
        }
        Output.line("all of them wrote the same \(max(0, ids[0].count - 1)) conversations")
    }
}
