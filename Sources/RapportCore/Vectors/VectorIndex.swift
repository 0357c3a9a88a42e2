/// What can be asked of vectors with attributes, wherever they lie.
///
/// Similarity is the inner product; stored vectors and Method A queries have length 1, so it is the cosine.
public protocol SearchableIndex: Sendable {
    /// Components per vector.
    var dimension: Int { get }

    /// Records that can be found.
    var count: Int { get async throws }

    /// The `k` records nearest to the query among those that satisfy its filter, best first.
    ///
    /// Returns min(k, matches) hits at any selectivity, distinct in `groupBy` where that is given.
    ///
    /// - Throws: `VectorIndexError` where the query does not fit the index.
    func search(_ query: VectorQuery) async throws -> VectorAnswer
}

/// A searchable set of vectors with attributes that changes: exact, our own HNSW graph, or a remote engine.
public protocol VectorIndex: SearchableIndex {
    /// Inserts records or replaces those with the same id, vector and attributes together.
    func upsert(_ records: [VectorRecord]) async throws

    /// Replaces attributes of records that are present; ids that are not are left alone.
    func updateAttributes(_ records: [AttributeRecord]) async throws

    /// Removes records; ids that are not present are left alone.
    func delete(_ ids: [Int64]) async throws
}

/// What is asked of a `SearchableIndex`.
public struct VectorQuery: Sendable {
    /// `dimension` float32 components.
    public var vector: [Float]
    public var k: Int
    public var filter: Filter?
    /// Candidates that a graph keeps while it walks; at least `k` is used. Exact indexes ignore it.
    public var efSearch: Int
    /// An attribute in which the hits must differ, such as `conversation_id`.
    public var groupBy: String?
    /// Whether `matchCount` is asked for. An index that lacks what is new has to look at all records for it.
    public var countsMatches = true

    public init(vector: [Float], k: Int, filter: Filter? = nil, efSearch: Int = 128, groupBy: String? = nil) {
        self.vector = vector
        self.k = k
        self.filter = filter
        self.efSearch = efSearch
        self.groupBy = groupBy
    }
}

/// One record that a search found.
public struct VectorHit: Hashable, Sendable {
    public var id: Int64
    /// Inner product with the query.
    public var similarity: Float

    public init(id: Int64, similarity: Float) {
        self.id = id
        self.similarity = similarity
    }
}

/// Hits, and how they were found.
public struct VectorAnswer: Sendable {
    /// Best first; ties by id.
    public var hits: [VectorHit]
    /// Records that satisfied the filter, where the index knows.
    public var matchCount: Int?
    /// How the planner answered: `exact`, `graph`, `filtered_graph`, `remote`.
    public var plan: String

    public init(hits: [VectorHit], matchCount: Int?, plan: String) {
        self.hits = hits
        self.matchCount = matchCount
        self.plan = plan
    }
}

/// A record to be stored.
public struct VectorRecord: Sendable {
    public var id: Int64
    /// `dimension` float32 components.
    public var vector: [Float]
    public var attributes: [String: AttributeValue]

    public init(id: Int64, vector: [Float], attributes: [String: AttributeValue]) {
        self.id = id
        self.vector = vector
        self.attributes = attributes
    }
}

/// New attributes of a record whose vector stays.
public struct AttributeRecord: Sendable {
    public var id: Int64
    public var attributes: [String: AttributeValue]

    public init(id: Int64, attributes: [String: AttributeValue]) {
        self.id = id
        self.attributes = attributes
    }
}

/// A query that does not fit its index.
public enum VectorIndexError: RapportError, Equatable {
    case wrongDimension(expected: Int, found: Int)
    case unknownAttribute(String, known: [String])
    case notFinite

    public var message: String {
        switch self {
        case .wrongDimension(let expected, let found):
            "the index holds vectors of \(expected) components, the query has \(found); embed it with the index's embedder"
        case .unknownAttribute(let name, let known):
            "there is no attribute '\(name)'; the attributes are \(known.joined(separator: ", "))"
        case .notFinite:
            "the vector holds a component that is not a finite number"
        }
    }
}
