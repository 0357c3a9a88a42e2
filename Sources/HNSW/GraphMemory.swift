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
    /// Not in the file: see `SlotLives`.
    var lives: SlotArray<UInt64>
    /// Slots whose lives are noted are below it; the memory of those above is untouched.
    var livesUsed = 0
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
        lives = try SlotArray(capacity: SlotLives.wordsPerSlot)
    }

    func handle(
        _ parameters: HNSWParameters, _ rows: UnsafePointer<vk_code_rows>, _ rotation: Rotation, slotCount: Int
    ) -> GraphHandle {
        GraphHandle(
            parameters: parameters, blockStride: parameters.blockStride, linkLength: parameters.linkBytes,
            blocks: blocks.base,
            fineCodes: fineCodes.base, steps: steps.base, fineSteps: fineSteps.base,
            squaredLengths: squaredLengths.base, upperLinks: upperLinks.base, upperStarts: upperStarts.base,
            levels: levels.base, parents: parents.base, labels: labels.base, lives: SlotLives(words: lives.base),
            rows: rows, rotation: rotation, slotCount: slotCount)
    }

    /// The codes, as the kernels take them.
    func codeRows(_ parameters: HNSWParameters, _ counters: GraphCounters) -> vk_code_rows {
        vk_code_rows(
            coarse: blocks.base + parameters.linkBytes, stride: parameters.blockStride,
            fine: fineCodes.base, dimension: parameters.codeDimension, steps: steps.base,
            fine_steps: fineSteps.base, squared_lengths: squaredLengths.base,
            common_step: max(counters.commonStep, 0), is_l2: parameters.metric == .l2 ? 1 : 0)
    }

    /// Notes that the life of a slot was written.
    mutating func noteLife(of slot: UInt32) { livesUsed = max(livesUsed, Int(slot) + 1) }

    /// Makes room for `slots` slots with `upperRows` rows above layer 0.
    ///
    /// Memory that has moved stays where it was, too, as long as a copy of this value holds it.
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
        try lives.reserve(slots * SlotLives.wordsPerSlot, keeping: livesUsed * SlotLives.wordsPerSlot)
        let upper = parameters.width(layer: 1)
        try upperLinks.reserve(upperRows * upper, keeping: used.upperRowCount * upper)
    }
}

extension GraphMemory {
    /// Whether all arrays lie where another value's do.
    func lies(where other: GraphMemory) -> Bool { addresses == other.addresses }

    private var addresses: [UnsafeRawPointer] {
        [
            UnsafeRawPointer(blocks.base), UnsafeRawPointer(fineCodes.base), UnsafeRawPointer(steps.base),
            UnsafeRawPointer(fineSteps.base), UnsafeRawPointer(squaredLengths.base), UnsafeRawPointer(upperLinks.base),
            UnsafeRawPointer(upperStarts.base), UnsafeRawPointer(levels.base), UnsafeRawPointer(parents.base),
            UnsafeRawPointer(labels.base), UnsafeRawPointer(freeSlots.base), UnsafeRawPointer(lives.base),
            UnsafeRawPointer(labelTable.places.base),
        ]
    }
}

/// Memory that searches may still read.
final class RetiredMemory {
    private let memory: GraphMemory

    init(_ memory: GraphMemory) { self.memory = memory }
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
        storage.pointee = memory.codeRows(parameters, counters)
    }
}
