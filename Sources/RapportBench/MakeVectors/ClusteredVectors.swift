import Foundation

/// Unit vectors in Gaussian clusters: a centre of standard normal components plus noise as long as that, normalised.
///
/// Every row depends on the seed and its number alone, so rows can be made in any order and a larger set begins as no
/// smaller one does: the number of clusters grows with the rows, about a hundred rows each.
package struct ClusteredVectors: Sendable {
    package let dimension: Int
    package let clusters: Int
    private let seed: UInt64
    private let centres: [Float]

    /// - Complexity: O(clusters · dimension), in memory too.
    package init(count: Int, dimension: Int, seed: UInt64) {
        self.dimension = dimension
        self.seed = seed
        clusters = max(1, count / 100)
        var noise = NormalNoise(seed: seed)
        centres = (0..<clusters * dimension).map { _ in noise.next() }
    }

    /// One vector of a stream: streams of one seed share the clusters and nothing else.
    package func row(_ row: Int, stream: UInt64) -> [Float] {
        var draw = SplitMix64(seed: seed ^ (stream &* 0xD1B5_4A32_D192_ED03) ^ (UInt64(row) &* 0x9FB2_1C65_1E98_DF25))
        let cluster = draw.below(clusters)
        var noise = NormalNoise(seed: draw.next())
        var vector = (0..<dimension).map { centres[cluster * dimension + $0] + noise.next() }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for place in vector.indices { vector[place] /= length }
        return vector
    }

    /// Writes `count` rows of a stream, piece by piece.
    ///
    /// - Throws: `VectorFileError`.
    package func write(
        _ count: Int, stream: UInt64, to path: String, progress: (Int) -> Void = { _ in }
    ) throws(VectorFileError) {
        let writer = try NumpyWriter(path, rows: count, columns: dimension)
        let block = 4_096
        var start = 0
        while start < count {
            let end = min(start + block, count)
            var values: [Float] = []
            values.reserveCapacity(block * dimension)
            for row in start..<end { values += self.row(row, stream: stream) }
            try writer.append(values)
            start = end
            progress(end)
        }
        try writer.finish()
    }
}

/// Standard normal numbers (Box and Muller), two at a time.
struct NormalNoise {
    private var draw: SplitMix64
    private var spare: Float?

    init(seed: UInt64) { draw = SplitMix64(seed: seed) }

    mutating func next() -> Float {
        if let spare {
            self.spare = nil
            return spare
        }
        // Never 0, whose logarithm is infinite.
        let distance = (-2 * log(1 - draw.unit())).squareRoot()
        let angle = 2 * Double.pi * draw.unit()
        spare = Float(distance * sin(angle))
        return Float(distance * cos(angle))
    }
}
