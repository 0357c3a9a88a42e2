/// Turns texts into unit vectors.
public protocol Embedder: Sendable {
    /// Names the model and everything else that decides a vector, such as `minilm-l6-v2`; two embedders
    /// with one identifier give the same vector for the same text. Keys caches and generations.
    var identifier: String { get }

    /// Components per vector.
    var dimension: Int { get }

    /// Embeds `texts`, in order; each vector has `dimension` float32 components and length 1.
    ///
    /// A text longer than the model's window is cut at message boundaries (line breaks), an overlong
    /// message at the window; the chunks' vectors are averaged by token count and normalised.
    ///
    /// - Parameter purpose: providers that tell queries from documents need it; others ignore it.
    /// - Throws: a `RapportError` that says what was tried; cancellation as `CancellationError`.
    func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]]
}

/// What a text is embedded for.
public enum EmbeddingPurpose: String, Sendable, Codable {
    /// A text to be found.
    case document
    /// A text to find with.
    case query
}
