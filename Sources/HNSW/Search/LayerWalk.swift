import CVectorKernels

/// The walk over one layer (Malkov and Yashunin 2018, algorithm 2).
extension GraphHandle {
    /// Walks greedily from `start` down to `layer`, one best node a layer.
    ///
    /// - Returns: the nearest node that was met on the layer above `layer`, or `start`.
    func descend(
        from start: UInt32, top: Int, to layer: Int, scorer: SlotScorer, slotCount: Int, scratch: SearchScratch,
        locks: NodeLocks?
    ) -> UInt32 {
        guard top > layer else { return start }
        // What was met on a layer above was no nearer than the best: it need not be compared again.
        let visited = scratch.visited(slotCount: slotCount)
        var current = start
        var best: Float = 0
        _ = visited.insert(start)
        withUnsafePointer(to: current) { scorer.score($0, count: 1, into: &best) }
        for layer in stride(from: top, to: layer, by: -1) {
            var moved = true
            while moved {
                moved = false
                let count = locks.holding(current) {
                    visited.gather(links(current, layer: layer), rows, into: scratch.batch)
                }
                scorer.score(scratch.batch, count: count, into: scratch.scores)
                for index in 0..<count where scratch.scores[index] > best {
                    best = scratch.scores[index]
                    current = scratch.batch[index]
                    moved = true
                }
            }
        }
        return current
    }

    /// The `width` nearest nodes of `layer` that a best-first walk from `start` finds.
    ///
    /// - Parameter kept: nodes that the pool keeps at least: those beyond `width` are not followed, but the
    ///   order is one of estimates, and compared in full they may turn out to be nearer.
    /// - Returns: the pool, and the number of vectors compared.
    func walk(
        layer: Int, from start: UInt32, width: Int, keeping kept: Int = 0, scorer: SlotScorer, slotCount: Int,
        scratch: SearchScratch, locks: NodeLocks? = nil
    ) -> (pool: CandidatePool, compared: Int) {
        let visited = scratch.visited(slotCount: slotCount)
        var pool = scratch.pool(capacity: max(width, kept))
        let batch = scratch.batch
        let scores = scratch.scores
        var compared = 1
        _ = visited.insert(start)
        batch[0] = start
        scorer.score(batch, count: 1, into: scores)
        _ = pool.insert(start, scores[0])
        var cursor = 0
        // What is probably followed next, and how many nodes it leads to, in `bridges`.
        var (expected, expectedCount) = (noSlot, 0)
        while cursor < min(pool.count, width) {
            let entry = pool[cursor]
            guard !entry.isFollowed else {
                cursor += 1
                continue
            }
            pool.markFollowed(cursor)
            let count =
                entry.slot == expected
                ? visited.take(scratch.bridges, count: expectedCount, into: batch)
                : locks.holding(entry.slot) { visited.gather(links(entry.slot, layer: layer), rows, into: batch) }
            compared &+= count
            let next = cursor &+ 1
            if next < pool.count, !pool[next].isFollowed {
                expected = pool[next].slot
                expectedCount = visited.lookAhead(links(expected, layer: layer), rows, into: scratch.bridges)
            }
            for place in next &+ 1..<max(next &+ 1, min(next &+ Self.rowsAhead, pool.count)) {
                prefetchLinks(pool[place].plainSlot, layer: layer)
            }
            scorer.score(batch, count: count, into: scores)
            var first = next
            for index in 0..<count where scores[index] > pool.bar {
                let place = pool.insert(batch[index], scores[index])
                // It will be followed next, or soon.
                if place < first &+ Self.rowsAhead { prefetchLinks(batch[index], layer: layer) }
                first = min(first, place)
            }
            cursor = first
        }
        return (pool, compared)
    }

    /// Rows of links that are asked for ahead of their use. A walk waits for memory most of the time; so what it will
    /// need is on its way while it compares, though some of it is not needed after all.
    private static let rowsAhead = 3

    @inline(__always)
    func prefetchLinks(_ slot: UInt32, layer: Int) {
        if layer == 0 { vk_prefetch(blocks + Int(slot) &* blockStride, linkLength) }
    }
}
