extension HNSWGraph {
    /// The `k` records nearest to the query, best first, ties by label.
    ///
    /// Never returns fewer than min(`k`, matches), or with groups than min(`k`, groups among the matches).
    ///
    /// - Parameters:
    ///   - query: `dimension` finite components, of any length.
    ///   - ef: candidates that a walk keeps; at least `k` is used, and under a filter three times as many. More finds
    ///     more and takes longer.
    ///   - admitted: the slots that may be returned; nil for all. Free slots in it do no harm.
    ///   - groups: a code for every slot; the hits differ in it, and each is the best of its group.
    ///   - plan: overrides the planner, for tests and measurements.
    /// - Throws: `HNSWError.wrongDimension`, `notFinite`; `damagedFile` of a file that is verified on first
    ///   use; `shortColumn` where there are fewer groups than
    ///   slots.
    /// - Complexity: about O(`ef` · m · log records) similarities, never more than twice the matches plus
    ///   the descent's.
    public func search(
        _ query: [Float], k: Int, ef: Int = 128, admitting admitted: SlotBitmap? = nil,
        groups: UnsafeBufferPointer<UInt32>? = nil, plan: HNSWPlan? = nil
    ) throws(HNSWError) -> HNSWAnswer {
        try withSnapshot { snapshot throws(HNSWError) in
            try snapshot.search(query, k: k, ef: ef, admitting: admitted, groups: groups, plan: plan)
        }
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
}

extension HNSWSnapshot {
    /// As `HNSWGraph.search`, in this state.
    ///
    /// - Parameter excluded: labels of records that are not returned, admitted or not: few, for those of them that lie
    ///   near the query make the walk wider.
    public func search(
        _ query: [Float], k: Int, ef: Int = 128, admitting admitted: SlotBitmap? = nil,
        excluding excluded: Set<Int64> = [], groups: UnsafeBufferPointer<UInt32>? = nil, plan: HNSWPlan? = nil
    ) throws(HNSWError) -> HNSWAnswer {
        if let groups, groups.count < slotCount { throw .shortColumn(slots: slotCount, found: groups.count) }
        let (reader, scratch, parameters) = (reader, scratch, parameters)
        let result = query.withUnsafeBufferPointer { query in
            Result { () throws(HNSWError) in
                try parameters.check(query)
                // As many slots may be admitted as there are records, and some of them be free.
                let isFiltered = admitted.map { !$0.holdsAll(below: reader.slotCount) } ?? false
                let matchCount = min(admitted?.count ?? reader.count, reader.count)
                // More than there are records is of no use, and numbers close to the largest would overflow.
                let k = max(0, min(k, reader.count))
                let least = isFiltered ? FilteredWidth.leastCandidates(k: k) : k
                let request = SearchRequest(
                    query: query, k: k, ef: max(min(ef, reader.count), least, 1), admitted: admitted,
                    isFiltered: isFiltered, matchCount: matchCount, groups: groups, excluded: excluded)
                let checks = reader.pendingChecks
                let answer = reader.answer(request, plan: plan, checks, scratch)
                if let damage = checks?.takeUnretainedValue().damage { throw .damagedFile(damage) }
                return answer
            }
        }
        return try result.get()
    }

    /// As `HNSWGraph.exactSearch`, in this state.
    public func exactSearch(
        _ query: [Float], k: Int, admitting admitted: SlotBitmap? = nil, groups: UnsafeBufferPointer<UInt32>? = nil
    ) throws(HNSWError) -> HNSWAnswer {
        try search(query, k: k, admitting: admitted, groups: groups, plan: .exact)
    }
}

extension GraphReader {
    fileprivate func answer(
        _ request: SearchRequest, plan: HNSWPlan?, _ checks: Unmanaged<ChunkChecks>?, _ scratch: SearchScratch
    ) -> HNSWAnswer {
        guard request.k > 0, request.matchCount > 0 else {
            return HNSWAnswer(hits: [], plan: plan ?? .exact, comparedCount: 0)
        }
        let plan =
            plan
            ?? planner.plan(
                matchCount: request.matchCount, liveCount: count, k: request.k, ef: request.ef,
                isFiltered: request.isFiltered)
        let scorer = handle.scorer(of: request.query, scratch, checks: checks)
        switch plan {
        case .exact: return exactScan(request, scorer, scratch)
        case .scan: return scan(request, scorer, scratch)
        case .graph, .filteredGraph:
            return walkedAnswer(request, plan: plan, scorer, scratch) ?? scan(request, scorer, scratch)
        }
    }

