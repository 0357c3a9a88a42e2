/// How far a filtered walk goes.
struct FilteredWidth {
    /// Matches among the records.
    let share: Double
    /// Whether the walk compares admitted nodes alone.
    let stepsOverTwoLinks: Bool
    /// Nodes that are followed to see whether the filter has something against the query.
    let lookSteps: Int
    /// The walk ends once no candidate is nearer than the last of so many results, ...
    private(set) var results: Int
    /// ... so many nodes were followed, ...
    private(set) var least: Int
    /// ... or so many: then matches are rarer around the query than elsewhere.
    private(set) var most: Int
    /// Results that are kept.
    let kept: Int
    /// Results that decide whether the walk went far enough, ...
    let deciding: Int
    /// ... and so many of them may be new in its second half. Of walks that found less than nine of the ten nearest
    /// most brought four or more of twenty, of those that found all of them two or fewer; one that steps over links
    /// must do better, since it may miss a part of the graph altogether.
    let freshLimit: Int

    init(_ request: SearchRequest, plan: HNSWPlan, liveCount: Int) {
        share = Self.share(request.matchCount, of: liveCount)
        stepsOverTwoLinks = plan == .filteredGraph
        lookSteps = request.ef / 8
        let wanted = Self.results(plan, k: request.k, ef: request.ef, share: share)
        // Where hits must be of different groups more may be needed.
        results = request.isSelective ? max(wanted, request.ef) : wanted
        least = stepsOverTwoLinks ? 0 : request.ef
        let steps = Self.steps(plan, k: request.k, ef: request.ef, share: share)
        most = stepsOverTwoLinks ? 2 * max(steps, results) : steps + steps / 4
        deciding = 2 * request.k
        freshLimit = max(1, request.k / (stepsOverTwoLinks ? 10 : 5))
        kept = request.groups == nil ? max(results, request.keptCount, deciding) : results
    }

    /// A narrower walk ends in the midst of finding: what its second half brings says nothing about the filter, and
    /// comparing all matches instead takes many times as long as a walk that is wide enough to tell.
    static func leastCandidates(k: Int) -> Int {
        let (least, isTooMany) = k.multipliedReportingOverflow(by: 3)
        return isTooMany ? k : least
    }

    /// The first half of the walk.
    var half: FilteredWidth {
        var half = self
        (half.results, half.least, half.most) = ((results + 1) / 2, least / 2, most / 2)
        return half
    }

    /// Matches among the records, never 0.
    static func share(_ matchCount: Int, of liveCount: Int) -> Double {
        Double(max(matchCount, 1)) / Double(max(liveCount, 1))
    }

    /// Nodes that a walk is expected to follow where the filter has nothing to do with the query.
    static func steps(_ plan: HNSWPlan, k: Int, ef: Int, share: Double) -> Int {
        let results = results(plan, k: k, ef: ef, share: share)
        return plan == .filteredGraph ? results : max(ef, Int(Double(results) / share))
    }

    /// A plain walk that followed `ef` / share nodes would keep as many results as a search without a filter. It
    /// need not: the k nearest matches are among the k / share nearest nodes, and a search for many is better at
    /// equal width.
    private static func results(_ plan: HNSWPlan, k: Int, ef: Int, share: Double) -> Int {
        let results = plan == .filteredGraph ? ef / 2 : Int(Double(ef) * share.squareRoot())
        return max(results, k + k / 2)
    }
}
