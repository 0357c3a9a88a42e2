import RapportCore
import Store

/// What a compaction did: `compact --json`, specified in `schemas/compact.schema.json`.
public struct CompactReport: Codable, Sendable {
    public var graphs: [Graph]
    public var operationsRemoved: Int
    /// Whether traces of a forgotten person were erased that an earlier command had to leave.
    public var finishedErasure: Bool
    public var vacuumed: Bool
    /// Of SQLite's file.
    public var bytesBefore: Int
    public var bytesAfter: Int
    /// What is left for the next time, one line each.
    public var left: [String]

    public struct Graph: Codable, Sendable, Equatable {
        public var collection: String
        public var vector: String
        public var freeShare: Double
        public var changedShare: Double
        public var rebuilt: Bool

        enum CodingKeys: String, CodingKey {
            case collection, vector, rebuilt
            case freeShare = "free_share"
            case changedShare = "changed_share"
        }
    }

    enum CodingKeys: String, CodingKey {
        case graphs, vacuumed, left
        case operationsRemoved = "operations_removed"
        case finishedErasure = "finished_erasure"
        case bytesBefore = "bytes_before"
        case bytesAfter = "bytes_after"
    }

    public init(_ report: CompactionReport) {
        graphs = report.graphs.map { state in
            Graph(
                collection: state.collection.rawValue, vector: state.vector.rawValue, freeShare: state.freeShare,
                changedShare: state.changedShare, rebuilt: state.rebuilt)
        }
        operationsRemoved = report.operationsRemoved
        finishedErasure = report.finishedErasure
        vacuumed = report.vacuumed
        bytesBefore = report.bytesBefore
        bytesAfter = report.bytesAfter
        left = report.left
    }
}
