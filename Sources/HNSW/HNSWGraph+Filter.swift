extension GraphReader {
    /// Walks over layer 0 from `start`, once more and wider where that promises more than a scan.
    ///
    /// - Returns: the admitted nodes that were found, and the number of vectors compared; nil where the results are
    ///   not to be relied on, or more than `limit` vectors were compared.
    func filteredWalk(
        _ request: SearchRequest, among admitted: AdmittedSlots, plan: HNSWPlan, from start: UInt32, limit: Int,
        _ scorer: SlotScorer, _ scratch: SearchScratch
    ) -> (CandidatePool, Int)? {
        var compared = 0
        for request in [request, request.with(ef: 2 * request.ef)] {
            let width = FilteredWidth(request, plan: plan, liveCount: count)
            guard compared == 0 || planner.isWalkWorthwhile(plan, request, share: width.share) else { return nil }
            var walk = FilteredWalk(
                handle: handle, scorer: scorer, admitted: admitted, width: width, slotCount: slotCount,
                scratch: scratch)
            let outcome = walk.run(from: start, limit: limit - compared)
            compared += walk.compared
            switch outcome {
            case .settled: return (walk.results, compared)
            case .failed: return nil
            case .unsettled: continue
            }
        }
        return nil
    }
}
