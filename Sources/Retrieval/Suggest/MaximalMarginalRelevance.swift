/// Chooses items that are good and unlike each other.
///
/// Source: Carbonell, Goldstein, "The use of MMR, diversity-based reranking for reordering documents and producing
/// summaries" (SIGIR 1998).
package enum MaximalMarginalRelevance {
    /// Positions of up to `count` items in the order chosen: each time the one with the largest
    /// balance · score − (1 − balance) · (likeness to the most alike one chosen before); ties by position.
    ///
    /// - Parameter balance: 1 looks at scores alone, 0 at likeness alone.
    /// - Complexity: O(count · items) calls of `likeness`.
    package static func choose(
        _ count: Int, scores: [Double], balance: Double, likeness: (Int, Int) -> Double
    ) -> [Int] {
        var chosen: [Int] = []
        var nearest = Array(repeating: 0.0, count: scores.count)
        var rest = Array(scores.indices)
        while chosen.count < count {
            let values = rest.map { balance * scores[$0] - (1 - balance) * nearest[$0] }
            guard let best = values.indices.max(by: { (values[$0], -$0) < (values[$1], -$1) }) else { break }
            let item = rest.remove(at: best)
            chosen.append(item)
            for other in rest { nearest[other] = max(nearest[other], likeness(item, other)) }
        }
        return chosen
    }
}
