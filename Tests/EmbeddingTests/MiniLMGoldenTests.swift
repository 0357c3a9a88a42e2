import Embedding
import Foundation
import TestSupport
import Testing

/// Texts with the token ids and vectors that sentence-transformers gives them.
struct MiniLMGolden: Decodable {
    struct Item: Decodable {
        let text: String
        let tokenIDs: [Int32]
        let embedding: [Float]

        enum CodingKeys: String, CodingKey {
            case text, embedding
            case tokenIDs = "token_ids"
        }
    }

    let items: [Item]

    static func load(_ name: String) throws -> [Item] {
        let file = RepositoryRoot.file("Tests/EmbeddingTests/Fixtures/\(name)")
        return try JSONDecoder().decode(MiniLMGolden.self, from: Data(contentsOf: file)).items
    }
}

/// The largest difference between two vectors' components; infinite where they differ in length.
func largestDifference(_ left: [Float], _ right: [Float]) -> Float {
    guard left.count == right.count else { return .infinity }
    return zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

@Suite struct MiniLMGoldenTests {
    @Test func tokensAreThoseOfTheReference() throws {
        let embedder = try MiniLMEmbedder()
        for item in try MiniLMGolden.load("minilm_golden.json") {
            #expect(embedder.tokenizer.sequence(item.text, window: 256) == item.tokenIDs)
        }
    }

    @Test func everyComponentIsWithinAHundredThousandthOfTheReference() async throws {
        let items = try MiniLMGolden.load("minilm_golden.json")
        let vectors = try await MiniLMEmbedder().encode(items.map(\.text))
        try #require(vectors.count == items.count)
        for (vector, item) in zip(vectors, items) {
            #expect(largestDifference(vector, item.embedding) < 1e-5)
        }
    }
}
