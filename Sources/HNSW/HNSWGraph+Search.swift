extension HNSWGraph {
    /// The `k` records nearest to the query, best first, ties by label.
    ///
    /// Never returns fewer than min(`k`, matches), or with groups than min(`k`, groups among the matches).
    ///
    /// - Parameters:
    ///   - query: `dimension` finite components, of any length.
    ///   - ef: candidates that a walk keeps; at least `k` is used. More finds more and takes longer.
    ///   - admitted: the slots that may be returned; nil for all. Free slots in it do no harm.
    ///   - groups: a code for every slot; the hits differ in it, and each is the best of its group.
    ///   - plan: overrides the planner, for tests and measurements.
    /// - Throws: `HNSWError.wrongDimension`, `notFinite`; `shortColumn` where there are fewer groups than
    ///   slots.
    /// - Complexity: about O(`ef` · m · log records) similarities, never more than twice the matches plus
    ///   the descent's.
    public func search(
        _ query: [Float], k: Int, ef: Int = 128, admitting admitted: SlotBitmap? = nil,
        groups: UnsafeBufferPointer<UInt32>? = nil, plan: HNSWPlan? = nil
    ) throws(HNSWError) -> HNSWAnswer {
        if let groups, groups.count < slotCount { throw .shortColumn(slots: slotCount, found: groups.count) }
        let result = query.withUnsafeBufferPointer { query in
            Result { () throws(HNSWError) in
                try check(query)
                guard let start = query.baseAddress else { return HNSWAnswer(hits: [], plan: .exact, comparedCount: 0) }
                let request = SearchRequest(
                    query: start, k: k, ef: max(ef, k, 1), admitted: admitted,
                    matchCount: min(admitted?.count ?? count, count), groups: groups)
                return answer(request, plan: plan)
            }
        }
        return try result.get()
    }

    /// As `search`, by comparing the query with every admitted vector: the oracle, and the way for few
    /// records.
    ///
    /// - Complexity: O(admitted · dimension).
    public func exactSearch(
        _ query: [Float], k: Int, admitting admitted: SlotBitmap? = nil, groups: UnsafeBufferPointer<UInt32>? = nil
    ) throws(HNSWError) -> HNSWAnswer {
        try search(query, k: k, admitting: admitted, groups: groups, plan: .exact)
    }

    private func answer(_ request: SearchRequest, plan: HNSWPlan?) -> HNSWAnswer {
        guard request.k > 0, request.matchCount > 0 else {
            return HNSWAnswer(hits: [], plan: plan ?? .exact, comparedCount: 0)
        }
        let isFiltered = request.matchCount < count
        let plan =
            plan
            ?? SearchPlanner.plan(
                matchCount: request.matchCount, liveCount: count, ef: request.ef, isFiltered: isFiltered)
        return scratches.withScratch { scratch in
            if plan == .exact { return exactScan(request, scratch: scratch) }
            return walkedAnswer(request, plan: plan, scratch: scratch) ?? exactScan(request, scratch: scratch)
        }
    }

    /// - Returns: nil where the walk ended short, or became dearer than the scan.
    private func walkedAnswer(_ request: SearchRequest, plan: HNSWPlan, scratch: SearchScratch) -> HNSWAnswer? {
        var request = request
        var compared = 0
        while let (pool, count) = walk(request, plan: plan, limit: request.matchCount - compared, scratch: scratch) {
            compared += count
            var best = BestHits(k: request.k, groups: request.groups)
            for candidate in pool.buffer {
                let slot = candidate.plainSlot
                best.offer(
                    HNSWHit(label: memory.labels.base[Int(slot)], slot: slot, similarity: candidate.similarity))
            }
            if best.count >= min(request.k, request.matchCount) {
                return HNSWAnswer(hits: best.sorted(), plan: plan, comparedCount: compared)
            }
            // Too few groups among the candidates: look farther, unless that is all there is.
            guard request.groups != nil, pool.isFull, 4 * request.ef < request.matchCount else { return nil }
            request = request.with(ef: 4 * request.ef)
        }
        return nil
    }

    /// One walk down the layers and over layer 0.
    private func walk(
        _ request: SearchRequest, plan: HNSWPlan, limit: Int, scratch: SearchScratch
    ) -> (CandidatePool, Int)? {
        let handle = handle
        let scorer = FloatScorer(query: request.query, handle: handle)
        let start = handle.descend(
            from: counters.entry, top: counters.topLayer, to: 0, scorer: scorer, scratch: scratch, locks: nil)
        guard let admitted = request.admitted, request.matchCount < count else {
            return handle.walk(
                layer: 0, from: [start], width: request.ef, scorer: scorer, slotCount: slotCount, scratch: scratch)
        }
        var walk = FilteredWalk(
            handle: handle, request: request, admitted: admitted, stepsOverTwoLinks: plan == .filteredGraph,
            counters: counters, scratch: scratch)
        return walk.run(from: start, limit: limit) ? (walk.pool, walk.compared) : nil
    }
}
