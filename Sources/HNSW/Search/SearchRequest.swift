/// A checked question to the graph.
struct SearchRequest {
    let query: UnsafeBufferPointer<Float>
    let k: Int
    let ef: Int
    let admitted: SlotBitmap?
    /// Whether there may be records that are not to be returned.
    let isFiltered: Bool
    /// Records that may be returned, at most: slots that are admitted may be free.
    let matchCount: Int
    let groups: UnsafeBufferPointer<UInt32>?
    /// Labels of records that are not returned, though their slots are admitted.
    let excluded: Set<Int64>
}

extension SearchRequest {
    /// The same with another number of candidates.
    func with(ef: Int) -> SearchRequest {
        SearchRequest(
            query: query, k: k, ef: ef, admitted: admitted, isFiltered: isFiltered, matchCount: matchCount,
            groups: groups, excluded: excluded)
    }

    /// Whether a record may be returned, as far as its label tells.
    func takes(_ label: Int64) -> Bool { excluded.isEmpty || !excluded.contains(label) }

    /// Whether some of the nearest may not be returned: one of a group stands for it, and some are excluded.
    var isSelective: Bool { groups != nil || !excluded.isEmpty }

    /// Candidates that a walk keeps beyond those that it follows, so that the true best `k` are among them.
    var keptCount: Int { groups == nil ? max(3 * k, k + 22) : 0 }
}
