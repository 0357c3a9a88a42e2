import Foundation
import HNSW
import RapportCore

/// Our HNSW graph with the attribute columns beside it: the index of one collection's vectors.
///
/// Derived from SQLite. Only the operation log changes it in a store; see `IndexSet`.
public final class GraphIndex: VectorIndex {
    /// What lies behind the lock.
    struct State {
        var graph: HNSWGraph
        var columns: AttributeColumns
        /// The operation log up to here is in the graph.
        var sequence: Int64
        /// Records replaced or deleted since the graph was built; `compact` builds a worn graph anew.
        var changes = 0
    }

    public let dimension: Int
    let state: ReadersWriterLock<State>

    init(_ state: State) {
        dimension = state.graph.parameters.dimension
        self.state = ReadersWriterLock(state)
    }

    /// An empty index.
    public convenience init(dimension: Int, schema: AttributeSchema, m: Int = 16, efConstruction: Int = 200) throws {
        let graph = try HNSWGraph(HNSWParameters(dimension: dimension, m: m, efConstruction: efConstruction))
        self.init(State(graph: graph, columns: AttributeColumns(schema: schema), sequence: 0))
    }

    public var count: Int { state.read { $0.graph.count } }

    /// The operation log up to here is in the graph.
    var sequence: Int64 { state.read { $0.sequence } }

    /// - Complexity: that of the plan: O(log records · efSearch · dimension) in the graph, O(matches · dimension)
    ///   where few match.
    public func search(_ query: VectorQuery) throws -> VectorAnswer {
        try state.read { state in
            try query.validate(dimension: dimension, schema: state.columns.schema)
            let admitted = try query.filter.map { try state.columns.matches($0) }
            return try state.graph.answer(query, admitted: admitted, columns: state.columns)
        }
    }

    /// The same search over every matching vector: what recall is measured against.
    public func exactSearch(_ query: VectorQuery) throws -> VectorAnswer {
        try state.read { state in
            try query.validate(dimension: dimension, schema: state.columns.schema)
            let admitted = try query.filter.map { try state.columns.matches($0) }
            return try state.graph.exactAnswer(query, admitted: admitted, columns: state.columns)
        }
    }

    public func upsert(_ records: [VectorRecord]) throws {
        for record in records { try record.validate(dimension: dimension) }
        let labels = records.map(\.id)
        let components = records.flatMap(\.vector)
        try state.write { state in
            let replaced = labels.count { state.graph.slot(of: $0) != nil }
            try state.graph.build(
                labels: labels, vectors: components, threads: ProcessInfo.processInfo.activeProcessorCount)
            state.changes += replaced
            for record in records {
                if let slot = state.graph.slot(of: record.id) { state.columns.set(Int(slot), record.attributes) }
            }
        }
    }

    public func updateAttributes(_ records: [AttributeRecord]) {
        state.write { state in
            for record in records {
                guard let slot = state.graph.slot(of: record.id) else { continue }
                state.columns.set(Int(slot), record.attributes)
            }
        }
    }

    public func delete(_ ids: [Int64]) throws {
        try state.write { state in
            for id in ids {
                guard let slot = try state.graph.delete(id) else { continue }
                state.columns.remove(Int(slot))
                state.changes += 1
            }
        }
    }

    /// Marks the operation log as applied up to `sequence`.
    func advance(to sequence: Int64) {
        state.write { $0.sequence = max($0.sequence, sequence) }
    }
}
