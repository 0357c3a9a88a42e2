import GRDB
import RapportCore

/// Whether SQLite and a graph hold the same records.
public struct GraphAgreement: Sendable, Equatable {
    public var sqlite: Int
    public var graph: Int
    /// Records in SQLite alone.
    public var missing: Int
    /// Records in the graph alone.
    public var surplus: Int

    public init(sqlite: Int = 0, graph: Int = 0, missing: Int = 0, surplus: Int = 0) {
        self.sqlite = sqlite
        self.graph = graph
        self.missing = missing
        self.surplus = surplus
    }
}

extension IndexSet {
    /// Compares the ids of a graph with those of SQLite.
    ///
    /// Others may write meanwhile: records that changed since the graph was brought up to date do not count as differences.
    ///
    /// - Complexity: O(records · log records).
    /// - Throws: `StoreError.noVectors`.
    public func agreement(_ collection: RecordCollection, vector: VectorName = .text) throws -> GraphAgreement {
        while true {
            let index = try graphIndex(collection, vector: vector)
            guard let generation = try store.activeGeneration() else {
                throw StoreError.noVectors(collection: collection, vector: vector)
            }
            let graph = GraphID(generation: generation.id, collection: collection, vector: vector)
            let ids = index.ids()
            guard let stored = try store.recordIDs(of: graph, since: index.sequence) else { continue }
            var agreement = GraphAgreement(sqlite: stored.ids.count, graph: ids.count)
            var position = 0
            for id in stored.ids {
                while position < ids.count, ids[position] < id {
                    if !stored.changed.contains(ids[position]) { agreement.surplus += 1 }
                    position += 1
                }
                if position < ids.count, ids[position] == id {
                    position += 1
                } else if !stored.changed.contains(id) {
                    agreement.missing += 1
                }
            }
            agreement.surplus += ids[position...].count { !stored.changed.contains($0) }
            return agreement
        }
    }
}

extension RapportStore {
    /// The ids of a graph's vectors, ascending, and those that the log names after `sequence`, in one snapshot; nil
    /// where the log was cut beyond it.
    fileprivate func recordIDs(of graph: GraphID, since sequence: Int64) throws -> (ids: [Int64], changed: Set<Int64>)?
    {
        let arguments: StatementArguments = [graph.generation, graph.collection.rawValue, graph.vector.rawValue]
        return try reading("reading the ids of vectors") { db in
            guard try Self.logFloor(db) <= sequence else { return nil }
            let ids = try Int64.fetchAll(
                db,
                sql: """
                    SELECT record_id FROM vectors WHERE generation_id = ? AND collection = ? AND vector_name = ?
                    ORDER BY record_id
                    """, arguments: arguments)
            let changed = try Int64.fetchSet(
                db,
                sql: """
                    SELECT record_id FROM operations
                    WHERE generation_id = ? AND collection = ? AND vector_name = ? AND sequence > ?
                    """, arguments: arguments + [sequence])
            return (ids, changed)
        }
    }
}
