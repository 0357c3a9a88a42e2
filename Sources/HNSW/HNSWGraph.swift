import CVectorKernels

/// A hierarchical navigable small world graph: approximate nearest neighbours among float32 vectors.
///
/// After Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using
/// Hierarchical Navigable Small World graphs" (2018), with deletes that repair the graph, and a spanning
/// tree in layer 0 whose edges are never given up, so that every record can be reached from every other.
///
/// Records have a **label**, which the caller chooses, and a **slot**, a dense number that the graph
/// chooses: columns beside the graph are indexed by it. A record keeps its slot, over saving and opening,
/// until it is deleted or gets another vector; then the slot is used again.
///
/// Searches and other reads may run on any threads at any time, also while the graph is changed: they take
/// no lock and answer from one state of the graph, the newest when they began. What changes the graph or
/// needs it at rest (`upsert`, `delete`, `build`, `save`, `verify`, `slot(of:)`) takes turns; call it from
/// any thread but never from within a snapshot.
public final class HNSWGraph: @unchecked Sendable {
    // Sendable: what searches read is published, see `HNSWGraph+Changing`; the rest is touched in turns.
    public let parameters: HNSWParameters
    var memory: GraphMemory
    var counters: GraphCounters
    /// Made at the first delete.
    var oneSided: OneSidedLinks?
    let rows = CodeRows()
    /// What of an opened file may still be to be verified. Owned; not counted by searches, which would all
    /// count in one cache line.
    var chunkChecks: Unmanaged<ChunkChecks>?
    /// Whether no search verifies any more.
    var checksAreOver = false
    let rotation: Rotation
    let scratches: ScratchPool
    let published: UnsafeMutablePointer<Publication>
    /// Held by who changes the graph.
    let turns = SystemMutex(isRecursive: true)
    /// Nested calls of `changing`.
    var openChanges = 0
    /// What searches see of `counters`.
    var committed: GraphCounters
    /// The number of the newest published version.
    var version: UInt64 = 1
    /// Records that the running change deletes.
    var dying: [UInt32] = []
    /// Deleted records that links still lead to.
    var linkedDeadCount = 0
    /// What the next published state no longer shows.
    var waiting: [Retired] = []
    /// What older states show, with the epoch after which no search begins with them.
    var limbo: [(epoch: UInt64, retired: Retired)] = []
    /// What the caller publishes with the graph.
    var companion: AnyObject?
    /// What the running change will publish.
    var comingCompanion: AnyObject?

    /// An empty graph.
    ///
    /// - Throws: `HNSWError.badParameter`, `outOfMemory`.
    public convenience init(_ parameters: HNSWParameters) throws(HNSWError) {
        try parameters.validate()
        self.init(parameters, memory: try GraphMemory(), counters: GraphCounters())
    }

    init(_ parameters: HNSWParameters, memory: GraphMemory, counters: GraphCounters) {
        self.parameters = parameters
        self.memory = memory
        self.counters = counters
        committed = counters
        rotation = Rotation(parameters)
        scratches = ScratchPool(parameters)
        rows.update(memory, parameters, counters)
        let state = UnsafeMutablePointer<GraphState>.allocate(capacity: 1)
        state.initialize(
            to: GraphState(
                GraphSource(memory: memory, counters: counters, parameters: parameters, rotation: rotation),
                version: version, isSettled: true, changesBegun: 0, checks: nil, companion: nil))
        published = .allocate(capacity: 1)
        published.initialize(to: Publication(state))
    }

    deinit { freeAll() }

    /// The memory as who changes the graph sees it; a change that needs room makes it stale.
    var handle: GraphHandle { memory.handle(parameters, rows.pointer, rotation, slotCount: counters.slotCount) }
}

/// What the graph counts; stored in its file's header.
struct GraphCounters: Equatable {
    /// Slots in use or free: all slots are below it.
    var slotCount = 0
    var liveCount = 0
    var freeCount = 0
    var upperRowCount = 0
    /// A node of the highest layer, where searches begin; `noSlot` in an empty graph.
    var entry = noSlot
    var topLayer = 0
    /// The root of the spanning tree of layer 0.
    var root = noSlot
    /// The step of all codes: -1 before the first, 0 once two differed.
    var commonStep: Float = -1
    /// What was measured when the graph was built; nil where nothing was.
    var costs: SearchCosts?
}

// MARK: - Looking things up

/// What concerns records is the newest state's; ask a snapshot where several answers must agree.
extension HNSWGraph {
    /// Records in the graph.
    public var count: Int { withSnapshot { $0.count } }

    /// All slots are below this: the length of a column beside the graph. Free slots count.
    public var slotCount: Int { withSnapshot { $0.slotCount } }

    /// Slots that fit without moving memory.
    public var slotCapacity: Int {
        turns.withLock { memory.labels.capacity }
    }

    /// The slot of a record; within `changing` as the change has left it so far.
    ///
    /// Waits for a change that is going on.
    ///
    /// - Complexity: O(1) expected.
    public func slot(of label: Int64) -> UInt32? {
        turns.withLock { memory.labelTable.slot(of: label, labels: memory.labels.base) }
    }

    /// The record in a slot; nil for a free slot and beyond the last.
    public func label(at slot: UInt32) -> Int64? { withSnapshot { $0.label(at: slot) } }

    /// Whether a record is in the slot.
    public func isLive(_ slot: UInt32) -> Bool { withSnapshot { $0.isLive(slot) } }

    /// What the graph keeps of the vector of the record in a slot; nil for a free slot, beyond the last, and
    /// where the file's page that holds it is damaged.
    ///
    /// The graph holds codes of 12 bits a component: of a vector of length 1, components come back within
    /// about 1e-4 and inner products within about 1e-4.
    public func vector(at slot: UInt32) -> [Float]? { withSnapshot { $0.vector(at: slot) } }

    /// The labels of all records, in the order of their slots.
    ///
    /// - Complexity: O(slots).
    public var labels: [Int64] { withSnapshot { $0.labels } }

    /// As of `HNSWSnapshot`.
    public var liveSlots: SlotBitmap { withSnapshot { $0.liveSlots } }

    /// The bytes of the code in a slot, as they lie in memory and in the file: nibbles, then bytes; for tests.
    package func code(at slot: UInt32) -> (nibbles: [UInt8], bytes: [UInt8])? {
        guard holdsRecord(slot) else { return nil }
        let handle = handle
        let bytes = UnsafeRawBufferPointer(start: handle.fine(slot), count: parameters.codeDimension)
        return (
            Array(UnsafeBufferPointer(start: handle.coarse(slot), count: parameters.codeDimension / 2)), Array(bytes)
        )
    }

    /// Whether a record is in the slot, for who changes the graph.
    func holdsRecord(_ slot: UInt32) -> Bool { Int(slot) < counters.slotCount && handle.isLive(slot) }

    func check(_ vector: UnsafeBufferPointer<Float>) throws(HNSWError) { try parameters.check(vector) }
}

extension HNSWParameters {
    /// Refuses a vector that does not fit or whose similarities could be no numbers.
    func check(_ vector: UnsafeBufferPointer<Float>) throws(HNSWError) {
        guard vector.count == dimension, let start = vector.baseAddress else {
            throw .wrongDimension(expected: dimension, found: vector.count)
        }
        // A finite squared length bounds every inner product, by Cauchy and Schwarz.
        guard vk_dot_f32(start, start, vector.count).isFinite else { throw .notFinite }
    }
}
