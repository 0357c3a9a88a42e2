import RapportCore
import Store

/// What a clustering found: specified in `schemas/cluster.schema.json`.
public struct ClusterReport: Sendable, Hashable, Codable {
    /// Nil where nothing was stored, since there is no structure.
    @OrNull public internal(set) var runID: Int64?
    @OrNull public internal(set) var name: String?
    public let collection: RecordCollection
    public let vector: VectorName
    /// Whether profiled vectors were asked for and there are none.
    public let lacksProfiled: Bool
    @OrNull public internal(set) var filter: String?
    public let seed: UInt64
    /// Records that were clustered.
    public let records: Int
    /// Nil: no structure.
    @OrNull public internal(set) var k: Int?
    @OrNull public internal(set) var metrics: ClusteringMetrics?
    public let clusters: [ClusterFigures]
    /// Nil where k was given.
    @OrNull public internal(set) var sweep: SweepReport?

    enum CodingKeys: String, CodingKey {
        case runID = "run_id"
        case name, collection, vector, lacksProfiled = "lacks_profiled", filter, seed, records, k, metrics, clusters
        case sweep
    }
}

/// How good a clustering is.
public struct ClusteringMetrics: Sendable, Hashable, Codable {
    public let inertia: Double
    public let iterations: Int
    public let hasConverged: Bool
    /// Nil, as the next two, where there is one cluster or each record is one.
    @OrNull public internal(set) var silhouette: Double?
    /// Of the silhouette, because only some records were measured; 0 where all were.
    @OrNull public internal(set) var silhouetteError: Double?
    @OrNull public internal(set) var daviesBouldin: Double?
    @OrNull public internal(set) var calinskiHarabasz: Double?
    /// The mean adjusted Rand index with clusterings of bootstrap draws.
    public let stability: Double

    enum CodingKeys: String, CodingKey {
        case inertia, iterations, hasConverged = "has_converged", silhouette, silhouetteError = "silhouette_error"
        case daviesBouldin = "davies_bouldin", calinskiHarabasz = "calinski_harabasz", stability
    }
}

/// One cluster in figures.
public struct ClusterFigures: Sendable, Hashable, Codable {
    public let cluster: Int
    public let records: Int
    @OrNull public internal(set) var silhouette: Double?
    /// USD a record.
    public let meanRevenue: Double
    /// Purchases ÷ offers of all records together; nil where nothing was offered.
    @OrNull public internal(set) var successRate: Double?

    enum CodingKeys: String, CodingKey {
        case cluster, records, silhouette, meanRevenue = "mean_revenue", successRate = "success_rate"
    }
}

/// A sweep over k as it is reported.
public struct SweepReport: Sendable, Hashable, Codable {
    /// Why this k, or why there is no structure.
    public let reason: String
    public let pValue: Double
    public let arguments: [Argument]
    public let measures: [Measures]

    public struct Argument: Sendable, Hashable, Codable {
        public let criterion: String
        public let k: Int
    }

    public struct Measures: Sendable, Hashable, Codable {
        public let k: Int
        public let inertia, silhouette, silhouetteOfReference, excess, gap, gapError: Double
        public let daviesBouldin, calinskiHarabasz, stability: Double

        enum CodingKeys: String, CodingKey {
            case k, inertia, silhouette, silhouetteOfReference = "silhouette_of_reference", excess, gap
            case gapError = "gap_error", daviesBouldin = "davies_bouldin", calinskiHarabasz = "calinski_harabasz"
            case stability
        }
    }

    enum CodingKeys: String, CodingKey {
        case reason, pValue = "p_value", arguments, measures
    }

    init(_ result: ClusterSweepResult) {
        reason = result.choice.reason
        pValue = result.pValue
        arguments = result.choice.arguments.map { Argument(criterion: $0.criterion.rawValue, k: $0.k) }
        measures = result.measures.map {
            Measures(
                k: $0.k, inertia: $0.inertia, silhouette: $0.silhouette,
                silhouetteOfReference: $0.silhouetteOfReference, excess: $0.excess, gap: $0.gap,
                gapError: $0.gapError, daviesBouldin: $0.daviesBouldin, calinskiHarabasz: $0.calinskiHarabasz,
                stability: $0.stability)
        }
    }
}
