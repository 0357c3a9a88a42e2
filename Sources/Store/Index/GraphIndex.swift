import Foundation
import HNSW
import RapportCore

/// Our HNSW graph with the attribute columns beside it: the index of one collection's vectors.
///
/// Derived from SQLite. Only the operation log changes it in a store; see `IndexSet`.
public final class GraphIndex: VectorIndex {
    typealias State = PublishedState.State

    public let dimension: Int
    let schema: AttributeSchema
    let state: PublishedState

    init(_ state: State) {
        dimension = state.graph.parameters.dimension
        schema = state.columns.schema
        self.state = PublishedState(state)
    }

    /// An empty index.
    public convenience init(dimension: Int, schema: AttributeSchema, m: Int = 16, efConstruction: Int = 200) throws {
        let graph = try HNSWGraph(HNSWParameters(dimension: dimension, m: m, efConstruction: efConstruction))
        self.init(State(graph: graph, columns: AttributeColumns(schema: schema), sequence: 0))
    }

    public var count: Int { state.graph.count }

    /// The operation log up to here is in the graph.
    var sequence: Int64 { state.read { state, _ in state.sequence } }

    /// - Complexity: that of the plan: O(log records · efSearch · dimension) in the graph, O(matches · dimension)
    ///   where few match.
    public func search(_ query: VectorQuery) throws -> VectorAnswer {
        try query.validate(dimension: dimension, schema: schema)
        return try state.read { state, snapshot in
            let admitted = try query.filter.map { try state.columns.matches($0) }
            return try snapshot.answer(query, admitted: admitted, columns: state.columns)
        }
    }

    /// The same search over every matching vector: what recall is measured against.
    public func exactSearch(_ query: VectorQuery) throws -> VectorAnswer {
        try query.validate(dimension: dimension, schema: schema)
        return try state.read { state, snapshot in
            let admitted = try query.filter.map { try state.columns.matches($0) }
            return try snapshot.exactAnswer(query, admitted: admitted, columns: state.columns)
        }
    }

    public func upsert(_ records: [VectorRecord]) throws {
        for record in records { try record.validate(dimension: dimension) }
        for records in records.chunks(of: pieceSize) {
            try state.change { try $0.upsert(records) }
        }
    }

    public func updateAttributes(_ records: [AttributeRecord]) {
        state.change { state in
            for record in records {
                guard let slot = state.graph.slot(of: record.id) else { continue }
                state.columns.set(Int(slot), record.attributes)
            }
        }
    }

    public func delete(_ ids: [Int64]) throws {
        for ids in ids.chunks(of: pieceSize) {
            try state.change { state in
                for id in ids {
                    guard let slot = try state.graph.delete(id) else { continue }
                    state.columns.remove(Int(slot))
                    state.changes += 1
                }
            }
        }
    }

    /// Records that are changed at once: few enough that a search does not meet mostly what it may not return, and
    /// enough that copying the columns is little beside inserting the vectors.
    private var pieceSize: Int { max(512, count / 16) }

    /// Marks the operation log as applied up to `sequence`.
    func advance(to sequence: Int64) {
        state.change { $0.sequence = max($0.sequence, sequence) }
    }
}

extension PublishedState.State {
    fileprivate mutating func upsert(_ records: some Collection<VectorRecord>) throws {
        let labels = records.map(\.id)
        let before = labels.map { graph.slot(of: $0) }
        try graph.build(
            labels: labels, vectors: records.flatMap(\.vector), threads: ProcessInfo.processInfo.activeProcessorCount)
        for (record, old) in zip(records, before) {
            guard let slot = graph.slot(of: record.id) else { continue }
            // A new vector lies in another slot.
            if let old, old != slot { columns.remove(Int(old)) }
            columns.set(Int(slot), record.attributes)
        }
        changes += before.count { $0 != nil }
    }
}
