import RapportCore

/// What is kept with a vector and can be searched.
public enum RecordCollection: String, Sendable, CaseIterable, Codable {
    /// What a fan said: the rows with a fan message.
    case turns
    case conversations
    case stages
}

/// The named vectors of a record.
public enum VectorName: String, Sendable, CaseIterable, Codable {
    /// Method A: the text alone.
    case text
    /// Method B: the text with the pair's profile.
    case profiled
}

extension VectorName {
    /// Candidates that a walk keeps, unless the caller says otherwise.
    ///
    /// A graph of `profiled` vectors links neighbours by the stored weight. Asked with another one, the nearest lie
    /// farther apart in it, the more so the more records it holds; a wider walk finds them.
    public var efSearch: Int {
        switch self {
        case .text: 128
        case .profiled: 1_024
        }
    }
}

/// One graph: a collection's vectors of one name and one generation.
public struct GraphID: Hashable, Sendable {
    public var generation: Int64
    public var collection: RecordCollection
    public var vector: VectorName

    public init(generation: Int64, collection: RecordCollection, vector: VectorName) {
        self.generation = generation
        self.collection = collection
        self.vector = vector
    }

    /// `turns.text.g1.hnsw`
    var fileName: String { "\(collection.rawValue).\(vector.rawValue).g\(generation).hnsw" }
}

/// The attributes that filters may use, per collection.
///
/// | name | of `turns` | of `conversations` | of `stages` |
/// | --- | --- | --- | --- |
/// | `success_rate`, `offers`, `purchases`, `revenue` | its conversation's | its own | its own |
/// | `stage` | the row's | of its last row | its own |
/// | `pair_…` | the pair's | the pair's | the pair's |
/// | `last_message` | seconds since 1970 of the row | of its last row | of its last row |
/// | `cluster` | its own | its own | its own |
/// | `pair_last_message` | – | – | of the pair's last row |
extension RecordCollection {
    public var attributeSchema: AttributeSchema {
        var types: [String: AttributeType] = [
            "model": .text, "fan": .text, "pair": .text, "stage": .number, "success_rate": .number,
            "offers": .number, "purchases": .number, "revenue": .number, "last_message": .number,
            "message_count": .number, "pair_success_rate": .number, "pair_offers": .number,
            "pair_purchases": .number, "pair_revenue": .number, "cluster": .number,
        ]
        if self != .stages { types["conversation_id"] = .text }
        // Only where fans are looked for: for their activity.
        if self == .stages { types["pair_last_message"] = .number }
        if self == .turns { types["chatter"] = .text }
        return AttributeSchema(types)
    }
}
