import GRDB
import RapportCore

/// What happened to a record since a graph was saved, folded to its last state.
struct PendingOperations: Sendable {
    /// Records to insert or replace.
    var upserts: [Int64] = []
    /// Records whose attributes changed while their vector stayed.
    var attributes: [Int64] = []
    var deletes: [Int64] = []
    /// The number of the last operation on each record.
    var lastSequences: [Int64: Int64] = [:]
    /// The sequence number that holds once these are applied.
    var sequence: Int64
    /// The log does not reach back to where it was to begin.
    var isCut = false
    var isEmpty: Bool { upserts.isEmpty && attributes.isEmpty && deletes.isEmpty }
}

extension RapportStore {
    /// The highest sequence number that the operation log ever gave, though its entry may be gone by now.
    func lastSequence() throws -> Int64 {
        try reading("reading the operation log") { db in try Self.lastSequence(db) }
    }

    /// Operations of one graph after `sequence`, the last one of each record, up to `limit` entries of the log.
    func operations(of graph: GraphID, after sequence: Int64, limit: Int = 100_000) throws -> PendingOperations {
        try reading("reading the operation log") { db in
            var last: [Int64: String] = [:]
            var order: [Int64] = []
            var pending = PendingOperations(sequence: sequence)
            // In the snapshot of the entries: the log may be cut at any moment.
            pending.isCut = try sequence < Self.logFloor(db)
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT sequence, kind, record_id FROM operations
                    WHERE generation_id = ? AND collection = ? AND vector_name = ? AND sequence > ?
                    ORDER BY sequence LIMIT ?
                    """,
                arguments: [graph.generation, graph.collection.rawValue, graph.vector.rawValue, sequence, limit])
            while let row = try cursor.next() {
                pending.sequence = try row.value(0)
                let kind: String = try row.value(1)
                let recordID: Int64 = try row.value(2)
                pending.lastSequences[recordID] = pending.sequence
                if last[recordID] == nil { order.append(recordID) }
                // An upsert brings the attributes along.
                if kind != "attributes" || last[recordID] == nil { last[recordID] = kind }
            }
            for recordID in order {
                switch last[recordID] {
                case "upsert": pending.upserts.append(recordID)
                case "delete": pending.deletes.append(recordID)
                default: pending.attributes.append(recordID)
                }
            }
            return pending
        }
    }

    /// The number of vectors of a graph, and the sequence of the last operation on it in one snapshot, or that at which
    /// the log was cut after it.
    public func vectorCount(of graph: GraphID) throws -> (count: Int, sequence: Int64) {
        try reading("counting vectors") { db in
            let count = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM vectors WHERE generation_id = ? AND collection = ? AND vector_name = ?",
                arguments: graph.arguments)
            let sequence = try Int64.fetchOne(
                db,
                sql: """
                    SELECT max(sequence) FROM operations
                    WHERE generation_id = ? AND collection = ? AND vector_name = ?
                    """, arguments: graph.arguments)
            return (count ?? 0, max(sequence ?? 0, try Self.logFloor(db)))
        }
    }

    /// `text` vectors of a generation by collection.
    public func vectorCounts(of generation: Generation) throws -> [RecordCollection: Int] {
        var counts: [RecordCollection: Int] = [:]
        for collection in RecordCollection.allCases {
            let graph = GraphID(generation: generation.id, collection: collection, vector: .text)
            counts[collection] = try vectorCount(of: graph).count
        }
        return counts
    }
}

extension GraphID {
    var arguments: StatementArguments { [generation, collection.rawValue, vector.rawValue] }
}
