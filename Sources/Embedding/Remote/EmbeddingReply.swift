import Foundation
import ProviderHTTP

/// What a provider answered, checked: as many vectors as texts, in the order of the texts, of the right dimension,
/// finite and of length 1.
struct EmbeddingReply: Sendable {
    var vectors: [[Float]]
    /// As the provider counts, where it says.
    var totalTokens: Int?

    private struct Body: Decodable {
        struct Item: Decodable {
            var index: Int?
            var embedding: [Double]
        }
        struct Usage: Decodable {
            var totalTokens: Int?

            enum CodingKeys: String, CodingKey { case totalTokens = "total_tokens" }
        }
        var data: [Item]
        var usage: Usage?
    }

    /// - Throws: `ProviderError.badReply`, which says what is wrong without quoting the reply.
    init(parsing json: Data, count: Int, dimension: Int, host: String) throws(ProviderError) {
        let body: Body
        do {
            body = try JSONDecoder().decode(Body.self, from: json)
        } catch {
            throw .badReply(host: host, problem: ReplyShape.problem(error))
        }
        guard body.data.count == count else {
            throw .badReply(host: host, problem: "it holds \(body.data.count) vectors for \(count) texts")
        }
        var vectors = [[Float]](repeating: [], count: count)
        for (position, item) in body.data.enumerated() {
            let index = item.index ?? position
            guard vectors.indices.contains(index), vectors[index].isEmpty else {
                throw .badReply(host: host, problem: "its indices do not name each text once")
            }
            guard item.embedding.count == dimension else {
                throw .badReply(
                    host: host,
                    problem: "a vector has \(item.embedding.count) components where the settings say \(dimension)")
            }
            guard let unit = EmbeddingReply.normalised(item.embedding) else {
                throw .badReply(host: host, problem: "a vector is zero or not finite")
            }
            vectors[index] = unit
        }
        self.vectors = vectors
        self.totalTokens = body.usage?.totalTokens
    }

    /// `vector` with length 1, or nil where it has no direction. Sums are taken in double precision.
    static func normalised(_ vector: [some BinaryFloatingPoint]) -> [Float]? {
        let largest = vector.reduce(0.0) { max($0, abs(Double($1))) }
        guard largest > 0, largest.isFinite, vector.allSatisfy(\.isFinite) else { return nil }
        // Divided by the largest component first, so that no square overflows or vanishes.
        let scaled = vector.map { Double($0) / largest }
        let length = scaled.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
        return scaled.map { Float($0 / length) }
    }
}
