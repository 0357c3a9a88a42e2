import HNSW

/// A graph with the columns beside it, which many read while one changes them.
///
/// Readers take no lock: the columns are published with the state of the graph that they belong to, as a value
/// that does not change any more, and the graph sees to it that both stay as long as someone reads them.
final class PublishedState: Sendable {
    /// What belongs together.
    struct State: Sendable {
        let graph: HNSWGraph
        var columns: AttributeColumns
        /// The operation log up to here is in the graph.
        var sequence: Int64
        /// Records replaced or deleted since the graph was built; `compact` builds a worn graph anew.
        var changes = 0
    }

    /// A state where the graph keeps it.
    private final class Published: Sendable {
        let state: State

        init(_ state: State) { self.state = state }
    }

    let graph: HNSWGraph

    /// Takes over a graph and the columns that belong to it.
    init(_ state: State) {
        graph = state.graph
        graph.changing(publishing: { Published(state) }, {})
    }

    /// Gives `body` the newest state and the graph as it is in it. Must not wait for changes.
    func read<Result>(_ body: (State, borrowing HNSWSnapshot) throws -> Result) rethrows -> Result {
        try graph.withSnapshot { snapshot throws in
            guard let published = snapshot.companion else { preconditionFailure("the state is published at first") }
            return try published._withUnsafeGuaranteedRef { published in
                try body(unsafeDowncast(published, to: Published.self).state, snapshot)
            }
        }
    }

    /// Gives `body` the newest state while nobody changes it.
    func withoutChanges<Result>(_ body: (State) throws -> Result) rethrows -> Result {
        try graph.withoutChanges { () throws in try body(read { state, _ in state }) }
    }

    /// Changes graph and columns; readers see both changes at the end, at once. Changes take turns.
    ///
    /// The columns are copied where they are changed, so many records at a time cost little more than one.
    func change<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        try graph.withoutChanges { () throws in
            var state = read { state, _ in state }
            return try graph.changing(publishing: { Published(state) }) { () throws in try body(&state) }
        }
    }
}
