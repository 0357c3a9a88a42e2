/// Decides how a search is carried out.
///
/// By the number of matches alone, so that filters that admit the same records have the same plan however they
/// are written. What a walk finds may overrule it: see `FilteredWalk`.
package struct SearchPlanner {
    /// A scan may be dearer than a walk by this factor: it is exact whatever the filter has to do with the query.
    static let scanBonus: Float = 2
    /// The same beside a walk over matches, which is the least sure of all.
    static let scanBonusOverTwoLinks: Float = 4

    let costs: SearchCosts

    package init(_ costs: SearchCosts) { self.costs = costs }

    /// - Parameter isFiltered: whether the matches are fewer than the records.
    package func plan(matchCount: Int, liveCount: Int, k: Int, ef: Int, isFiltered: Bool) -> HNSWPlan {
        let scan = Float(matchCount) * costs.scan
        guard isFiltered else { return scan <= Float(ef) * costs.step ? .scan : .graph }
        let share = FilteredWidth.share(matchCount, of: liveCount)
        // With few matches it is dearer to follow every node than to step over two links.
        let isPlain =
            cost(.graph, k: k, ef: ef, share: share) <= cost(.filteredGraph, k: k, ef: ef, share: share)
        let walk: HNSWPlan = isPlain ? .graph : .filteredGraph
        return scan <= Self.bonus(walk) * cost(walk, k: k, ef: ef, share: share) ? .scan : walk
    }

    /// Whether a walk should be tried that is wider than one whose results did not settle.
    func isWalkWorthwhile(_ plan: HNSWPlan, _ request: SearchRequest, share: Double) -> Bool {
        let walk = cost(plan, k: request.k, ef: request.ef, share: share)
        return Self.bonus(plan) * walk < Float(request.matchCount) * costs.scan
    }

    private static func bonus(_ plan: HNSWPlan) -> Float {
        plan == .filteredGraph ? scanBonusOverTwoLinks : scanBonus
    }

    private func cost(_ plan: HNSWPlan, k: Int, ef: Int, share: Double) -> Float {
        let steps = Float(FilteredWidth.steps(plan, k: k, ef: ef, share: share))
        return steps * (plan == .filteredGraph ? costs.filteredStep : costs.step)
    }
}
