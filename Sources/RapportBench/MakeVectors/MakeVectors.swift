import ArgumentParser
import Embedding
import Foundation

/// Vectors to measure with, for those who bring none.
struct MakeVectors: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make-vectors",
        abstract: "Writes .npy files of vectors and queries for `vectors`, `opening` and the like.",
        discussion: """
            `clustered`: Gaussian clusters of about a hundred unit vectors, written as they are made. `turns`: MiniLM
            vectors of different things that synthetic fans say; takes minutes.

              RapportBench make-vectors --kind clustered --count 1000000 --out base.npy --queries queries.npy
              RapportBench make-vectors --kind turns --count 200000 --out base.npy --queries queries.npy
            """)

    enum Kind: String, CaseIterable, ExpressibleByArgument { case clustered, turns }

    @Option(help: "clustered or turns.")
    var kind: Kind
    @Option(help: "Vectors.")
    var count = 200_000
    @Option(help: "Components of each; turns have 384.")
    var dimension = 384
    @Option(help: "The same seed gives the same vectors.")
    var seed: UInt64 = 1
    @Option(help: "Where the vectors go.")
    var out: String
    @Option(help: "Where the queries go.")
    var queries: String
    @Option(help: "Queries; none of them is among the vectors.")
    var queryCount = 10_000

    func validate() throws {
        guard count > 0, queryCount > 0 else { throw ValidationError("--count and --query-count must be at least 1") }
        guard (1...65_536).contains(dimension) else { throw ValidationError("--dimension lies in 1...65536") }
        guard kind == .clustered || dimension == 384 else { throw ValidationError("turns have 384 components") }
        for path in [out, queries] where !path.hasSuffix(".npy") {
            throw ValidationError("'\(path)' must end with .npy, the format that is written")
        }
    }

    func run() async throws {
        switch kind {
        case .clustered: try writeClustered()
        case .turns: try await writeTurns()
        }
        Output.line("\(count) vectors in \(out), \(queryCount) queries in \(queries)")
    }

    private func writeClustered() throws {
        let vectors = ClusteredVectors(count: count, dimension: dimension, seed: seed)
        Output.progress("\(count) vectors in \(vectors.clusters) clusters")
        let step = max(4_096, count / 10)
        try vectors.write(count, stream: 1, to: out) { done in
            if done / step > (done - 4_096) / step { Output.progress("\(done) of \(count) written") }
        }
        try vectors.write(queryCount, stream: 2, to: queries)
    }

    private func writeTurns() async throws {
        Output.progress("making turns")
        var texts = SyntheticTurns.texts(count + queryCount, seed: seed)
        // Turns of one conversation follow each other; queries should be about any.
        var draw = SplitMix64(seed: seed)
        texts.shuffle(using: &draw)
        let embedder = try MiniLMEmbedder()
        try await embed(texts.suffix(queryCount), with: embedder, to: queries)
        try await embed(texts.prefix(count), with: embedder, to: out)
    }

    private func embed(_ texts: ArraySlice<String>, with embedder: MiniLMEmbedder, to path: String) async throws {
        let writer = try NumpyWriter(path, rows: texts.count, columns: embedder.dimension)
        let clock = ContinuousClock()
        let start = clock.now
        var done = 0
        // Batches sort by length within themselves: larger ones waste less on padding.
        for first in stride(from: texts.startIndex, to: texts.endIndex, by: 8_192) {
            let block = Array(texts[first..<min(first + 8_192, texts.endIndex)])
            try writer.append(try await embedder.embed(block, purpose: .document).flatMap { $0 })
            done += block.count
            let rate = Double(done) / ((clock.now - start) / .seconds(1))
            Output.progress(
                String(format: "%d of %d embedded, %.0f a second", done, texts.count, rate))
        }
        try writer.finish()
    }
}
