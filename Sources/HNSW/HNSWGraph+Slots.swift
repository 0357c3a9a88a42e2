extension HNSWGraph {
    /// The most slots that a graph can have: the top bit of a slot is the walk's.
    static let slotLimit = Int(Candidate.followedBit) - 1

    /// Room for `count` more records.
    func reserve(_ count: Int) throws(HNSWError) {
        let fresh = max(0, count - counters.freeCount)
        let slots = counters.slotCount + fresh
        guard slots <= Self.slotLimit else { throw .full(slots: Self.slotLimit) }
        var upperRows = counters.upperRowCount
        for slot in counters.slotCount..<slots { upperRows += parameters.level(ofSlot: UInt32(slot)) }
        try memory.reserve(slots: slots, upperRows: upperRows, parameters, keeping: counters)
    }

    /// Puts a record without links into a slot; `reserve` made the room.
    func occupySlot(_ label: Int64, _ vector: UnsafeBufferPointer<Float>) -> UInt32 {
        let slot: UInt32
        if counters.freeCount > 0 {
            counters.freeCount -= 1
            slot = memory.freeSlots.base[counters.freeCount]
        } else {
            slot = UInt32(counters.slotCount)
            counters.slotCount += 1
            addRows(of: slot)
        }
        let handle = handle
        handle.levels[Int(slot)] = UInt8(parameters.level(ofSlot: slot))
        handle.labels[Int(slot)] = label
        handle.parents[Int(slot)] = noSlot
        store(vector, in: slot)
        memory.labelTable.insert(slot, labels: handle.labels)
        counters.liveCount += 1
        return slot
    }

    func store(_ vector: UnsafeBufferPointer<Float>, in slot: UInt32) {
        let place = handle.vector(slot)
        for (index, component) in vector.enumerated() { place[index] = component }
        // The padding is part of the file's checksum: equal graphs make equal files.
        for index in vector.count..<parameters.stride { place[index] = 0 }
    }

    /// Gives up the slot of a record that has no links any more.
    func freeSlot(_ slot: UInt32) {
        let handle = handle
        memory.labelTable.remove(handle.labels[Int(slot)], labels: handle.labels)
        handle.levels[Int(slot)] = GraphHandle.freeLevel
        handle.labels[Int(slot)] = 0
        handle.parents[Int(slot)] = noSlot
        // What was deleted must not lie in memory or in the next file.
        handle.vector(slot).update(repeating: 0, count: parameters.stride)
        memory.freeSlots.base[counters.freeCount] = slot
        counters.freeCount += 1
        counters.liveCount -= 1
    }

    /// Empty rows for a slot that was never used.
    private func addRows(of slot: UInt32) {
        let level = parameters.level(ofSlot: slot)
        let handle = handle
        handle.upperStarts[Int(slot)] = UInt32(counters.upperRowCount)
        counters.upperRowCount += level
        for layer in 0...level {
            let row = handle.links(slot, layer: layer)
            row.start.update(repeating: noSlot, count: row.width)
        }
    }
}
