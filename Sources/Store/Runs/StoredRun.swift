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
        guard let kind = RunKind(rawValue: row["kind"]), let vector = VectorName(rawValue: row["vector_name"]),
            let collection = RecordCollection(rawValue: row["collection"])
        else { throw StoreError.sqlite(operation: "reading a run", reason: "it is of no kind that is known") }
        id = row["run_id"]
        let graph = GraphID(generation: row["generation_id"], collection: collection, vector: vector)
        run = NewRun(
            kind: kind, name: row["name"], graph: graph, filter: row["filter"], parameters: row["parameters"],
            seed: UInt64(bitPattern: row["seed"] as Int64), metrics: row["metrics"])
        isCurrent = row["is_current"]
        createdAt = Timestamp(nanoseconds: row["created_at"])
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
