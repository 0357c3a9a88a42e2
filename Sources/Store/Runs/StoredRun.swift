import GRDB
import RapportCore

/// What kind of analysis a run was.
public enum RunKind: String, Sendable, CaseIterable, Codable {
    case kmeans, pca, umap

    /// Whether it gives each record a place rather than a cluster.
    public var isProjection: Bool { self != .kmeans }
}

/// An analysis to store.
public struct NewRun: Sendable, Equatable {
    public var kind: RunKind
    /// What a user calls it; an older run of that name is replaced.
    public var name: String?
    public var graph: GraphID
    /// Which records, in the filter language; nil for all.
    public var filter: String?
    /// JSON.
    public var parameters: String
    public var seed: UInt64
    /// JSON.
    public var metrics: String

    public init(
        kind: RunKind, name: String? = nil, graph: GraphID, filter: String? = nil, parameters: String, seed: UInt64,
        metrics: String
    ) {
        self.kind = kind
        self.name = name
        self.graph = graph
        self.filter = filter
        self.parameters = parameters
        self.seed = seed
        self.metrics = metrics
    }
}

/// A stored analysis.
public struct StoredRun: Sendable, Equatable {
    public let id: Int64
    public let run: NewRun
    /// Whether its clusters are the attribute `cluster` of its collection's records.
    public let isCurrent: Bool
    public let createdAt: Timestamp

    init(row: Row) throws {
        guard let kind = try RunKind(rawValue: row.value("kind")),
            let vector = try VectorName(rawValue: row.value("vector_name")),
            let collection = try RecordCollection(rawValue: row.value("collection"))
        else { throw StoreError.sqlite(operation: "reading a run", reason: "it is of no kind that is known") }
        id = try row.value("run_id")
        let graph = try GraphID(generation: row.value("generation_id"), collection: collection, vector: vector)
        run = try NewRun(
            kind: kind, name: row.value("name"), graph: graph, filter: row.value("filter"),
            parameters: row.value("parameters"), seed: UInt64(bitPattern: row.value("seed") as Int64),
            metrics: row.value("metrics"))
        isCurrent = try row.value("is_current")
        createdAt = try Timestamp(nanoseconds: row.value("created_at"))
    }
}

/// The cluster that a run gave a record.
public struct RecordCluster: Sendable, Equatable {
    public var recordID: Int64
    public var cluster: Int

    public init(recordID: Int64, cluster: Int) {
        self.recordID = recordID
        self.cluster = cluster
    }
}

/// The place that a run gave a record.
public struct RecordPoint: Sendable, Equatable {
    public var recordID: Int64
    public var x: Double
    public var y: Double
    /// Nil in two dimensions.
    public var z: Double?

    public init(recordID: Int64, x: Double, y: Double, z: Double? = nil) {
        self.recordID = recordID
        self.x = x
        self.y = y
        self.z = z
    }
}
