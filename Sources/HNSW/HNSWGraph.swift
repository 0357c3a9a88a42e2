import CVectorKernels

/// A hierarchical navigable small world graph: approximate nearest neighbours among float32 vectors.
///
/// After Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using
/// Hierarchical Navigable Small World graphs" (2018), with deletes that repair the graph, and a spanning
/// tree in layer 0 whose edges are never given up, so that every record can be reached from every other.
///
/// Records have a **label**, which the caller chooses, and a **slot**, a dense number that the graph
/// chooses: columns beside the graph are indexed by it. A record keeps its slot until it is deleted, over
/// updates, saving and opening; then the slot is used again.
///
/// - Important: Searches, other reads and `save` may run at the same time on any threads. `upsert`,
///   `delete` and `build` need the graph alone: the caller holds a readers-writer lock around it.
public final class HNSWGraph: @unchecked Sendable {
    public let parameters: HNSWParameters
    var memory: GraphMemory
    var counters: GraphCounters
    /// Made at the first delete.
    var oneSided: OneSidedLinks?
    let rows = CodeRows()
    /// What of an opened file may still be to be verified. Owned; not counted by searches, which would all
    /// count in one cache line.
    var chunkChecks: Unmanaged<ChunkChecks>?
    let rotation: Rotation
    let scratches: ScratchPool

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
        rotation = Rotation(parameters)
        scratches = ScratchPool(parameters)
        rows.update(memory, parameters, counters)
    }

    deinit { chunkChecks?.release() }

    /// The memory as it lies now; a change of the graph that needs room makes it stale.
    var handle: GraphHandle { memory.handle(parameters, rows) }
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

extension HNSWGraph {
    /// Records in the graph.
    public var count: Int { counters.liveCount }

    /// All slots are below this: the length of a column beside the graph. Free slots count.
    public var slotCount: Int { counters.slotCount }

    /// Slots that fit without moving memory.
    public var slotCapacity: Int { memory.labels.capacity }

    /// The slot of a record.
    ///
    /// - Complexity: O(1) expected.
    public func slot(of label: Int64) -> UInt32? {
        memory.labelTable.slot(of: label, labels: memory.labels.base)
    }

    /// The record in a slot; nil for a free slot and beyond the last.
    public func label(at slot: UInt32) -> Int64? {
        guard isLive(slot) else { return nil }
        return memory.labels.base[Int(slot)]
    }

    /// Whether a record is in the slot.
    public func isLive(_ slot: UInt32) -> Bool {
        Int(slot) < counters.slotCount && memory.levels.base[Int(slot)] != GraphHandle.freeLevel
    }

    /// What the graph keeps of the vector of the record in a slot; nil for a free slot and beyond the last.
    ///
    /// The graph holds codes of 12 bits a component: of a vector of length 1, components come back within
    /// about 1e-4 and inner products within about 1e-4.
    public func vector(at slot: UInt32) -> [Float]? {
        guard isLive(slot) else { return nil }
        let handle = handle
        return scratches.withScratch { scratch in
            vk_decode(
                handle.coarse(slot), handle.fine(slot), parameters.codeDimension, handle.steps[Int(slot)],
                handle.fineSteps[Int(slot)], scratch.rotated)
            rotation.undo(scratch.rotated, spare: scratch.spare)
            return Array(UnsafeBufferPointer(start: scratch.rotated, count: parameters.dimension))
        }
    }

    /// The bytes of the code in a slot, as they lie in memory and in the file: nibbles, then bytes; for tests.
    package func code(at slot: UInt32) -> (nibbles: [UInt8], bytes: [UInt8])? {
        guard isLive(slot) else { return nil }
        let handle = handle
        let bytes = UnsafeRawBufferPointer(start: handle.fine(slot), count: parameters.codeDimension)
        return (
            Array(UnsafeBufferPointer(start: handle.coarse(slot), count: parameters.codeDimension / 2)), Array(bytes)
        )
    }

    /// The labels of all records, in the order of their slots.
    ///
    /// - Complexity: O(slots).
    public var labels: [Int64] {
        (0..<UInt32(counters.slotCount)).compactMap { label(at: $0) }
    }

    /// Refuses a vector that does not fit or whose similarities could be no numbers.
    func check(_ vector: UnsafeBufferPointer<Float>) throws(HNSWError) {
        guard vector.count == parameters.dimension, let start = vector.baseAddress else {
            throw .wrongDimension(expected: parameters.dimension, found: vector.count)
        }
        // A finite squared length bounds every inner product, by Cauchy and Schwarz.
        guard vk_dot_f32(start, start, vector.count).isFinite else { throw .notFinite }
    }
}
