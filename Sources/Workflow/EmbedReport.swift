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
    /// Texts that other workers had taken and did not come to store.
    public var takenOver = 0
    /// Vectors of the store afterwards, by collection.
    public var vectors: [String: Int] = [:]
    /// What Method B got.
    public var profiles = Profiles()
    public var seconds = 0.0

    public struct Profiles: Codable, Sendable, Equatable {
        /// Profiles that got a vector in this run.
        public var embedded = 0
        /// Those among them of which no text had to be embedded, since it says what it said or nothing.
        public var cached = 0
        /// Pairs whose profile has its vector afterwards.
        public var vectors = 0
        /// Stages with a profiled vector afterwards.
        public var stages = 0
        /// Pairs that have no profile: they cannot be found by Method B.
        public var withoutProfile = 0

        enum CodingKeys: String, CodingKey {
            case embedded, cached, vectors, stages
            case withoutProfile = "without_profile"
        }
    }

    enum CodingKeys: String, CodingKey {
        case embedder, dimension, embedded, cached, vectors, profiles, seconds
        case takenOver = "taken_over"
    }

    public init(embedder: String, dimension: Int) {
        self.embedder = embedder
        self.dimension = dimension
    }
}
