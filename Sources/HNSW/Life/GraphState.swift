import CVectorKernels

/// The graph as searches see it: constant, published as a whole, replaced by the next.
///
/// The arrays behind the pointers go on changing, but what belongs to the state does not: a slot that was
/// alive in it is left as it is until no search is left that could have begun with it.
struct GraphState {
    let handle: GraphHandle
    let counters: GraphCounters
    /// Which records are alive in it; see `SlotLives`.
    let version: UInt64
    /// Whether every slot that a link leads to was alive in this version when it was published.
    let isSettled: Bool
    /// How many changes had begun when it was published.
    let changesBegun: UInt64
    /// What of an opened file may still be to be verified.
    let checks: Unmanaged<ChunkChecks>?
    /// What the caller published with it.
    let companion: Unmanaged<AnyObject>?
    private let rows: UnsafeMutablePointer<vk_code_rows>

    init(
        _ graph: GraphSource, version: UInt64, isSettled: Bool, changesBegun: UInt64,
        checks: Unmanaged<ChunkChecks>?, companion: AnyObject?
    ) {
        rows = .allocate(capacity: 1)
        rows.initialize(to: graph.memory.codeRows(graph.parameters, graph.counters))
        handle = graph.memory.handle(graph.parameters, rows, graph.rotation, slotCount: graph.counters.slotCount)
        counters = graph.counters
        self.version = version
        self.isSettled = isSettled
        self.changesBegun = changesBegun
        self.checks = checks
        self.companion = companion.map(Unmanaged.passUnretained)
    }

    /// Frees what the state alone holds.
    func deallocate() { rows.deallocate() }
}

/// What a state is made of.
struct GraphSource {
    let memory: GraphMemory
    let counters: GraphCounters
    let parameters: HNSWParameters
    let rotation: Rotation
}

/// What is freed once no search is left that could still see it.
enum Retired {
    /// A record that was deleted, with its links.
    case dead(UInt32)
    /// The slot of one, without links to it.
    case slot(UInt32)
    case state(UnsafeMutablePointer<GraphState>)
    case object(AnyObject)
}
