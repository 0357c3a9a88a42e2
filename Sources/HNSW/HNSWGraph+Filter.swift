extension GraphReader {
    /// Walks over layer 0 from `start`, and on where that promises more than a scan.
    ///
    /// - Returns: the admitted nodes that were found, and the number of vectors compared; nil where the results are
    ///   not to be relied on, or more than `limit` vectors were compared.
    func filteredWalk(
        _ request: SearchRequest, among admitted: AdmittedSlots, plan: HNSWPlan, from start: UInt32, limit: Int,
        _ scorer: SlotScorer, _ scratch: SearchScratch
    ) -> (CandidatePool, Int)? {
        let wider = request.with(ef: 2 * request.ef)
        let width = FilteredWidth(request, plan: plan, liveCount: count)
        let widest = FilteredWidth(wider, plan: plan, liveCount: count)
        var walk = FilteredWalk(
            handle: handle, scorer: scorer, admitted: admitted, width: width, widest: widest, slotCount: slotCount,
            scratch: scratch)
        switch walk.run(from: start, limit: limit) {
        case .settled: return (walk.results.best(width.kept), walk.compared)
        case .failed: return nil
        case .unsettled: break
        }
        guard planner.isWalkWorthwhile(plan, wider, share: width.share),
            walk.goOn(to: widest, limit: limit) == .settled
        else { return nil }
        return (walk.results, walk.compared)
    }
}
