import CVectorKernels

/// The graph's arrays. Each is one section of the file.
struct GraphMemory {
    var blocks: SlotArray<UInt8>
    var fineCodes: SlotArray<Int8>
    var steps: SlotArray<Float>
    var fineSteps: SlotArray<Float>
    var squaredLengths: SlotArray<Float>
    var upperLinks: SlotArray<UInt32>
    var upperStarts: SlotArray<UInt32>
    var levels: SlotArray<UInt8>
    var parents: SlotArray<UInt32>
    var labels: SlotArray<Int64>
    /// The free slots, a stack.
    var freeSlots: SlotArray<UInt32>
    var labelTable: LabelTable
}

extension GraphMemory {
    init() throws(HNSWError) {
        blocks = try SlotArray()
        fineCodes = try SlotArray()
        steps = try SlotArray()
        fineSteps = try SlotArray()
        squaredLengths = try SlotArray()
        upperLinks = try SlotArray()
        upperStarts = try SlotArray()
        levels = try SlotArray()
        parents = try SlotArray()
        labels = try SlotArray()
        freeSlots = try SlotArray()
        labelTable = try LabelTable()
    }

    func handle(_ parameters: HNSWParameters, _ rows: CodeRows) -> GraphHandle {
        GraphHandle(
            parameters: parameters, blockStride: parameters.blockStride, linkLength: parameters.linkBytes,
            blocks: blocks.base,
            fineCodes: fineCodes.base, steps: steps.base, fineSteps: fineSteps.base,
            squaredLengths: squaredLengths.base, upperLinks: upperLinks.base, upperStarts: upperStarts.base,
            levels: levels.base, parents: parents.base, labels: labels.base, rows: rows.pointer)
    }

    /// Makes room for `slots` slots with `upperRows` rows above layer 0.
    ///
    /// - Complexity: amortised O(1) a slot.
    mutating func reserve(
        slots: Int, upperRows: Int, _ parameters: HNSWParameters, keeping used: GraphCounters
    ) throws(HNSWError) {
        try blocks.reserve(slots * parameters.blockStride, keeping: used.slotCount * parameters.blockStride)
        try fineCodes.reserve(slots * parameters.codeDimension, keeping: used.slotCount * parameters.codeDimension)
        try steps.reserve(slots, keeping: used.slotCount)
        try fineSteps.reserve(slots, keeping: used.slotCount)
        try squaredLengths.reserve(slots, keeping: used.slotCount)
        try upperStarts.reserve(slots, keeping: used.slotCount)
        try levels.reserve(slots, keeping: used.slotCount)
        try parents.reserve(slots, keeping: used.slotCount)
        try labels.reserve(slots, keeping: used.slotCount)
        try freeSlots.reserve(slots, keeping: used.freeCount)
        try labelTable.reserve(slots, labels: labels.base)
        let upper = parameters.width(layer: 1)
        try upperLinks.reserve(upperRows * upper, keeping: used.upperRowCount * upper)
    }
}

/// Where the codes lie, for the kernels: a structure of C at a place that does not move.
final class CodeRows: @unchecked Sendable {
    // Sendable as the graph is: changed only by who has the graph alone.
    private let storage: UnsafeMutablePointer<vk_code_rows>

    var pointer: UnsafePointer<vk_code_rows> { UnsafePointer(storage) }

    init() {
        storage = .allocate(capacity: 1)
        storage.initialize(to: vk_code_rows())
    }

    deinit { storage.deallocate() }

    /// Follows memory that moved, or a step that is no longer common to all.
    func update(_ memory: GraphMemory, _ parameters: HNSWParameters, _ counters: GraphCounters) {
        storage.pointee = vk_code_rows(
            coarse: memory.blocks.base + parameters.linkBytes, stride: parameters.blockStride,
            fine: memory.fineCodes.base, dimension: parameters.codeDimension, steps: memory.steps.base,
            fine_steps: memory.fineSteps.base, squared_lengths: memory.squaredLengths.base,
            common_step: max(counters.commonStep, 0), is_l2: parameters.metric == .l2 ? 1 : 0)
    }
}
