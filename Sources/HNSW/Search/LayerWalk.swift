import CVectorKernels

/// The walk over one layer (Malkov and Yashunin 2018, algorithm 2).
extension GraphHandle {
    /// Walks greedily from `start` down to `layer`, one best node a layer.
    ///
    /// - Returns: the nearest node that was met on the layer above `layer`, or `start`.
    func descend(
        from start: UInt32, top: Int, to layer: Int, scorer: FloatScorer, scratch: SearchScratch, locks: NodeLocks?
    ) -> UInt32 {
        guard top > layer else { return start }
        var current = start
        var best: Float = 0
        withUnsafePointer(to: current) { scorer.score($0, count: 1, into: &best) }
        for layer in stride(from: top, to: layer, by: -1) {
            var moved = true
            while moved {
                moved = false
                let count = locks.holding(current) {
                    let row = links(current, layer: layer)
                    let count = row.count
                    scratch.batch.update(from: row.start, count: count)
                    return count
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

    /// The `width` nearest nodes of `layer` that a best-first walk from `starts` finds.
    ///
    /// The pool lies in `scratch`; `starts` must not.
    ///
    /// - Returns: the pool, and the number of vectors compared.
    func walk<Scorer: SlotScorer>(
        layer: Int, from starts: [UInt32], width: Int, scorer: Scorer, slotCount: Int, scratch: SearchScratch,
        locks: NodeLocks? = nil
    ) -> (pool: CandidatePool, compared: Int) {
        let visited = scratch.visited(slotCount: slotCount)
        var pool = scratch.pool(capacity: width)
        let batch = scratch.batch
        let scores = scratch.scores
        var compared = 0
        for var start in starts where visited.insert(start) {
            scorer.score(&start, count: 1, into: scores)
            _ = pool.insert(start, scores[0])
            compared += 1
        }
        var cursor = 0
        while cursor < pool.count {
            let entry = pool[cursor]
            guard !entry.isFollowed else {
                cursor += 1
                continue
            }
            pool.markFollowed(cursor)
            let count = locks.holding(entry.slot) {
                gather(links(entry.slot, layer: layer), visited: visited, into: batch)
            }
            compared += count
            scorer.score(batch, count: count, into: scores)
            var first = cursor + 1
            for index in 0..<count {
                let place = pool.insert(batch[index], scores[index])
                if place < first { first = place }
            }
            cursor = first
        }
        return (pool, compared)
    }

    /// Puts the links that were not met yet into `batch`.
    @inline(__always)
    private func gather(_ row: LinkRow, visited: VisitedSet, into batch: UnsafeMutablePointer<UInt32>) -> Int {
        var count = 0
        for index in 0..<row.width {
            let slot = row[index]
            if slot == noSlot { break }
            batch[count] = slot
            count += visited.insert(slot) ? 1 : 0
        }
        return count
    }
}
