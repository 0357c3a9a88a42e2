import CVectorKernels
import Embedding
import Foundation
import RapportCore
import TestSupport
import Testing

@Suite struct MiniLMEmbedderTests {
    private static let loaded = Result { try MiniLMEmbedder() }
    private let embedder: MiniLMEmbedder

    init() throws { embedder = try Self.loaded.get() }

    private static func fixtureTexts() throws -> [String] {
        struct Item: Decodable { let text: String }
        let file = RepositoryRoot.file("Tests/EmbeddingTests/Fixtures/tokenizer_fixture.json")
        return try JSONDecoder().decode([Item].self, from: Data(contentsOf: file)).map(\.text)
    }

    private static func fixtureVectors() throws -> [[Float]] {
        struct Fixture: Decodable {
            let count: Int
            let dimension: Int
            let vectors: Data
        }
        let file = RepositoryRoot.file("Tests/EmbeddingTests/Fixtures/minilm_vectors.json")
        let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
        return fixture.vectors.withUnsafeBytes { bytes in
            (0..<fixture.count).map { row in
                (0..<fixture.dimension).map { column in
                    bytes.loadUnaligned(fromByteOffset: (row * fixture.dimension + column) * 4, as: Float.self)
                }
            }
        }
    }

    private static func lines(_ count: Int) -> [String] {
        (0..<count).map { "Fan: line \($0) of a talk about gardens, films and the sea" }
    }

    @Test func vectorsOfManyTextsAreThoseOfAnIndependentFloat64Computation() async throws {
        let (texts, expected) = (try Self.fixtureTexts(), try Self.fixtureVectors())
        let found = try await embedder.encode(texts)
        try #require(found.count == expected.count && found.count >= 300)
        for (index, pair) in zip(found, expected).enumerated() {
            #expect(largestDifference(pair.0, pair.1) < 1e-5, "text \(index)")
        }
    }

    /// The reference BLAS and OpenBLAS go through the same calls as here.
    @Test(arguments: [
        MatrixProducts.blas(TRANSFORMER_SCALAR), .blas(transformer_best_level()), .packed(TRANSFORMER_AVX2),
    ])
    func everyWayOfComputingGivesTheSameVectors(products: MatrixProducts) async throws {
        if case .packed(let level) = products, level.rawValue > transformer_best_level().rawValue { return }
        let texts = try MiniLMGolden.load("minilm_golden.json")
        let other = try MiniLMEmbedder(folder: .standard, products: products)
        for (vector, item) in zip(try await other.encode(texts.map(\.text)), texts) {
            #expect(largestDifference(vector, item.embedding) < 1e-5)
        }
    }

    @Test func aTextHasOneVectorWhateverIsEmbeddedWithIt() async throws {
        let texts = try Self.fixtureTexts()
        let together = try await embedder.embed(texts, purpose: .document)
        let backwards = try await embedder.embed(texts.reversed(), purpose: .query)
        #expect(together == backwards.reversed())
        for index in stride(from: 0, to: texts.count, by: 29) {
            #expect(try await embedder.embed([texts[index]], purpose: .document) == [together[index]])
        }
    }

    @Test func vectorsHaveUnitLengthAndTheDeclaredDimension() async throws {
        let long = Self.lines(100).joined(separator: "\n")
        for vector in try await embedder.embed(["", "hi", long], purpose: .document) {
            #expect(vector.count == embedder.dimension)
            #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
        }
        #expect(try await embedder.embed([], purpose: .document) == [])
    }

    @Test func textsThatFitAreNotCut() async throws {
        let text = Self.lines(10).joined(separator: "\n")
        #expect(embedder.tokenCount(text) <= 254)
        #expect(try await embedder.embed([text], purpose: .document) == embedder.encode([text]))
    }

    @Test func longTextsAreTheMeanOfTheirChunksByTokens() async throws {
        let lines = Self.lines(60)
        let perLine = embedder.tokenCount(lines[0])
        let perChunk = 254 / perLine
        let chunks = stride(from: 0, to: lines.count, by: perChunk).map {
            lines[$0..<min($0 + perChunk, lines.count)].joined(separator: "\n")
        }
        #expect(chunks.count > 2)
        let parts = try await embedder.encode(chunks)
        let weights = chunks.map { Float(embedder.tokenCount($0) + 2) }
        var mean = [Float](repeating: 0, count: 384)
        for (part, weight) in zip(parts, weights) {
            for index in mean.indices { mean[index] += weight * part[index] }
        }
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let found = try await embedder.embed([lines.joined(separator: "\n")], purpose: .document)
        #expect(largestDifference(found[0], mean.map { $0 / length }) < 1e-6)
    }

    @Test func aMessageLongerThanTheWindowIsCutInside() {
        let message = Array(repeating: "sea", count: 600).joined(separator: " ")
        let chunks = embedder.tokenizer.chunks(of: "hello\n\(message)\nbye", window: 256)
        #expect(chunks.map(\.count) == [3, 256, 256, 95])
        #expect(chunks.allSatisfy { $0.first == 101 && $0.last == 102 })
        let body = chunks.flatMap { $0.dropFirst().dropLast() }
        #expect(body == embedder.tokenizer.ids("hello\n\(message)\nbye"))
    }

    @Test func manyCallersAtOnceGetWhatOneWouldGet() async throws {
        let texts = Array(try Self.fixtureTexts().prefix(60))
        let expected = try await embedder.encode(texts)
        try await withThrowingTaskGroup(of: [[Float]].self) { group in
            for _ in 0..<8 { group.addTask { try await embedder.encode(texts) } }
            for try await found in group { #expect(found == expected) }
        }
    }

    @Test func aCancelledCallThrowsCancellation() async {
        let texts = Array(repeating: Self.lines(20).joined(separator: " "), count: 2_000)
        let task = Task { try await embedder.embed(texts, purpose: .document) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func batchesHoldEverySequenceOnceAndStayBounded() {
        var generator = SeededGenerator(seed: 5)
        let lengths = (0..<500).map { _ in Int.random(in: 2...256, using: &generator) }
        let batches = LengthBatches(lengths: lengths, tokensPerBatch: 300)
        #expect(batches.rows.flatMap { $0 }.sorted() == Array(lengths.indices))
        #expect(batches.rows.allSatisfy { $0.reduce(0) { $0 + lengths[$1] } <= 300 })
        let order = batches.rows.flatMap { $0 }.map { lengths[$0] }
        #expect(order == order.sorted(by: >))
        #expect(LengthBatches(lengths: [400], tokensPerBatch: 300).rows == [[0]])
    }
}
