import RapportCore

/// How worn the graphs of a store are, and what is done about it.
extension IndexSet {
    /// How much of a graph is free or was changed since it was built.
    func wear(_ collection: RecordCollection, vector: VectorName) throws -> CompactionReport.GraphState {
        let index = try graphIndex(collection, vector: vector)
        return CompactionReport.GraphState(
            collection: collection, vector: vector, freeShare: index.freeShare, changedShare: index.changedShare,
            rebuilt: false)
    }

    /// Builds a graph anew from SQLite and saves it; the one before answers until then.
    func rebuild(_ collection: RecordCollection, vector: VectorName) throws {
        guard let generation = try store.activeGeneration() else { return }
        let graph = GraphID(generation: generation.id, collection: collection, vector: vector)
        indexes[graph] = try rebuilt(graph, dimension: generation.dimension)
    }
}

extension GraphIndex {
    /// Free slots ÷ slots.
    var freeShare: Double {
        state.read { _, snapshot in
            snapshot.slotCount == 0 ? 0 : 1 - Double(snapshot.count) / Double(snapshot.slotCount)
        }
    }

    /// Records replaced or deleted since the graph was built ÷ records.
    var changedShare: Double {
        state.read { state, snapshot in Double(state.changes) / Double(max(1, snapshot.count)) }
    }

    /// The ids of all records, ascending.
    func ids() -> [Int64] { state.graph.labels.sorted() }
}
