import ArgumentParser
import Embedding
import Foundation

/// The in-process embedder against the same model under onnxruntime.
struct EmbeddingBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embedding",
        abstract: "Texts per second of all-MiniLM-L6-v2, fp32: Rapport against onnxruntime.",
        discussion: """
            Both are loaded once, get the same texts and the same number of threads, sort them by length, and take
            turns; tokenizing counts. Their vectors must agree. Target: at least as fast on typical fan messages.
            The interpreter needs what peers/requirements.txt pins.

              RapportBench embedding --threads 2
            """)

    @Option(help: "Threads of each.")
    var threads = 2
    @Option(help: "Turns of each, after one to warm up.")
    var rounds = 5
    @Option(help: "Sentences of a batch of onnxruntime.")
    var batch = 32
    @Option(help: "The interpreter that has onnxruntime; RAPPORT_PYTHON by default.")
    var python = ProcessInfo.processInfo.environment["RAPPORT_PYTHON"] ?? "python3"
    @Flag(help: "Only the 2,000 typical messages, not the fixed lengths.")
    var typicalOnly = false

    func validate() throws {
        guard rounds > 0, threads > 0, batch > 0 else {
            throw ValidationError("--rounds, --threads and --batch must be at least 1")
        }
    }

    func run() async throws {
        let embedder = try MiniLMEmbedder(workers: threads)
        var rows = [["texts", "tokens", "rapport/s", "onnxruntime/s", "times onnxruntime's", "target"]]
        for workload in typicalOnly ? [EmbeddingWorkload.typical] : EmbeddingWorkload.all {
            rows.append(try await measure(workload, embedder))
        }
        Output.line(TextTable.text(rows))
    }

    private func measure(_ workload: EmbeddingWorkload, _ embedder: MiniLMEmbedder) async throws -> [String] {
        let texts = workload.texts
        let peer = try OnnxRuntimePeer(
            python: python, folder: ModelFolder.standard.path, texts: texts, threads: threads, batch: batch)
        defer { peer.stop() }
        try check(try await embedder.encode(texts), against: try peer.vectors(), workload.name)
        let clock = ContinuousClock()
        var own: [Double] = []
        var theirs: [Double] = []
        for round in 0..<rounds {
            // Whoever goes first may find the processor cooler or busier.
            if round % 2 == 1 { theirs.append(try peer.run()) }
            let start = clock.now
            _ = try await embedder.embed(texts, purpose: .document)
            own.append((clock.now - start) / .seconds(1))
            if round % 2 == 0 { theirs.append(try peer.run()) }
            Output.progress(String(format: "%@: %.3f s, onnxruntime %.3f s", workload.name, own[round], theirs[round]))
        }
        let (ownSeconds, theirSeconds) = (median(own), median(theirs))
        let tokens = texts.reduce(0) { $0 + embedder.tokenCount($1) + 2 }
        let ratio = theirSeconds / ownSeconds
        return [
            workload.name, String(format: "%.1f", Double(tokens) / Double(texts.count)),
            String(format: "%.0f", Double(texts.count) / ownSeconds),
            String(format: "%.0f", Double(texts.count) / theirSeconds), String(format: "%.2f", ratio),
            workload.isTarget ? (ratio >= 1 ? "met (≥ 1)" : "MISSED (≥ 1)") : "",
        ]
    }

    /// A fast answer to another question is no answer.
    private func check(_ own: [[Float]], against theirs: [Float], _ name: String) throws {
        let flat = own.flatMap { $0 }
        guard flat.count == theirs.count, zip(flat, theirs).allSatisfy({ abs($0 - $1) < 1e-4 }) else {
            throw BenchmarkError.disagreement("onnxruntime on \(name)")
        }
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
