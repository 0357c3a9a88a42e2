import Foundation
import RapportCore

/// all-MiniLM-L6-v2 in this process: unit vectors of 384 components, offline.
///
/// Holds the weights once, immutable; any number of callers may use it at the same time, each with memory of its own.
public struct MiniLMEmbedder: Embedder {
    public let identifier = "minilm-l6-v2"
    public var dimension: Int { MiniLMShape.hidden }

    /// Tokens that one chunk holds at most, `[CLS]` and `[SEP]` included.
    public static let windowTokens = MiniLMShape.window

    package let tokenizer: BertTokenizer
    private let encoder: MiniLMEncoder
    private let workers: Int

    /// Loads the model: maps the weights, checks every tensor and packs the layers.
    ///
    /// - Parameters:
    ///   - folder: where `model.safetensors` and `vocab.txt` lie.
    ///   - workers: threads that embed at the same time, at least 1; by default one per processor.
    /// - Complexity: about 0.1 s and 45 MB beside the mapped file.
    /// - Throws: `ModelError`.
    public init(folder: ModelFolder = .standard, workers: Int? = nil) throws(ModelError) {
        try self.init(folder: folder, products: .best, workers: workers)
    }

    package init(folder: ModelFolder, products: MatrixProducts, workers: Int? = nil) throws(ModelError) {
        try folder.verify()
        tokenizer = BertTokenizer(
            vocabulary: try Vocabulary(path: folder.vocabularyPath, expectedCount: MiniLMShape.vocabulary))
        encoder = MiniLMEncoder(
            weights: try MiniLMWeights(file: SafetensorsFile(path: folder.weightsPath), products: products),
            products: products)
        switch products {
        case .packed: self.workers = max(1, workers ?? ProcessInfo.processInfo.activeProcessorCount)
        // A BLAS brings threads of its own.
        case .blas: self.workers = 1
        }
    }

    /// The number of tokens of a text, without `[CLS]` and `[SEP]`.
    ///
    /// - Complexity: O(bytes).
    public func tokenCount(_ text: String) -> Int { tokenizer.ids(text).count }

    /// Embeds texts of any length; see `Embedder.embed`. The purpose makes no difference to this model.
    ///
    /// - Throws: `CancellationError` between two batches.
    public func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        var sequences: [[Int32]] = []
        var owners: [Int] = []
        for (index, text) in texts.enumerated() {
            if index % 1_024 == 0 { try Task.checkCancellation() }
            let chunks = tokenizer.chunks(of: text, window: Self.windowTokens)
            sequences += chunks
            owners += Array(repeating: index, count: chunks.count)
        }
        let vectors = try await run(sequences)
        return Self.averaged(vectors, weights: sequences.map(\.count), owners: owners, textCount: texts.count)
    }

    /// Embeds what fits the window of each text and drops the rest, as the reference does.
    ///
    /// - Throws: `CancellationError` between two batches.
    public func encode(_ texts: [String]) async throws -> [[Float]] {
        try await run(texts.map { tokenizer.sequence($0, window: Self.windowTokens) })
    }

    // MARK: Running

    /// The vectors of sequences, in order; batches of similar length go to the workers, the longest first.
    private func run(_ sequences: [[Int32]]) async throws -> [[Float]] {
        try Task.checkCancellation()
        let batches = LengthBatches(lengths: sequences.map(\.count))
        let queue = BatchQueue(count: batches.rows.count)
        let workers = min(workers, batches.rows.count)
        return try await withThrowingTaskGroup(of: [(row: Int, vector: [Float])].self) { group in
            for _ in 0..<workers {
                group.addTask { try await work(sequences, batches, queue) }
            }
            var vectors = Array(repeating: [Float](), count: sequences.count)
            for try await results in group {
                for result in results { vectors[result.row] = result.vector }
            }
            return vectors
        }
    }

    private func work(
        _ sequences: [[Int32]], _ batches: LengthBatches, _ queue: BatchQueue
    ) async throws -> [(row: Int, vector: [Float])] {
        let workspace = EncoderWorkspace()
        var results: [(row: Int, vector: [Float])] = []
        while let batch = queue.next() {
            try Task.checkCancellation()
            let rows = batches.rows[batch]
            let vectors = encoder.encode(rows.map { sequences[$0] }, workspace: workspace)
            results += zip(rows, vectors).map { (row: $0, vector: $1) }
            // A batch keeps its thread for some 25 ms; others that wait for one get a turn here.
            await Task.yield()
        }
        return results
    }

    /// The mean of each text's chunk vectors weighted by their tokens, scaled to length 1.
    private static func averaged(
        _ vectors: [[Float]], weights: [Int], owners: [Int], textCount: Int
    ) -> [[Float]] {
        var averages = Array(repeating: [Float](), count: textCount)
        var start = 0
        while start < owners.count {
            var end = start + 1
            while end < owners.count, owners[end] == owners[start] { end += 1 }
            averages[owners[start]] =
                end - start == 1
                ? vectors[start] : VectorAverage.unit(vectors[start..<end], weights: weights[start..<end])
            start = end
        }
        return averages
    }
}
