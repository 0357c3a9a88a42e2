import RapportCore
import Store

/// How vectors are brought into two or three dimensions.
public enum ProjectionMethod: String, Sendable, CaseIterable, Codable {
    /// Keeps neighbourhoods.
    case umap
    /// Keeps the directions of the largest variance.
    case pca

    var kind: RunKind { self == .umap ? .umap : .pca }
}

/// What `project` is asked.
public struct ProjectionRequest: Sendable, Equatable {
    public var selection: RecordSelection
    public var method: ProjectionMethod
    /// 2 or 3.
    public var dimensions: Int
    /// Of UMAP: rows that a row's surroundings are made of.
    public var neighbours: Int
    /// Of UMAP: how near two places may come, 0 to 1.
    public var minimumDistance: Double
    public var seed: UInt64
    /// What the run is to be called.
    public var name: String?

    public init(
        selection: RecordSelection = RecordSelection(), method: ProjectionMethod = .umap, dimensions: Int = 2,
        neighbours: Int = 15, minimumDistance: Double = 0.1, seed: UInt64 = 1, name: String? = nil
    ) {
        self.selection = selection
        self.method = method
        self.dimensions = dimensions
        self.neighbours = neighbours
        self.minimumDistance = minimumDistance
        self.seed = seed
        self.name = name
    }
}

/// What a projection gave: specified in `schemas/project.schema.json`.
public struct ProjectionReport: Sendable, Hashable, Codable {
    public let runID: Int64
    @OrNull public internal(set) var name: String?
    public let method: ProjectionMethod
    public let dimensions: Int
    public let collection: RecordCollection
    public let vector: VectorName
    /// Whether profiled vectors were asked for and there are none.
    public let lacksProfiled: Bool
    @OrNull public internal(set) var filter: String?
    public let seed: UInt64
    public let records: Int
    public let metrics: ProjectionMetrics

    enum CodingKeys: String, CodingKey {
        case runID = "run_id", name, method, dimensions, collection, vector, lacksProfiled = "lacks_profiled", filter
        case seed, records, metrics
    }
}

/// How good a projection is.
public struct ProjectionMetrics: Sendable, Hashable, Codable {
    /// Nil, as the next two, where there are too few records to say.
    @OrNull public internal(set) var trustworthiness: Double?
    /// The share of the nearest neighbours that still are.
    @OrNull public internal(set) var neighbourPreservation: Double?
    /// Records that both were measured on.
    @OrNull public internal(set) var measured: Int?
    /// Of PCA: the share of the variance along each direction.
    @OrNull public internal(set) var explainedVariance: [Double]?

    enum CodingKeys: String, CodingKey {
        case trustworthiness, neighbourPreservation = "neighbour_preservation", measured
        case explainedVariance = "explained_variance"
    }
}
