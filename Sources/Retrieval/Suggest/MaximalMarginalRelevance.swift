/// Chooses items that are good and unlike each other.
///
/// Source: Carbonell, Goldstein, "The use of MMR, diversity-based reranking for reordering documents and producing
/// summaries" (SIGIR 1998). Groups are ours.
package enum MaximalMarginalRelevance {
    /// Positions of up to `count` items in the order chosen: each time the one with the largest
    /// balance · score − (1 − balance) · (likeness to the most alike one chosen before); ties by position.
    ///
    /// - Parameters:
    ///   - balance: 1 looks at scores alone, 0 at likeness alone.
    ///   - groups: the group of each item. Only items of the groups that were chosen from least often are looked at, so
    ///     that no group has two before every group that has items left has one. Empty: all are of one.
    /// - Complexity: O(count · items) calls of `likeness`.
    package static func choose(
        _ count: Int, scores: [Double], balance: Double, groups: [Int] = [], likeness: (Int, Int) -> Double
    ) -> [Int] {
        var chosen: [Int] = []
        var nearest = Array(repeating: 0.0, count: scores.count)
        var rest = Array(scores.indices)
        func taken(_ item: Int) -> Int { groups.isEmpty ? 0 : chosen.count { groups[$0] == groups[item] } }
        while chosen.count < count {
            let least = rest.map(taken).min()
            let open = rest.indices.filter { taken(rest[$0]) == least }
            let values = open.map { balance * scores[rest[$0]] - (1 - balance) * nearest[rest[$0]] }
            guard let best = values.indices.max(by: { (values[$0], -$0) < (values[$1], -$1) }) else { break }
            let item = rest.remove(at: open[best])
            chosen.append(item)
            for other in rest { nearest[other] = max(nearest[other], likeness(item, other)) }
        }
        return chosen
    }
}
