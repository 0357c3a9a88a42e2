extension HNSWGraph {
    /// Inserts a record, or gives the record with this label another vector.
    ///
    /// - Parameter vector: `dimension` finite components, of length 1 where the metric is the inner product.
    /// Until searches see the new vector they see the old one, which then is overwritten as by `delete`.
    ///
    /// - Returns: the record's slot: another one than before where the vector is another.
    /// - Throws: `HNSWError.wrongDimension`, `notFinite`, `full`, `outOfMemory`; the graph is unchanged then.
    /// - Complexity: O(efConstruction · m) similarities, plus O(log records) for the descent.
    @discardableResult
    public func upsert(_ label: Int64, _ vector: [Float]) throws(HNSWError) -> UInt32 {
        let result = vector.withUnsafeBufferPointer { vector in
            Result { () throws(HNSWError) in try upsert(label, vector) }
        }
        return try result.get()
    }

    /// As `upsert(_:_:)` of an array.
    @discardableResult
    public func upsert(_ label: Int64, _ vector: UnsafeBufferPointer<Float>) throws(HNSWError) -> UInt32 {
        try check(vector)
        try verifyBeforeChange()
        return try changing { () throws(HNSWError) in
            let old = slot(of: label)
            if let old, scratches.withScratch({ holds(vector, in: old, $0) }) { return old }
            try reserve(1)
            if let old { kill(old) }
            return scratches.withScratch { scratch in
                let slot = occupySlot(label, vector, scratch)
                link(slot, scratch: scratch)
                return slot
            }
        }
    }

    /// Links a record that has no links yet into all its layers (Malkov and Yashunin 2018, algorithm 1).
    func link(_ slot: UInt32, scratch: SearchScratch) {
        guard counters.entry != noSlot else { return becomeFirst(slot) }
        let level = Int(handle.levels[Int(slot)])
        connect(slot, entry: counters.entry, topLayer: counters.topLayer, scratch: scratch, locks: nil)
        if level > counters.topLayer { becomeEntry(slot) }
    }

    /// Makes `slot` the only node of the graph's layers.
    func becomeFirst(_ slot: UInt32) {
        counters.root = slot
        becomeEntry(slot)
    }

    func becomeEntry(_ slot: UInt32) {
        counters.entry = slot
        counters.topLayer = Int(handle.levels[Int(slot)])
    }

    /// Finds neighbours on each layer that the graph has, from the top down; then links both ways from
    /// layer 0 up, so that other threads meet the node only where its links below lead on.
    func connect(_ slot: UInt32, entry: UInt32, topLayer: Int, scratch: SearchScratch, locks: NodeLocks?) {
        let handle = handle
        let scorer = handle.scorer(of: slot, scratch)
        let level = min(Int(handle.levels[Int(slot)]), topLayer)
        var start = handle.descend(
            from: entry, top: topLayer, to: level, scorer: scorer, slotCount: counters.slotCount,
            scratch: scratch, locks: locks)
        var candidates: [[Candidate]] = []
        for layer in stride(from: level, through: 0, by: -1) {
            let found = handle.walk(
                layer: layer, from: start, width: parameters.efConstruction, scorer: scorer,
                slotCount: counters.slotCount, scratch: scratch, locks: locks)
            candidates.append(staying(found.pool))
            start = found.pool[0].plainSlot
        }
        for layer in 0...level {
            join(slot, layer: layer, candidates: candidates[level - layer], scratch: scratch, locks: locks)
        }
    }

    /// The candidates in a pool without those that are deleted but still linked, unless these are all.
    private func staying(_ pool: CandidatePool) -> [Candidate] {
        let all = pool.buffer.map { Candidate(similarity: $0.similarity, slot: $0.plainSlot) }
        guard linkedDeadCount > 0 else { return all }
        let lives = handle.lives
        let staying = all.filter { !lives.isEnding($0.slot) }
        return staying.isEmpty ? all : staying
    }

    /// Links `slot` both ways to the best choice of candidates, which are sorted best first.
    private func join(
        _ slot: UInt32, layer: Int, candidates: [Candidate], scratch: SearchScratch, locks: NodeLocks?
    ) {
        let chosen = handle.chooseNeighbours(
            of: slot, layer: layer, from: candidates, cap: parameters.m, least: parameters.m, scratch: scratch)
        locks.holding(slot) { setLinks(slot, layer: layer, to: chosen, count: chosen.count) }
        if layer == 0 { attach(slot, to: candidates, scratch: scratch, locks: locks) }
        for neighbour in chosen { addLink(neighbour, layer: layer, to: slot, scratch: scratch, locks: locks) }
    }

    /// Adds a link; where there is no room, the best choice of all links and the new one stays.
    func addLink(_ slot: UInt32, layer: Int, to link: UInt32, scratch: SearchScratch, locks: NodeLocks?) {
        locks.holding(slot) { addLinkLocked(slot, layer: layer, to: link, scratch: scratch) }
    }

    func addLinkLocked(_ slot: UInt32, layer: Int, to link: UInt32, scratch: SearchScratch) {
        let handle = handle
        let row = handle.links(slot, layer: layer)
        if row.contains(link) || appendLink(slot, layer: layer, to: link) { return }
        let ranked = handle.rank(Array(row.links) + [link], for: slot, scratch: scratch)
        let chosen = handle.chooseNeighbours(
            of: slot, layer: layer, from: ranked, cap: row.width, least: parameters.m, scratch: scratch)
        setLinks(slot, layer: layer, to: chosen, count: chosen.count)
    }
}
