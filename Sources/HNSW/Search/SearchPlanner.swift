/// Decides how a search is carried out.
///
/// Measured at 384 components: a scan costs about 0.02 microseconds a match that lies scattered, and a walk that
/// keeps 128 candidates and admits half of the records some 300 microseconds, as much as a scan of 15,000. What
/// a walk that steps over two links costs was measured before codes came, and is to be measured again.
package struct SearchPlanner {
    /// As many matches of a filter are always scanned: at most a millisecond.
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
    package static func plan(matchCount: Int, liveCount: Int, ef: Int, isFiltered: Bool) -> HNSWPlan {
        if matchCount <= scannedMatchesPerCandidate * ef { return .scan }
        guard isFiltered else { return .graph }
        let share = Double(matchCount) / Double(max(liveCount, 1))
        if matchCount <= scannedMatches { return .scan }
        if share <= scannedShare && matchCount <= scannedLimit { return .scan }
        return share > plainShare ? .graph : .filteredGraph
    }
}
