/// Decides how a search is carried out.
///
/// An exact scan costs one comparison a match, a walk some twelve a candidate that it keeps, in an order
/// that the memory likes less; a filtered walk costs more the rarer matches are.
struct SearchPlanner {
    /// As many matches are always scanned: a third of a millisecond at 384 components.
    static let scannedMatches = 10_000
    /// And as many per candidate that a walk would keep.
    static let scannedMatchesPerCandidate = 16
    /// Below this share of matches among the records they are scanned, ...
    static let scannedShare = 0.05
    /// ... as long as they are not more than this.
    static let scannedLimit = 50_000
    /// Above this share of matches among the records a walk just skips what does not match.
    static let plainShare = 0.4

    /// - Parameter isFiltered: whether the matches are fewer than the records.
    static func plan(matchCount: Int, liveCount: Int, ef: Int, isFiltered: Bool) -> HNSWPlan {
        if matchCount <= scannedMatchesPerCandidate * ef { return .exact }
        guard isFiltered else { return .graph }
        let share = Double(matchCount) / Double(max(liveCount, 1))
        if matchCount <= scannedMatches { return .exact }
        if share <= scannedShare && matchCount <= scannedLimit { return .exact }
        return share > plainShare ? .graph : .filteredGraph
    }
}
