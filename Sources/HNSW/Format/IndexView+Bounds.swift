import CVectorKernels

/// Checks that no number in a graph's sections leads out of them, or to a slot without a record. Links of
/// layer 0 are checked by `HNSWGraph.verify`, and by every walk that reads them before.
///
/// The checksums show that the file is as it was written, not that who wrote it was right. After these
/// checks no content, however it came about, makes a search or an update touch memory outside the graph.
extension IndexView {
    /// - Complexity: O(slots · m).
    func checkBounds(_ handle: GraphHandle, _ memory: GraphMemory) throws(HNSWFileError) {
        let slots = header.counters.slotCount
        try checkLayers(handle)
        try check(handle.parents, slots, .parents, handle)
        let upperLinks = header.counters.upperRowCount * header.parameters.width(layer: 1)
        try check(handle.upperLinks, upperLinks, .upperLinks, handle)
        try checkUpperLinks(handle)
        try checkTables(handle, memory)
        let counters = header.counters
        guard counters.liveCount > 0 else { return }
        guard handle.isLive(counters.entry), Int(handle.levels[Int(counters.entry)]) == counters.topLayer,
            handle.isLive(counters.root)
        else { throw damaged("header", "the entry or the root is not a record of its layer") }
    }

    /// Every slot is `noSlot` or a record's.
    func check(
        _ slots: UnsafePointer<UInt32>, _ count: Int, _ section: GraphSection, _ handle: GraphHandle
    ) throws(HNSWFileError) {
        guard Int(vk_max_successor_u32(slots, count)) <= header.counters.slotCount else {
            throw damaged(section.rawValue, "it names slots that do not exist")
        }
        for index in 0..<count where slots[index] != noSlot && !handle.isLive(slots[index]) {
            throw damaged(section.rawValue, "it names slots without a record")
        }
    }

    /// Every slot has the layers that its number gives it, or is free, and its rows lie where they must.
    private func checkLayers(_ handle: GraphHandle) throws(HNSWFileError) {
        var rows = 0
        var live = 0
        for slot in 0..<header.counters.slotCount {
            let level = header.parameters.level(ofSlot: UInt32(slot))
            guard Int(handle.upperStarts[slot]) == rows else {
                throw damaged(GraphSection.upperStarts.rawValue, "the rows of slot \(slot) lie elsewhere")
            }
            rows += level
            if handle.levels[slot] == GraphHandle.freeLevel { continue }
            live += 1
            guard Int(handle.levels[slot]) == level else {
                throw damaged(GraphSection.levels.rawValue, "slot \(slot) is on the wrong layers")
            }
        }
        guard rows == header.counters.upperRowCount, live == header.counters.liveCount else {
            throw damaged(GraphSection.levels.rawValue, "the records or their layers are not as many as counted")
        }
    }

    /// A link above layer 0 leads to a node that has that layer: others have no row there.
    private func checkUpperLinks(_ handle: GraphHandle) throws(HNSWFileError) {
        for slot in 0..<UInt32(header.counters.slotCount) {
            for layer in 0..<header.parameters.level(ofSlot: slot) {
                let row = handle.links(slot, layer: layer + 1)
                for index in 0..<row.width where row[index] != noSlot {
                    guard handle.levels[Int(row[index])] > layer else {
                        throw damaged(GraphSection.upperLinks.rawValue, "a link leads above the layers of its node")
                    }
                }
            }
        }
    }

    private func checkTables(_ handle: GraphHandle, _ memory: GraphMemory) throws(HNSWFileError) {
        let places = UnsafeBufferPointer(start: memory.labelTable.places.base, count: header.labelPlaceCount)
        if let start = places.baseAddress { try check(start, places.count, .labelTable, handle) }
        guard places.count(where: { $0 != noSlot }) == header.counters.liveCount else {
            throw damaged(GraphSection.labelTable.rawValue, "it does not hold the records")
        }
        let free = UnsafeBufferPointer(start: memory.freeSlots.base, count: header.counters.freeCount)
        for slot in free where Int(slot) >= header.counters.slotCount || handle.isLive(slot) {
            throw damaged(GraphSection.freeSlots.rawValue, "it names slots that are not free")
        }
    }
}
