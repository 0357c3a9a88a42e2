/// Makes one ranking of several whose scores cannot be compared.
///
/// Source: Cormack, Clarke, Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning
/// methods" (SIGIR 2009).
public enum ReciprocalRankFusion {
    /// The constant of the paper: how little the very first ranks count above the next.
    public static let constant = 60.0

    /// Every id of the rankings, by the sum of 1 ÷ (constant + rank) with ranks from 1; ties by id.
    ///
    /// - Parameter rankings: best first. An id that stands twice in one ranking counts at its first place.
    /// - Complexity: O(n log n) for n entries.
    public static func fuse<ID: Hashable & Comparable>(
        _ rankings: [[ID]], constant: Double = constant
    ) -> [(id: ID, score: Double)] {
        var scores: [ID: Double] = [:]
        for ranking in rankings {
            var seen: Set<ID> = []
            for (place, id) in ranking.enumerated() where seen.insert(id).inserted {
                scores[id, default: 0] += 1 / (constant + Double(place + 1))
            }
        }
        return scores.map { (id: $0.key, score: $0.value) }
            .sorted { ($1.score, $0.id) < ($0.score, $1.id) }
    }
}
