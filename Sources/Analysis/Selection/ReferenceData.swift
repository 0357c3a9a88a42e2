import CBLAS

/// Rows without groups that look like given rows otherwise: what clusters are held against.
///
/// They have the mean and the covariance of the given rows, since k-means cuts any long cloud into pieces that look
/// like clusters; columns permuted one by one would lose the covariance, and still keep groups that lie along a
/// column. The Gaussian is a cloud's usual shape; the box has the sharpest edges that a cloud without groups can have
/// and looks the most like clusters (Tibshirani, Walther and Hastie 2001). Structure has to beat both.
struct ReferenceData {
    enum Shape: CaseIterable { case gaussian, box }

    private let components: PrincipalComponents
    /// Whether the given rows lie on the unit sphere, as embeddings do; so will these.
    private let isOnSphere: Bool

    init(_ matrix: Matrix) throws(AnalysisError) {
        components = try PrincipalComponents(matrix, dimensions: min(matrix.columns, matrix.rows - 1))
        isOnSphere = matrix.squaredLengths().allSatisfy { abs($0 - 1) < 1e-3 }
    }

    /// - Complexity: O(rows × columns²)
    func draw(_ shape: Shape, rows: Int, _ random: inout SeededRandom) -> Matrix {
        let (columns, dimensions) = (components.mean.count, components.variances.count)
        let deviations = components.variances.map { $0.squareRoot() }
        var coordinates: [Float] = []
        coordinates.reserveCapacity(rows * dimensions)
        for _ in 0..<rows {
            for deviation in deviations {
                switch shape {
                case .gaussian: coordinates.append(Float(deviation * random.normal()))
                // Twelve is what a box of width 1 has to be scaled by for a variance of 1.
                case .box: coordinates.append(Float(deviation * 12.0.squareRoot() * (random.unit() - 0.5)))
                }
            }
        }
        var values = [Float](repeating: 0, count: rows * columns)
        for index in values.indices { values[index] = Float(components.mean[index % columns]) }
        cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(columns), Int32(dimensions), 1,
            coordinates, Int32(dimensions), components.directions.values, Int32(columns), 1, &values, Int32(columns))
        let drawn = Matrix(unchecked: values, rows: rows, columns: columns)
        return isOnSphere ? drawn.normalized() : drawn
    }
}
