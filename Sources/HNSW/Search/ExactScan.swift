import CVectorKernels

/// Scans: every admitted vector is compared with the query.
extension GraphReader {
    /// By full codes: the oracle.
    ///
    /// - Complexity: O(admitted · dimension), plus O(slots / 64).
    func exactScan(_ request: SearchRequest, _ scorer: SlotScorer, _ scratch: SearchScratch) -> HNSWAnswer {
        let labels = handle.labels
        var best = BestHits(k: request.k, groups: request.groups)
        let compared = forEachBatch(of: request.admitted, scratch) { batch, count in
            scorer.rescore(batch, count: count, into: scratch.scores)
            for index in 0..<count where scratch.scores[index] >= best.bar {
                let slot = batch[index]
                guard isAlive(slot) else { continue }
                let label = labels[Int(slot)]
                guard request.takes(label) else { continue }
                best.offer(HNSWHit(label: label, slot: slot, similarity: scratch.scores[index]))
            }
        }
        return HNSWAnswer(hits: best.sorted(), plan: .exact, comparedCount: compared)
    }

    /// By nibbles; those whose estimate leaves it open whether they are among the best are compared again by
    /// full codes. A third of the memory of `exactScan`.
    ///
    /// - Complexity: O(admitted · dimension), plus O(slots / 64).
    func coarseScan(_ request: SearchRequest, _ scorer: SlotScorer, _ scratch: SearchScratch) -> HNSWAnswer {
        let labels = handle.labels
        var pool = scratch.pool(capacity: request.k)
        var open: [Candidate] = []
        let compared = forEachBatch(of: request.admitted, scratch) { batch, count in
            scorer.score(batch, count: count, into: scratch.scores)
            for index in 0..<count {
                let (slot, similarity) = (batch[index], scratch.scores[index])
                // The best estimates are too good, by up to a margin, where many lie close together.
                guard similarity + 2 * scorer.scanMargin(of: slot) >= pool.bar, isAlive(slot),
                    request.takes(labels[Int(slot)])
                else { continue }
                open.append(Candidate(similarity: similarity, slot: slot))
                if similarity > pool.bar { pool.insert(slot, similarity) }
            }
        }
        // All that is admitted may lie in free slots.
        guard pool.count > 0 else { return HNSWAnswer(hits: [], plan: .scan, comparedCount: compared) }
        let bar = worstOfAll(pool, scorer, scratch)
        // The best estimates in any case: one in some hundred is off by more than the margin, and there must be k hits.
        let slots = open.lazy.filter {
            $0.similarity >= pool.bar || $0.similarity + scorer.scanMargin(of: $0.slot) >= bar
        }.map(\.slot)
        var best = BestHits(k: request.k, groups: nil)
        rescore(slots, into: &best, scorer, scratch)
        return HNSWAnswer(hits: best.sorted(), plan: .scan, comparedCount: compared)
    }

    /// The least similarity in a pool by full codes: what the last of as many hits has at least.
    private func worstOfAll(_ pool: CandidatePool, _ scorer: SlotScorer, _ scratch: SearchScratch) -> Float {
        var best = BestHits(k: pool.count, groups: nil)
        rescore(pool.buffer.lazy.map(\.slot), into: &best, scorer, scratch)
        return best.bar
    }

    /// Calls `body` with the admitted slots that hold records, of this state or maybe a later one, many at a time.
    ///
    /// - Returns: how many there are.
    private func forEachBatch(
        of admitted: SlotBitmap?, _ scratch: SearchScratch, _ body: (UnsafePointer<UInt32>, Int) -> Void
    ) -> Int {
        let (handle, slotCount) = (handle, slotCount)
        let batch = scratch.batch
        var total = 0
        var waiting = 0
        func add(_ slot: UInt32) {
            guard Int(slot) < slotCount, handle.isLive(slot) else { return }
            batch[waiting] = slot
            waiting += 1
            guard waiting == SearchScratch.batchCapacity else { return }
            body(batch, waiting)
            total += waiting
            waiting = 0
        }
        if let admitted {
            admitted.forEach(add)
        } else {
            for slot in 0..<UInt32(slotCount) { add(slot) }
        }
        body(batch, waiting)
        return total + waiting
    }
}
