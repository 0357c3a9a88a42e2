import RapportCore

/// Any number of named features in a vector of fixed width.
///
/// A feature's name decides by SHA-256 where it goes and with which sign. Where two names meet, their product is added
/// or taken away with equal chance, so that the inner product of two vectors is, on average over names, that of the
/// features themselves.
///
/// Source: Weinberger, Dasgupta, Langford, Smola, Attenberg, "Feature hashing for large scale multitask learning"
/// (ICML 2009).
struct FeatureHashing {
    private(set) var components: [Double]

    init(dimension: Int) { components = Array(repeating: 0, count: dimension) }

    /// - Complexity: O(length of the name).
    mutating func add(_ name: String, _ value: Double) {
        let bits = UInt64(bitPattern: ContentHash(of: name).recordID)
        let index = Int((bits >> 1) % UInt64(components.count))
        components[index] += bits & 1 == 0 ? value : -value
    }

    /// The vector with length 1; nil where it has none.
    var unit: [Float]? { UnitVector.of(components) }
}

enum UnitVector {
    /// - Returns: nil for the vector 0, which has no direction.
    static func of(_ components: [Double]) -> [Float]? {
        let length = components.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0, length.isFinite else { return nil }
        return components.map { Float($0 / length) }
    }
}
