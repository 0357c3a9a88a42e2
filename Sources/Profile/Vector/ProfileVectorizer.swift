import RapportCore

/// Turns profiles into the unit parts of their vectors.
///
/// Each field with statements is one text, such as `hobbies: fishing; chess`, in the order of the statements' normal
/// forms, and is embedded by itself: fields weigh what `ProfileWeights` says and not by how much was written in them,
/// and equal fields of many fans are one text to embed. u is the weighted sum of the fields' vectors, normalised.
public struct ProfileVectorizer: Sendable {
    private let embedder: any Embedder
    public let weights: ProfileWeights

    public init(embedder: any Embedder, weights: ProfileWeights = ProfileWeights()) {
        self.embedder = embedder
        self.weights = weights
    }

    /// How its vectors are joined with texts.
    public var space: ProfileSpace { weights.space(textDimension: embedder.dimension) }

    /// The parts of some profiles' vectors, in order.
    public struct Part: Sendable {
        /// Of the texts that were embedded, with the rules for them.
        public var contentHash: ContentHash
        /// u; nil where the profile states nothing.
        public var statements: [Float]?
        /// s.
        public var structured: [Float]
        /// Whether the texts had to be embedded.
        public var isEmbedded: Bool
    }

    /// - Parameter known: the content hash and u of each profile's vector before, where there is one: texts that are
    ///   the same are not embedded again.
    /// - Complexity: one call of the embedder with each text once, or none.
    /// - Throws: what the embedder throws.
    public func parts(
        of profiles: [(profile: FanProfile, known: (contentHash: ContentHash, statements: [Float]?)?)]
    ) async throws -> [Part] {
        let texts = profiles.map { Self.texts(of: $0.profile) }
        let hashes = texts.map(Self.hash(of:))
        var places: [String: Int] = [:]
        var missing: [String] = []
        for index in profiles.indices where profiles[index].known?.contentHash != hashes[index] {
            for (_, text) in texts[index] where places[text] == nil {
                places[text] = missing.count
                missing.append(text)
            }
        }
        let vectors = missing.isEmpty ? [] : try await embedder.embed(missing, purpose: .document)
        return profiles.indices.map { index in
            let (profile, known) = profiles[index]
            let isKnown = known?.contentHash == hashes[index]
            let fields = texts[index].compactMap { field, text in
                places[text].map { (weight: weights.statement(field), vector: vectors[$0]) }
            }
            return Part(
                contentHash: hashes[index], statements: isKnown ? known?.statements : Self.sum(fields),
                structured: StructuredFeatures(of: profile, weights: weights).unit,
                isEmbedded: !isKnown && !texts[index].isEmpty)
        }
    }

    /// The texts that stand for a profile's fields, in the order of the fields.
    static func texts(of profile: FanProfile) -> [(field: ProfileField, text: String)] {
        ProfileField.allCases.compactMap { field in
            let statements = Set(profile[field].map { StatementText.normalized($0.text) }).filter { !$0.isEmpty }
            guard !statements.isEmpty else { return nil }
            let label = field.rawValue.split(separator: "_").joined(separator: " ")
            return (field, "\(label): \(statements.sorted().joined(separator: "; "))")
        }
    }

    private static func hash(of texts: [(field: ProfileField, text: String)]) -> ContentHash {
        ContentHash(joining: ["profile texts \(ProfileWeights.version)"] + texts.map(\.text))
    }

    private static func sum(_ fields: [(weight: Double, vector: [Float])]) -> [Float]? {
        guard let dimension = fields.first?.vector.count else { return nil }
        var sum = Array(repeating: 0.0, count: dimension)
        for (weight, vector) in fields {
            for (index, component) in vector.enumerated() { sum[index] += weight * Double(component) }
        }
        return UnitVector.of(sum)
    }
}
