/// What an embedding run did: `embed --json`, specified in `schemas/embed.schema.json`.
public struct EmbedReport: Codable, Sendable {
    /// `Embedder.identifier`.
    public var embedder: String
    /// Components per vector.
    public var dimension: Int
    /// Records that got a vector in this run, by collection.
    public var embedded: [String: Int] = [:]
    /// Texts among them whose vector the cache held.
    public var cached = 0
    /// Vectors of the store afterwards, by collection.
    public var vectors: [String: Int] = [:]
    public var seconds = 0.0

    public init(embedder: String, dimension: Int) {
        self.embedder = embedder
        self.dimension = dimension
    }
}
