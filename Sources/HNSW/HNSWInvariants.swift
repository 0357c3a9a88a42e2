extension HNSWGraph {
    /// Checks what must hold between operations; for tests and for `check --deep`.
    ///
    /// - Throws: `HNSWError.inconsistent` with the first finding.
    /// - Complexity: O(slots · m).
    public func checkInvariants() throws(HNSWError) {
        try verifyBeforeChange()
        try turns.withLock { () throws(HNSWError) in
            waitForReaders()
            try checkAll()
        }
    }

    private func checkAll() throws(HNSWError) {
        try checkCounters()
        for slot in 0..<UInt32(counters.slotCount) where holdsRecord(slot) {
            try checkRows(of: slot)
            try checkTree(at: slot)
        }
        try checkReachability()
        try checkOneSidedLinks()
    }

    private func require(_ condition: Bool, _ finding: @autoclosure () -> String) throws(HNSWError) {
        if !condition { throw .inconsistent(finding()) }
    }

    private func checkCounters() throws(HNSWError) {
        let handle = handle
        let slots = 0..<UInt32(counters.slotCount)
        let live = slots.filter(holdsRecord)
        try require(live.count == counters.liveCount, "\(live.count) records, counted \(counters.liveCount)")
        try require(
            counters.freeCount == slots.count - live.count, "\(counters.freeCount) free slots among \(slots.count)")
        let free = UnsafeBufferPointer(start: memory.freeSlots.base, count: counters.freeCount)
        try require(
            Set(free).count == free.count && free.allSatisfy { slots.contains($0) && !holdsRecord($0) },
            "the list of free slots is wrong")
        var rows = 0
        for slot in slots {
            try require(Int(handle.upperStarts[Int(slot)]) == rows, "the upper rows of slot \(slot) begin elsewhere")
            rows += parameters.level(ofSlot: slot)
        }
        try require(rows == counters.upperRowCount, "\(rows) upper rows, counted \(counters.upperRowCount)")
        for slot in live {
            let label = handle.labels[Int(slot)]
            try require(self.slot(of: label) == slot, "label \(label) is not found in its slot \(slot)")
        }
        let places = UnsafeBufferPointer(start: memory.labelTable.places.base, count: memory.labelTable.placeCount)
        try require(places.count { $0 != noSlot } == live.count, "the label table holds other than the live records")
        let top = live.map { Int(handle.levels[Int($0)]) }.max()
        try require((counters.entry == noSlot) == live.isEmpty, "entry \(counters.entry) of \(live.count) records")
        if let top {
            try require(holdsRecord(counters.entry), "the entry is not a record")
            try require(
                counters.topLayer == Int(handle.levels[Int(counters.entry)]), "the top layer is not the entry's")
            try require(counters.topLayer <= top, "no record is on the top layer")
        }
    }

    private func checkRows(of slot: UInt32) throws(HNSWError) {
        let handle = handle
        let level = Int(handle.levels[Int(slot)])
        try require(level == parameters.level(ofSlot: slot), "slot \(slot) is on the wrong layers")
        for layer in 0...level {
            let row = handle.links(slot, layer: layer)
            let links = Array(row.links)
            for index in links.count..<row.width {
                try require(row[index] == noSlot, "slot \(slot) has a link after the end of its row")
            }
            try require(!links.contains(slot), "slot \(slot) links to itself")
            try require(Set(links).count == links.count, "slot \(slot) links twice to one node")
            for link in links {
                try require(holdsRecord(link), "slot \(slot) links to the free slot \(link)")
                try require(Int(handle.levels[Int(link)]) >= layer, "slot \(slot) links above the layers of \(link)")
            }
        }
    }

    private func checkTree(at slot: UInt32) throws(HNSWError) {
        let handle = handle
        let parent = handle.parents[Int(slot)]
        guard parent != noSlot else {
            return try require(counters.root == slot, "slot \(slot) has no parent and is not the root")
        }
        try require(counters.root != slot, "the root has a parent")
        try require(holdsRecord(parent), "the parent of slot \(slot) is not a record")
        try require(handle.links(slot, layer: 0).contains(parent), "slot \(slot) does not link to its parent")
        try require(handle.links(parent, layer: 0).contains(slot), "slot \(slot) is not linked by its parent")
        try require(handle.childCount(parent) <= parameters.childLimit, "slot \(parent) has too many children")
    }

    /// Every record must be reachable from the entry on layer 0.
    private func checkReachability() throws(HNSWError) {
        guard counters.entry != noSlot else { return }
        let handle = handle
        var met = [Bool](repeating: false, count: counters.slotCount)
        var stack = [counters.entry]
        met[Int(counters.entry)] = true
        var reached = 0
        while let slot = stack.popLast() {
            reached += 1
            for link in handle.links(slot, layer: 0).links where !met[Int(link)] {
                met[Int(link)] = true
                stack.append(link)
            }
        }
        try require(reached == counters.liveCount, "\(reached) of \(counters.liveCount) records are reachable")
    }

    private func checkOneSidedLinks() throws(HNSWError) {
        guard let oneSided else { return }
        let handle = handle
        var expected: [[[UInt32]]] = (0..<counters.slotCount).map { slot in
            [[UInt32]](repeating: [], count: holdsRecord(UInt32(slot)) ? Int(handle.levels[slot]) + 1 : 0)
        }
        for slot in 0..<UInt32(counters.slotCount) where holdsRecord(slot) {
            for layer in 0...Int(handle.levels[Int(slot)]) {
                for link in handle.links(slot, layer: layer).links
                where !handle.links(link, layer: layer).contains(slot) {
                    expected[Int(link)][layer].append(slot)
                }
            }
        }
        for slot in expected.indices {
            for (layer, sources) in expected[slot].enumerated() {
                let found = oneSided.sources(of: UInt32(slot), layer: layer, handle).sorted()
                try require(found == sources, "the one-sided links to slot \(slot) on layer \(layer) are wrong")
            }
        }
    }
}