    private func scan(_ request: SearchRequest, _ scorer: SlotScorer, _ scratch: SearchScratch) -> HNSWAnswer {
        // The best estimates cannot tell groups apart, and few matches are all compared in full anyway.
        if request.groups != nil || request.matchCount <= 2 * request.k {
            return exactScan(request, scorer, scratch)
        }
        return coarseScan(request, scorer, scratch)
    }

    /// - Returns: nil where the walk ended short, or became dearer than the scan.
    private func walkedAnswer(
        _ request: SearchRequest, plan: HNSWPlan, _ scorer: SlotScorer, _ scratch: SearchScratch
    ) -> HNSWAnswer? {
        var request = request
        var compared = 0
        var first: Int?
        while let (pool, count) = walk(
            request, plan: plan, limit: request.matchCount - compared, scorer, scratch)
        {
            compared += count
            let best = rescored(pool, request, scorer, scratch)
            let wanted = first ?? pool.count
            first = wanted
            let isWide = request.excluded.isEmpty || holds(pool, wanted, request)
            if isWide, best.count >= min(request.k, request.matchCount) {
                return HNSWAnswer(hits: best.sorted(), plan: plan, comparedCount: compared)
            }
            // Too few that may be returned among the candidates: look farther, unless that is all there is.
            guard request.isSelective, pool.isFull, 4 * request.ef < request.matchCount else { return nil }
            request = request.with(ef: 4 * request.ef)
        }
        return nil
    }

    /// Whether a pool that is wide enough for it holds at least half of `count` candidates that may be returned: about as
    /// many as it would at first if nobody were excluded, so that its worst are not the true next best.
    private func holds(_ pool: CandidatePool, _ count: Int, _ request: SearchRequest) -> Bool {
        let labels = handle.labels
        return 2 * pool.buffer.count { request.takes(labels[Int($0.plainSlot)]) } >= count
    }

    /// The best of a pool, compared again by full codes: those whose estimate leaves it open whether they are.
    private func rescored(
        _ pool: CandidatePool, _ request: SearchRequest, _ scorer: SlotScorer, _ scratch: SearchScratch
    ) -> BestHits {
        let pool = metOnlyLive ? pool : pool.keeping { isAlive($0.plainSlot) }
        var best = BestHits(k: request.k, groups: request.groups)
        let isOpen: (Candidate) -> Bool
        if !request.isSelective && request.k < pool.count {
            let bar = pool[request.k - 1].similarity
            isOpen = { $0.similarity + scorer.margin(of: $0.plainSlot) >= bar }
        } else {
            isOpen = { _ in true }
        }
        rescore(
            pool.buffer.lazy.filter(isOpen).map(\.plainSlot), into: &best, excluding: request.excluded, scorer, scratch)
        return best
    }

    /// Compares slots by full codes and offers them to `best`.
    func rescore(
        _ slots: some Sequence<UInt32>, into best: inout BestHits, excluding excluded: Set<Int64> = [],
        _ scorer: SlotScorer, _ scratch: SearchScratch
    ) {
        var waiting = 0
        for slot in slots {
            scratch.batch[waiting] = slot
            waiting += 1
            if waiting == SearchScratch.batchCapacity { offerBatch(&waiting, to: &best, excluded, scorer, scratch) }
        }
        offerBatch(&waiting, to: &best, excluded, scorer, scratch)
    }

    private func offerBatch(
        _ waiting: inout Int, to best: inout BestHits, _ excluded: Set<Int64>, _ scorer: SlotScorer,
        _ scratch: SearchScratch
    ) {
        let labels = handle.labels
        scorer.rescore(scratch.batch, count: waiting, into: scratch.scores)
        for index in 0..<waiting where scratch.scores[index] >= best.bar {
            let slot = scratch.batch[index]
            let label = labels[Int(slot)]
            if !excluded.isEmpty, excluded.contains(label) { continue }
            best.offer(HNSWHit(label: label, slot: slot, similarity: scratch.scores[index]))
        }
        waiting = 0
    }

    /// One walk down the layers and over layer 0.
    private func walk(
        _ request: SearchRequest, plan: HNSWPlan, limit: Int, _ scorer: SlotScorer, _ scratch: SearchScratch
    ) -> (CandidatePool, Int)? {
        let handle = handle
        let start = handle.descend(
            from: counters.entry, top: counters.topLayer, to: 0, scorer: scorer, slotCount: slotCount,
            scratch: scratch, locks: nil)
        guard let admitted = request.admitted, request.isFiltered else {
            return handle.walk(
                layer: 0, from: start, width: request.ef, keeping: request.keptCount, scorer: scorer,
                slotCount: slotCount, scratch: scratch)
        }
        return admitted.words.withUnsafeBufferPointer { words in
            filteredWalk(
                request, among: AdmittedSlots(words), plan: plan, from: start, limit: limit, scorer, scratch)
        }
    }
}
