import ArgumentParser
import ChatLog
import Embedding
import Foundation
import RapportCore
import Retrieval

/// How good retrieval and suggestions are on logs that the index has not seen.
struct RetrievalBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrieval",
        abstract: "Suggestions on held-out turns: what was really answered, against what is found and suggested.",
        discussion: """
            Logs are cut at a moment. The index holds what came before it; turns after it are asked, and what was really
            answered is the truth. Pairs fall into two halves by their hash: constants are chosen on one, figures are
            reported on the other.

              RapportBench retrieval --fans 600
              RapportBench retrieval --sweep --cache /tmp/vectors.bin
            """)

    @Option(help: "Fans of the synthetic logs.")
    var fans = 600
    @Option(help: "Days that the logs span.")
    var days = 14
    @Option(help: "Seed of the logs and of all samples.")
    var seed: UInt64 = 11
    @Option(help: "Held-out turns, at most.")
    var turns = 2_000
    @Option(help: ArgumentHelp("Your own logs instead; kinds of fans are not known then.", valueName: "file"))
    var logs: String?
    @Option(help: "Share of random pairs of answers that may pass for equivalent, by letters and by meaning each.")
    var falsePositiveRate = 0.001
    @Option(help: ArgumentHelp("Keeps vectors of texts for the next run.", valueName: "file"))
    var cache: String?
    @Flag(help: "Also tries variants of every setting on the tuning half; takes many times as long.")
    var sweep = false
    @Option(
        help: ArgumentHelp(
            "Also asks the language model that is set for replies to so many of the turns.", valueName: "n"))
    var llmTurns = 0
    @Flag(help: "Prints JSON.")
    var json = false

    func validate() throws {
        guard (20...100_000).contains(fans), (2...3_650).contains(days), turns > 0 else {
            throw ValidationError("--fans must lie in 20...100000, --days in 2...3650, --turns must be at least 1")
        }
        guard llmTurns >= 0 else { throw ValidationError("--llm-turns must be at least 0") }
        guard falsePositiveRate > 0, falsePositiveRate < 0.5 else {
            throw ValidationError("--false-positive-rate must lie between 0 and 0.5")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rapport-bench-retrieval-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (table, kinds) = try input()
        let embedder = try CachingEmbedder(MiniLMEmbedder(), file: cache.map { URL(fileURLWithPath: $0) })
        let workshop = try await RetrievalWorkshop(
            table, kinds: kinds, options: HeldOutLogs.Options(turns: turns, seed: seed),
            falsePositiveRate: falsePositiveRate, embedder: embedder, folder: folder)
        if sweep { try await RetrievalSweep(workshop: workshop).run() }
        var report = try await RetrievalReport(workshop)
        if llmTurns > 0 { report.languageModel = try await LLMSuggestions(workshop, turns: llmTurns) }
        Output.line(json ? try report.json() : report.text)
    }

    private func input() throws -> (LogTable, kinds: [String: String]) {
        if let logs { return (try LogReader.read(logs).table, [:]) }
        Output.progress("making logs of \(fans) fans over \(days) days")
        let result = SyntheticLogs(fans: fans, days: days, seed: seed).generate()
        return (result.table, Dictionary(uniqueKeysWithValues: result.truth.fans.map { ($0.fanID, $0.kind) }))
    }
}
