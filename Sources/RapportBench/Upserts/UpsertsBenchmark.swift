import ArgumentParser
import Foundation

/// Acknowledged upserts a second: on the disk, and found by the next search.
struct UpsertsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upserts",
        abstract: "Batches of vectors that are durable and found by the next search, against Chroma and Qdrant Edge.",
        discussion: """
            Every contender takes the same vectors with a few attributes in the same batches, one after the other; a batch
            is acknowledged once it is on the disk and a search has found its last vector.

              RapportBench upserts --count 20000 --batch 500
              RapportBench upserts --load 1000000
            """)

    @Option(help: "Vectors.")
    var count = 20_000
    @Option(help: "Components of a vector.")
    var dimension = 384
    @Option(help: "Vectors of a batch.")
    var batch = 500
    @Option(help: "Turns of each contender; the best counts.")
    var rounds = 3
    @Option(help: "Instead: load so many vectors into Rapport's store and compare its memory with what comes of it.")
    var load: Int?
    @Option(help: "Where stores are made; by default the system's folder for temporary files.")
    var work: String?
    @Option(help: "The interpreter that has what peers/requirements.txt pins; RAPPORT_PYTHON by default.")
    var python = ProcessInfo.processInfo.environment["RAPPORT_PYTHON"] ?? "python3"

    private static let ratioTarget = 3.0
    private static let memoryTarget = 1.5
    /// Rapport's store, and the same with all in the graph at the end.
    private static let own = ["rapport", indexed]
    static let indexed = "rapport-indexed"
    private static let peers = ["chroma", "qdrant-edge", "qdrant-edge-indexed"]

    /// Whose time a peer's is compared with: who leaves the graph for later, with who does.
    private static func counterpart(of peer: String) -> String { peer == "qdrant-edge" ? "rapport" : indexed }

    func validate() throws {
        guard count > 0, dimension > 0, batch > 0, rounds > 0, load ?? 1 > 0 else {
            throw ValidationError("--count, --dimension, --batch, --rounds and --load must be at least 1")
        }
    }

    func run() throws {
        let place = work.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let folder = place.appendingPathComponent("rapport-bench-upserts-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        if let load { return Output.line(try loading(load, in: folder)) }
        Output.line(try upserting(in: folder))
    }

    // MARK: - Speed

    private func upserting(in folder: URL) throws -> String {
        let base = folder.appendingPathComponent("base.npy").path
        let attributes = folder.appendingPathComponent("attributes.json")
        try ClusteredVectors(count: count, dimension: dimension, seed: 1).write(count, stream: 1, to: base)
        try writeAttributes(to: attributes)
        var best: [String: UpsertsAnswer] = [:]
        for round in 0..<rounds {
            for contender in Self.own + Self.peers {
                var request = request(contender, count, in: folder)
                (request.base, request.attributes) = (base, attributes.path)
                let answer = try ask(request)
                let seconds = answer.seconds ?? .infinity
                Output.progress(String(format: "round %d, %@: %.2f s", round + 1, contender, seconds))
                if seconds < best[contender]?.seconds ?? .infinity { best[contender] = answer }
            }
        }
        return table(best)
    }

    /// What a row of Rapport's says beside its vector, a few of it: the peers get no texts.
    private func writeAttributes(to file: URL) throws {
        struct Attributes: Codable {
            var model: String
            var fan: String
            var price: Double
            var revenue: Double
        }
        let table = RapportUpserts.logs(turns: count)
        let attributes = (0..<count).map { row in
            Attributes(
                model: table.modelName[row], fan: table.fanID[row], price: table.price[row],
                revenue: table.revenue[row])
        }
        try JSONEncoder().encode(attributes).write(to: file)
    }

    private func table(_ best: [String: UpsertsAnswer]) -> String {
        let head = ["upserts", "a second", "upsert s", "sync s", "search s", "rapport's ÷ its", "beside", "target"]
        let rows = (Self.own + Self.peers).map { contender -> [String] in
            let answer = best[contender] ?? UpsertsAnswer()
            let seconds = answer.seconds ?? .infinity
            let isPeer = Self.peers.contains(contender)
            let counterpart = isPeer ? Self.counterpart(of: contender) : ""
            let ratio = seconds / (best[counterpart]?.seconds ?? .infinity)
            return [
                contender, String(format: "%.0f", Double(count) / seconds),
                String(format: "%.2f", answer.upsertSeconds ?? 0), String(format: "%.2f", answer.syncSeconds ?? 0),
                String(format: "%.2f", answer.searchSeconds ?? 0), isPeer ? String(format: "%.2f", ratio) : "",
                counterpart,
                isPeer ? "\(ratio >= Self.ratioTarget ? "met" : "MISSED") (≥ \(Self.ratioTarget))" : "",
            ]
        }
        return TextTable.text([head] + rows)
    }

    // MARK: - Memory

    private func loading(_ count: Int, in folder: URL) throws -> String {
        let request = request("rapport", count, in: folder, operation: .load)
        let answer = try ask(request)
        let (peak, size) = (answer.peakBytes ?? 0, answer.bytes ?? 0)
        let anonymous = answer.peakAnonymousBytes ?? 0
        let ratio = Double(anonymous) / Double(size)
        return TextTable.text([
            ["loading \(count)", "seconds", "graph MB", "peak MB", "peak MB, files left out", "÷ graph", "target"],
            [
                "rapport", String(format: "%.0f", answer.seconds ?? 0), "\(size / 1_000_000)", "\(peak / 1_000_000)",
                "\(anonymous / 1_000_000)", String(format: "%.2f", ratio),
                "\(ratio <= Self.memoryTarget ? "met" : "MISSED") (≤ \(Self.memoryTarget))",
            ],
        ])
    }

    // MARK: - Contenders

    private func request(
        _ contender: String, _ count: Int, in folder: URL, operation: UpsertsRequest.Operation = .upsert
    ) -> UpsertsRequest {
        UpsertsRequest(
            operation: operation, contender: contender, count: count, dimension: dimension,
            batch: operation == .load ? 2_048 : batch, folder: folder.appendingPathComponent(contender).path)
    }

    /// Runs one contender in a fresh store and a process of its own.
    private func ask(_ request: UpsertsRequest) throws -> UpsertsAnswer {
        defer { try? FileManager.default.removeItem(atPath: request.folder) }
        guard Self.own.contains(request.contender) else {
            let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("peers/upserts_peer.py")
            return try UpsertsProcess([python, "-B", script.path], request).answer()
        }
        var preparation = request
        preparation.operation = .prepare
        _ = try UpsertsProcess(ofRapport: preparation).answer()
        return try UpsertsProcess(ofRapport: request).answer()
    }
}
