import CVectorKernels

/// Checks that no number in a graph's sections leads out of them, or to a slot without a record.
///
/// The checksums show that the file is as it was written, not that who wrote it was right. What searches read is
/// checked when the file is opened, but for links of layer 0, which a walk checks itself; what only changes read
/// is checked by `HNSWGraph.verify`, without which nothing is changed. After these checks no content, however it
/// came about, makes a search or an update touch memory outside the graph.
struct BoundsCheck {
    let path: String
    let handle: GraphHandle
    let memory: GraphMemory
    let counters: GraphCounters

    private var slots: Int { counters.slotCount }

    /// Of what searches and look-ups read.
    ///
    /// - Complexity: O(slots), of about 30 bytes each.
    func checkForSearches() throws(HNSWFileError) {
        try checkUpperRows()
        try checkFinite(handle.steps, .steps)
        try checkFinite(handle.fineSteps, .fineSteps)
        try checkFinite(handle.squaredLengths, .squaredLengths)
        try checkNumbers(memory.labelTable.places.base, memory.labelTable.placeCount, .labelTable)
        guard counters.liveCount > 0 else { return }
        guard handle.isLive(counters.entry), Int(handle.levels[Int(counters.entry)]) == counters.topLayer,
            handle.isLive(counters.root)
        else { throw damaged("header", "the entry or the root is not a record of its layer") }
    }

    /// Of the rest, which only changes read.
    ///
    /// - Complexity: O(slots · m).
    func checkForChanges() throws(HNSWFileError) {
        try checkLayers()
        try check(handle.parents, slots, .parents)
        try checkTables()
        try checkBaseLinks()
    }

    /// Every slot is on as many layers as it has rows, or is free, and the links in them lead to records that have
    /// the layer: others have no row there.
    private func checkUpperRows() throws(HNSWFileError) {
        var upper = vk_upper_rows(
            starts: handle.upperStarts, levels: handle.levels, slots: slots, rows: UInt32(counters.upperRowCount),
            width: handle.parameters.width(layer: 1))
        var live = 0
        guard vk_count_misplaced_rows(&upper, UInt32(HNSWParameters.levelLimit), &live) == 0 else {
            throw damaged(GraphSection.upperStarts.rawValue, "the rows of a slot lie elsewhere")
        }
        guard live == counters.liveCount else {
            throw damaged(GraphSection.levels.rawValue, "the records are not as many as counted")
        }
        guard vk_count_astray_upper_links(&upper, handle.upperLinks) == 0 else {
            throw damaged(GraphSection.upperLinks.rawValue, "a link leads to no record of its layer")
        }
    }

    /// Every slot has the layers that its number gives it: when it is used again, they must be there.
    private func checkLayers() throws(HNSWFileError) {
        for slot in 0..<slots {
            let end = slot + 1 < slots ? Int(handle.upperStarts[slot + 1]) : counters.upperRowCount
            guard end - Int(handle.upperStarts[slot]) == handle.parameters.level(ofSlot: UInt32(slot)) else {
                throw damaged(GraphSection.levels.rawValue, "slot \(slot) is on the wrong layers")
            }
        }
    }

    private func checkTables() throws(HNSWFileError) {
        let places = UnsafeBufferPointer(start: memory.labelTable.places.base, count: memory.labelTable.placeCount)
        if let start = places.baseAddress { try check(start, places.count, .labelTable) }
        guard places.count(where: { $0 != noSlot }) == counters.liveCount else {
            throw damaged(GraphSection.labelTable.rawValue, "it does not hold the records")
        }
        for slot in UnsafeBufferPointer(start: memory.freeSlots.base, count: counters.freeCount)
        where Int(slot) >= slots || handle.isLive(slot) {
            throw damaged(GraphSection.freeSlots.rawValue, "it names slots that are not free")
        }
    }

    private func checkBaseLinks() throws(HNSWFileError) {
        for slot in 0..<UInt32(slots) {
            let row = handle.links(slot, layer: 0)
            try check(row.start, row.width, .blocks)
        }
    }

    /// Every number is `noSlot` or a slot's.
    private func checkNumbers(
        _ numbers: UnsafePointer<UInt32>, _ count: Int, _ section: GraphSection
    ) throws(HNSWFileError) {
        guard Int(vk_max_successor_u32(numbers, count)) <= slots else {
            throw damaged(section.rawValue, "it names slots that do not exist")
        }
    }

    /// What is not a number compares with nothing, and a record with it would be neither near nor far.
    private func checkFinite(_ numbers: UnsafePointer<Float>, _ section: GraphSection) throws(HNSWFileError) {
        let largest = UnsafeBufferPointer(start: numbers, count: slots).reduce(UInt32(0)) {
            max($0, $1.magnitude.bitPattern)
        }
        guard largest < Float.infinity.bitPattern else {
            throw damaged(section.rawValue, "a number in it is not finite")
        }
    }

    /// Every number is `noSlot` or a record's slot.
    private func check(
        _ numbers: UnsafePointer<UInt32>, _ count: Int, _ section: GraphSection
    ) throws(HNSWFileError) {
        guard vk_count_astray(numbers, count, handle.levels, slots) == 0 else {
            throw damaged(section.rawValue, "it names slots without a record")
        }
    }

    private func damaged(_ section: String, _ finding: String) -> HNSWFileError {
        .damaged(path: path, section: section, finding: finding)
    }
}
