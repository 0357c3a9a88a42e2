import CBLAS
import CVectorKernels

/// Many rows against few vectors: |v|² − 2·x·v for each row x and each vector v, so that adding |x|² gives the
/// squared distance.
///
/// With our kernels a row's scores are the same numbers whatever rows they are computed with, in whatever piece.
struct RowProducts {
    /// Scores of a row; the last ones may stand for no vector and are infinite then.
    let width: Int
    private let dimension: Int
    private let level: transformer_level
    /// −2·v, as the kernels pack it or, without kernels, row-major.
    private let weights: [Float]
    private let squares: [Float]

    /// - Parameter vectors: row-major, `dimension` numbers each.
    init(vectors: [Float], dimension: Int) {
        let count = vectors.count / dimension
        let multiple = Int(TRANSFORMER_COLUMN_MULTIPLE)
        let width = (count + multiple - 1) / multiple * multiple
        let level = transformer_best_level()
        var scaled = vectors.map { -2 * $0 }
        scaled += repeatElement(0, count: (width - count) * dimension)
        var squares = [Float](repeating: .infinity, count: width)
        for index in 0..<count { squares[index] = vectors[index * dimension..<(index + 1) * dimension].squaredLength }
        if level != TRANSFORMER_SCALAR {
            scaled = Array(unsafeUninitializedCapacity: scaled.count) { packed, filled in
                if let base = packed.baseAddress { transformer_pack(level, scaled, width, dimension, base) }
                filled = scaled.count
            }
        }
        (self.width, self.dimension, self.level) = (width, dimension, level)
        (self.weights, self.squares) = (scaled, squares)
    }

    /// Writes `count` × `width` scores.
    func score(_ rows: UnsafePointer<Float>, count: Int, to scores: UnsafeMutablePointer<Float>) {
        guard level == TRANSFORMER_SCALAR else {
            transformer_product(
                level, rows, count, dimension, weights, width, squares, TRANSFORMER_IDENTITY, scores)
            return
        }
        for row in 0..<count { (scores + row * width).update(from: squares, count: width) }
        cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, Int32(count), Int32(width), Int32(dimension), 1, rows,
            Int32(dimension), weights, Int32(dimension), 1, scores, Int32(width))
    }

    /// Scores `count` rows into scratch.
    func withScores(
        of rows: UnsafePointer<Float>, count: Int, _ body: (UnsafePointer<Float>) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: count * width) { scratch in
            guard let scores = scratch.baseAddress else { return }
            score(rows, count: count, to: scores)
            body(scores)
        }
    }
}

extension Collection<Float> {
    /// In double precision, rounded once.
    var squaredLength: Float { Float(reduce(0.0) { $0 + Double($1) * Double($1) }) }
}

extension Matrix {
    /// The squared length of each row.
    func squaredLengths() -> [Float] {
        values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return [] }
            return (0..<rows).map { row in
                let vector = base + row * columns
                return vk_dot_f32(vector, vector, columns)
            }
        }
    }
}
