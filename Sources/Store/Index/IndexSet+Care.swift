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

    /// Builds a graph anew from SQLite while there is time, and saves it; the one before answers until then.
    ///
    /// What is done when the time runs out is put aside, and the next call goes on from there; so it does after a
    /// kill, which loses a minute's work at most.
    ///
    /// - Returns: nil when it is done, otherwise the number of records so far.
    func rebuild(
        _ collection: RecordCollection, vector: VectorName, pieceSize: Int, hasTime: @Sendable () -> Bool
    ) throws -> Int? {
        guard let generation = try store.activeGeneration(),
            let dimension = generation.dimension(of: vector, in: collection)
        else {
            return nil
        }
        let graph = GraphID(generation: generation.id, collection: collection, vector: vector)
        let clock = ContinuousClock()
        var rebuild =
            try GraphRebuild(resuming: graph, dimension: dimension, of: store)
            ?? GraphRebuild(graph, dimension: dimension, of: store)
        var putAside = clock.now
        while try rebuild.addPiece(of: pieceSize) {
            guard hasTime(), !Task.isCancelled else {
                try rebuild.putAside()
                return rebuild.count
            }
            if clock.now - putAside > .seconds(60) {
                try rebuild.putAside()
                putAside = clock.now
            }
        }
        let index = try rebuild.finished()
        held[graph] = index
        if index.count > 0 { try saveIfPossible(index, graph, isAwaited: true) }
        try rebuild.discard()
        return nil
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
    func ids() -> [Int64] { graph.labels.sorted() }
}
