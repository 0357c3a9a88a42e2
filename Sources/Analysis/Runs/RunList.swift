import RapportCore
import Store

/// Stored runs as they are listed: specified in `schemas/runs.schema.json`.
public struct RunList: Sendable, Hashable, Codable {
    public let runs: [Entry]

    public struct Entry: Sendable, Hashable, Codable {
        public let runID: Int64
        public let kind: RunKind
        @OrNull public internal(set) var name: String?
        public let collection: RecordCollection
        public let vector: VectorName
        @OrNull public internal(set) var filter: String?
        public let seed: UInt64
        /// Whether its clusters are the attribute `cluster`.
        public let isCurrent: Bool
        public let createdAt: String

        enum CodingKeys: String, CodingKey {
            case runID = "run_id", kind, name, collection, vector, filter, seed, isCurrent = "is_current"
            case createdAt = "created_at"
        }
    }

    public init(_ runs: [StoredRun]) {
        self.runs = runs.map { stored in
            Entry(
                runID: stored.id, kind: stored.run.kind, name: stored.run.name, collection: stored.run.graph.collection,
                vector: stored.run.graph.vector, filter: stored.run.filter, seed: stored.run.seed,
                isCurrent: stored.isCurrent, createdAt: stored.createdAt.description)
        }
    }
}
