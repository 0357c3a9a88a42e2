import GRDB
import RapportCore

extension IndexSet {
    /// How large the graphs of a generation are that this process holds, and how far behind the operation log; opens
    /// none.
    ///
    /// - Complexity: O(changes that are not applied).
    public func sizes(of generation: Generation) throws -> [(graph: GraphID, records: Int, pendingOperations: Int)] {
        try held.all.filter { $0.key.generation == generation.id }.map { graph, index in
            (graph, index.count, try store.operationCount(of: graph, after: index.sequence))
        }.sorted {
            ($0.graph.collection.rawValue, $0.graph.vector.rawValue) < (
                $1.graph.collection.rawValue, $1.graph.vector.rawValue
            )
        }
    }
}

extension RapportStore {
    fileprivate func operationCount(of graph: GraphID, after sequence: Int64) throws -> Int {
        try reading("counting operations") { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM operations
                    WHERE generation_id = ? AND collection = ? AND vector_name = ? AND sequence > ?
                    """, arguments: graph.arguments + [sequence]) ?? 0
        }
    }
}
