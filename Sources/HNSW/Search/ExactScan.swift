/// Compares the query with every admitted vector.
extension HNSWGraph {
    /// - Complexity: O(admitted · dimension), plus O(slots / 64).
    func exactScan(_ request: SearchRequest, scratch: SearchScratch) -> HNSWAnswer {
        let handle = handle
        let scorer = FloatScorer(query: request.query, handle: handle)
        var best = BestHits(k: request.k, groups: request.groups)
        var compared = 0
        var waiting = 0
        let batch = scratch.batch
        let scores = scratch.scores
        func scoreBatch() {
            scorer.score(batch, count: waiting, into: scores)
            for index in 0..<waiting where scores[index] >= best.bar {
                let slot = batch[index]
                best.offer(HNSWHit(label: handle.labels[Int(slot)], slot: slot, similarity: scores[index]))
            }
            compared += waiting
            waiting = 0
        }
        func add(_ slot: UInt32) {
            guard Int(slot) < counters.slotCount, handle.isLive(slot) else { return }
            batch[waiting] = slot
            waiting += 1
            if waiting == SearchScratch.batchCapacity { scoreBatch() }
        }
        if let admitted = request.admitted {
            admitted.forEach(add)
        } else {
            for slot in 0..<UInt32(counters.slotCount) { add(slot) }
        }
        scoreBatch()
        return HNSWAnswer(hits: best.sorted(), plan: .exact, comparedCount: compared)
    }
}
