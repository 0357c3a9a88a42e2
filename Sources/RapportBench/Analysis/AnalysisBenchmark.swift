import Analysis
import ArgumentParser
import Foundation

/// k-means against scikit-learn's and UMAP against umap-learn.
struct AnalysisBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analysis",
        abstract: "k-means against scikit-learn's, UMAP against umap-learn, on the same vectors.",
        discussion: """
            Both sides have the vectors in memory and take turns. UMAP includes the search for neighbours, and on our
            side the building of the graph that a store has already; what numba compiles is compiled before. Targets:
            k-means at least as fast with no more inertia than 1%, UMAP at least twice as fast with a trustworthiness
            and a preservation of neighbours (15 of them, 2,000 rows against all) no lower than 0.02 below.

              RapportBench analysis --count 35000
              RapportBench analysis --base stages.npy --skip-umap
            """)

    @Option(help: "Vectors as .npy; clustered ones are made without it.")
    var base: String?
    @Option(help: "Vectors to make.")
    var count = 35_000
    @Option(help: "Their components.")
    var dimension = 384
    @Option(name: .customLong("k"), help: "Clusters; may be repeated.")
    var clusters: [Int] = [8, 40]
    @Option(help: "Restarts of k-means on both sides.")
    var restarts = 3
    @Option(help: "Turns of each.")
    var rounds = 3
    @Option(help: "Threads of the peers; Rapport takes the cores that there are.")
    var threads = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "The interpreter that has scikit-learn and umap-learn; RAPPORT_PYTHON by default.")
    var python = ProcessInfo.processInfo.environment["RAPPORT_PYTHON"] ?? "python3"
    @Flag(help: "Leave UMAP out.")
    var skipUmap = false

    func validate() throws {
        guard rounds > 0, threads > 0, restarts > 0, dimension > 0, count > 100 else {
            throw ValidationError("--rounds, --threads, --restarts and --dimension must be at least 1, --count 101")
        }
    }

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = base ?? folder.appendingPathComponent("base.npy").path
        if base == nil {
            Output.progress("making \(count) vectors")
            try ClusteredVectors(count: count, dimension: dimension, seed: 1).write(count, stream: 0, to: path)
        }
        let file = try VectorFile(path)
        let rows = try Matrix(columns: file.columns, values: file.values())
        let peer = try AnalysisPeer(python: python, base: path, threads: threads)
        defer { peer.stop() }
        var table = [
            ["on \(rows.rows) × \(rows.columns)", "rapport", "peer", "times as fast", "rapport's", "peer's", "target"]
        ]
        for k in clusters { table.append(try kMeans(k, rows, peer)) }
        if !skipUmap {
            table.append(try umap(rows, peer, places: folder.appendingPathComponent("places.f32").path))
        }
        Output.line(TextTable.text(table))
    }

    private func kMeans(_ k: Int, _ rows: Matrix, _ peer: AnalysisPeer) throws -> [String] {
        var (own, theirs): ([Double], [Double]) = ([], [])
        var (ownInertia, theirInertia) = (0.0, 0.0)
        for round in 1...rounds {
            let answer = try peer.kMeans(k: k, restarts: restarts, seed: round)
            theirs.append(answer.seconds)
            theirInertia += (answer.inertia ?? .nan) / Double(rounds)
            let (seconds, result) = try timed { try KMeans(k: k, seed: UInt64(round), restarts: restarts).fit(rows) }
            own.append(seconds)
            ownInertia += result.inertia / Double(rounds)
            Output.progress(String(format: "k-means %d: %.2f s, scikit-learn %.2f s", k, seconds, answer.seconds))
        }
        let ratio = median(theirs) / median(own)
        let isMet = ratio >= 1 && ownInertia <= theirInertia * 1.01
        return [
            "k-means, k = \(k)", String(format: "%.2f s", median(own)), String(format: "%.2f s", median(theirs)),
            String(format: "%.2f", ratio), String(format: "inertia %.1f", ownInertia),
            String(format: "%.1f", theirInertia), isMet ? "met (≥ 1)" : "MISSED (≥ 1)",
        ]
    }

    private func umap(_ rows: Matrix, _ peer: AnalysisPeer, places: String) throws -> [String] {
        var (own, theirs): ([Double], [Double]) = ([], [])
        var (ownQuality, theirQuality) = (MeanQuality(), MeanQuality())
        for round in 1...rounds {
            let answer = try peer.umap(neighbours: 15, places: places)
            theirs.append(answer.seconds)
            let values = try Data(contentsOf: URL(fileURLWithPath: places)).withUnsafeBytes { bytes in
                (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
            }
            let laid = try Matrix(columns: 2, values: values)
            theirQuality.add(try ProjectionQuality(rows, laid), of: rounds)
            let (seconds, result) = try timed { try UMAP(seed: UInt64(round)).fit(rows) }
            own.append(seconds)
            ownQuality.add(try ProjectionQuality(rows, result), of: rounds)
            Output.progress(String(format: "UMAP: %.2f s, umap-learn %.2f s", seconds, answer.seconds))
        }
        let ratio = median(theirs) / median(own)
        let isMet = ratio >= 2 && ownQuality.isAtLeast(theirQuality, tolerance: 0.02)
        return [
            "UMAP", String(format: "%.2f s", median(own)), String(format: "%.2f s", median(theirs)),
            String(format: "%.2f", ratio),
            String(format: "trust %.3f, kept %.3f", ownQuality.trustworthiness, ownQuality.preservation),
            String(format: "%.3f, %.3f", theirQuality.trustworthiness, theirQuality.preservation),
            isMet ? "met (≥ 2)" : "MISSED (≥ 2)",
        ]
    }

    private func timed<Value>(_ work: () throws -> Value) rethrows -> (Double, Value) {
        let clock = ContinuousClock()
        let start = clock.now
        let value = try work()
        return ((clock.now - start) / .seconds(1), value)
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// How far projections keep neighbourhoods, as means over rounds.
private struct MeanQuality {
    var trustworthiness = 0.0
    var preservation = 0.0

    mutating func add(_ quality: ProjectionQuality, of rounds: Int) {
        trustworthiness += quality.trustworthiness / Double(rounds)
        preservation += quality.preservation / Double(rounds)
    }

    func isAtLeast(_ other: MeanQuality, tolerance: Double) -> Bool {
        trustworthiness >= other.trustworthiness - tolerance && preservation >= other.preservation - tolerance
    }
}
