/// A checked question to the graph.
struct SearchRequest {
    let query: UnsafeBufferPointer<Float>
    let k: Int
    let ef: Int
    let admitted: SlotBitmap?
    /// Records that may be returned.
    let matchCount: Int
    let groups: UnsafeBufferPointer<UInt32>?
}

extension SearchRequest {
    /// The same with another number of candidates.
    func with(ef: Int) -> SearchRequest {
        SearchRequest(query: query, k: k, ef: ef, admitted: admitted, matchCount: matchCount, groups: groups)
    }

    /// Candidates that a walk keeps beyond those that it follows, so that the true best `k` are among them.
    var keptCount: Int { groups == nil ? max(3 * k, k + 22) : 0 }
}
