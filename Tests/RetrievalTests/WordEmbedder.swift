import RapportCore

/// Embeds by words alone: texts that share words are near, and the same text always gets the same vector.
struct WordEmbedder: Embedder {
    var identifier = "words"
    var dimension = 64

    func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        texts.map(vector)
    }

    func vector(_ text: String) -> [Float] {
        var vector = Array(repeating: Float(0), count: dimension)
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let bits = UInt64(bitPattern: ContentHash(of: String(word)).recordID)
            vector[Int(bits % UInt64(dimension))] += 1
            vector[Int(bits >> 32 % UInt64(dimension))] += 0.5
        }
        if vector.allSatisfy({ $0 == 0 }) { vector[0] = 1 }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }
}
