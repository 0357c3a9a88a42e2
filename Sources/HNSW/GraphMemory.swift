/// The graph's arrays. Each is one section of the file.
struct GraphMemory {
    var vectors: SlotArray<Float>
    var baseLinks: SlotArray<UInt32>
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
        vectors = try SlotArray()
        baseLinks = try SlotArray()
        upperLinks = try SlotArray()
        upperStarts = try SlotArray()
        levels = try SlotArray()
        parents = try SlotArray()
        labels = try SlotArray()
        freeSlots = try SlotArray()
        labelTable = try LabelTable()
    }

    func handle(_ parameters: HNSWParameters) -> GraphHandle {
        GraphHandle(
            parameters: parameters, vectorStride: parameters.stride, vectors: vectors.base, baseLinks: baseLinks.base,
            upperLinks: upperLinks.base, upperStarts: upperStarts.base, levels: levels.base, parents: parents.base,
            labels: labels.base)
    }

    /// Makes room for `slots` slots with `upperRows` rows above layer 0.
    ///
    /// - Complexity: amortised O(1) a slot.
    mutating func reserve(
        slots: Int, upperRows: Int, _ parameters: HNSWParameters, keeping used: GraphCounters
    ) throws(HNSWError) {
        let base = parameters.width(layer: 0)
        try vectors.reserve(slots * parameters.stride, keeping: used.slotCount * parameters.stride)
        try baseLinks.reserve(slots * base, keeping: used.slotCount * base)
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
