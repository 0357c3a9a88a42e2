import HNSW
import TestSupport

/// Unit vectors around random centres, as texts of a few topics lie.
struct ClusteredVectors {
    let dimension: Int
    private let centres: [[Float]]
    private var generator: SeededGenerator
    /// Length of the noise around a centre of length 1.
    let spread: Float

    init(seed: UInt64, dimension: Int = 32, clusters: Int = 40, spread: Float = 0.7) {
        var generator = SeededGenerator(seed: seed)
        self.dimension = dimension
        self.spread = spread
        centres = (0..<clusters).map { _ in Self.unit((0..<dimension).map { _ in generator.nextNormal() }) }
        self.generator = generator
    }

    /// A vector of a random cluster, and the cluster.
    mutating func next() -> (vector: [Float], cluster: Int) {
        let cluster = Int.random(in: 0..<centres.count, using: &generator)
        return (next(in: cluster), cluster)
    }

    mutating func next(in cluster: Int) -> [Float] {
        let scale = spread / Float(dimension).squareRoot()
        return Self.unit(centres[cluster].map { $0 + scale * generator.nextNormal() })
    }

    static func unit(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }
}

/// A graph of clustered vectors with the cluster of each slot.
struct ClusteredGraph {
    let graph: HNSWGraph
    let clusters: [Int]
    var vectors: ClusteredVectors

    /// Labels are 10 × the slot, so that a test notices who takes one for the other.
    init(
        count: Int, seed: UInt64, threads: Int = 2, metric: HNSWMetric = .innerProduct, dimension: Int = 32,
        clusters: Int = 40, spread: Float = 0.7
    ) throws {
        vectors = ClusteredVectors(seed: seed, dimension: dimension, clusters: clusters, spread: spread)
        graph = try HNSWGraph(HNSWParameters(dimension: vectors.dimension, metric: metric))
        var clusters: [Int] = []
        var components: [Float] = []
        for _ in 0..<count {
            let (vector, cluster) = vectors.next()
            components += vector
            clusters.append(cluster)
        }
        self.clusters = clusters
        try graph.build(labels: (0..<Int64(count)).map { 10 * $0 }, vectors: components, threads: threads)
    }
}

extension HNSWGraph {
    /// The share of the exact hits that a search finds, over queries; 1 where there is nothing to find.
    ///
    /// A hit counts where it is as similar as the last exact one: of equals any will do.
    func recall(
        of queries: [[Float]], k: Int = 10, ef: Int = 128, admitting admitted: SlotBitmap? = nil,
        plan: HNSWPlan? = nil
    ) throws -> Double {
        var found = 0
        var expected = 0
        for query in queries {
            let exact = try exactSearch(query, k: k, admitting: admitted).hits
            let hits = try search(query, k: k, ef: ef, admitting: admitted, plan: plan).hits
            let bar = exact.last?.similarity ?? 0
            found += hits.count { $0.similarity >= bar }
            expected += exact.count
        }
        return expected == 0 ? 1 : Double(found) / Double(expected)
    }
}

/// Whether a graph's code stands for a vector of about length 1: no component is off by more than its 12 bits allow.
func isCode(_ decoded: [Float]?, of vector: [Float]?) -> Bool {
    guard let decoded, let vector, decoded.count == vector.count else { return false }
    return zip(decoded, vector).allSatisfy { abs($0 - $1) < 2e-3 }
}
