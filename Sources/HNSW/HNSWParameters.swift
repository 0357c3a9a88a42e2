/// What nearness means.
public enum HNSWMetric: UInt32, Sendable, CaseIterable {
    /// The inner product; for vectors of length 1 the cosine.
    case innerProduct = 0
    /// The squared Euclidean distance, negated so that larger is nearer.
    case l2 = 1
}

/// What a graph is built with; fixed for its life and stored in its file.
public struct HNSWParameters: Sendable, Equatable {
    /// Components per vector, 1 to 65,536.
    public var dimension: Int
    /// Links that a new node asks for on each layer, 2 to 128; layer 0 keeps up to twice as many.
    public var m: Int
    /// Candidates that are kept while the neighbours of a new node are sought, 1 to 100,000.
    public var efConstruction: Int
    public var metric: HNSWMetric
    /// Decides the layers of nodes; two graphs built alike on one thread are equal.
    public var seed: UInt64

    public init(
        dimension: Int, m: Int = 16, efConstruction: Int = 200, metric: HNSWMetric = .innerProduct,
        seed: UInt64 = 0x5EED
    ) {
        self.dimension = dimension
        self.m = m
        self.efConstruction = efConstruction
        self.metric = metric
        self.seed = seed
    }
}

extension HNSWParameters {
    static let dimensionRange = 1...65_536
    static let mRange = 2...128
    static let efConstructionRange = 1...100_000

    /// - Throws: `HNSWError.badParameter` naming the first that is out of its range.
    func validate() throws(HNSWError) {
        for (name, value, range) in [
            ("dimension", dimension, Self.dimensionRange), ("m", m, Self.mRange),
            ("efConstruction", efConstruction, Self.efConstructionRange),
        ] where !range.contains(value) {
            throw .badParameter(name, value: value, allowed: range)
        }
    }

    /// Links that a node keeps at most on `layer`.
    func width(layer: Int) -> Int { layer == 0 ? 2 * m : m }

    /// Children that a node may have in the spanning tree. With its parent's that leaves about half of
    /// its links to the choice by nearness.
    var childLimit: Int { max(2, m / 2) }

    /// No slot has more layers above layer 0 than this.
    static let levelLimit = 15

    /// The highest layer of the node in `slot`: at least l with probability m^-l.
    ///
    /// It depends on the seed and the slot alone, so that a slot that is used again keeps its rows, and on
    /// integers alone, so that every platform agrees. The slot says nothing about the vector in it.
    func level(ofSlot slot: UInt32) -> Int {
        var rest = mix(seed ^ mix(UInt64(slot) &+ 1))
        var level = 0
        while level < Self.levelLimit && rest % UInt64(m) == 0 {
            rest /= UInt64(m)
            level += 1
        }
        return level
    }
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): spreads every bit over all.
func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
}
