/// A record that a search found.
public struct HNSWHit: Hashable, Sendable {
    public var label: Int64
    public var slot: UInt32
    /// The inner product with the query, or the negated squared distance; larger is nearer.
    public var similarity: Float

    /// Better hits come first: the larger similarity, of equal ones the smaller label.
    func isBetter(than other: HNSWHit) -> Bool {
        (similarity, other.label) > (other.similarity, label)
    }
}

/// How a search was carried out.
public enum HNSWPlan: String, Sendable, CaseIterable {
    /// All admitted vectors were compared; the answer is exact.
    case exact
    /// All admitted vectors were compared by the first bits of their codes, the best of them again in full.
    case scan
    /// A walk over the graph that follows every node and returns those that are admitted.
    case graph
    /// A walk over admitted nodes, with steps over two links where few neighbours are admitted.
    case filteredGraph = "filtered_graph"
}

/// What a search found, and how.
public struct HNSWAnswer: Sendable, Equatable {
    /// Best first, ties by label.
    public var hits: [HNSWHit]
    public var plan: HNSWPlan
    /// Vectors that were compared with the query.
    public var comparedCount: Int
}
