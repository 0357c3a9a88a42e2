import Synchronization

/// A search's view of the graph: one state, which stays readable as long as the search's place is taken.
///
/// Owns nothing and counts no references: those would be counted in one cache line by all searches.
struct GraphReader {
    private let state: UnsafePointer<GraphState>
    private let published: UnsafePointer<Publication>

    /// The newest state; the caller has taken a place, so that it stays.
    init(_ published: UnsafePointer<Publication>) {
        state = UnsafePointer(published.pointee.state.load(ordering: .sequentiallyConsistent))
        self.published = published
    }

    var handle: GraphHandle { state.pointee.handle }
    var counters: GraphCounters { state.pointee.counters }
    /// Records in the state.
    var count: Int { state.pointee.counters.liveCount }
    var slotCount: Int { state.pointee.counters.slotCount }
    var companion: Unmanaged<AnyObject>? { state.pointee.companion }

    /// The planner, by the costs of this graph.
    var planner: SearchPlanner { SearchPlanner(counters.costs ?? .usual) }

    /// What is still to be verified; nil where nothing is.
    var pendingChecks: Unmanaged<ChunkChecks>? {
        guard let checks = state.pointee.checks, !checks._withUnsafeGuaranteedRef(\.isFinished) else { return nil }
        return checks
    }

    /// Whether the record in a slot that was met is part of the state.
    func isAlive(_ slot: UInt32) -> Bool { handle.lives.isAlive(slot, at: state.pointee.version) }

    /// Whether every slot that was met so far by links is part of the state.
    ///
    /// Who reads a link that a change wrote also sees that the change had begun.
    var metOnlyLive: Bool {
        state.pointee.isSettled
            && published.pointee.changesBegun.load(ordering: .acquiring) == state.pointee.changesBegun
    }
}
