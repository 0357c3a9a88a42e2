import CBLAS
import CLAPACKE

/// The directions in which rows vary most, and their coordinates along them (PCA).
///
/// The eigenvectors of the covariance, in double precision; a direction's sign is such that its largest component is
/// positive.
///
/// Source: Pearson, "On lines and planes of closest fit to systems of points in space" (1901).
public struct PrincipalComponents: Sendable, Equatable {
    /// What is subtracted from each row.
    public let mean: [Double]
    /// One row of length 1 a direction, that of the largest variance first.
    public let directions: Matrix
    /// The variance along each direction (÷ rows − 1).
    public let variances: [Double]
    /// The variance along all directions there are.
    public let totalVariance: Double

    /// - Parameter dimensions: how many directions; at most `columns`.
    /// - Throws: `AnalysisError.tooFewRows` under 2 rows, `.outOfRange`, `.noEigenvalues`.
    /// - Complexity: O(rows × columns² + columns³)
    public init(_ matrix: Matrix, dimensions: Int) throws(AnalysisError) {
        guard matrix.rows >= 2 else {
            throw .tooFewRows(found: matrix.rows, needed: 2, purpose: "principal components")
        }
        guard 1...matrix.columns ~= dimensions else {
            throw .outOfRange(field: "dimensions", allowed: "1 to \(matrix.columns)")
        }
        let columns = matrix.columns
        let mean = matrix.columnMeans()
        let covariance = Self.covariance(matrix, mean)
        let (values, vectors) = try SymmetricEigen.largest(dimensions, of: covariance, size: columns)
        self.mean = mean
        variances = values.map { max(0, $0) }
        totalVariance = (0..<columns).reduce(0) { $0 + covariance[$1 * columns + $1] }
        var directions = vectors.map { Float($0) }
        for start in stride(from: 0, to: directions.count, by: columns) {
            let range = start..<start + columns
            let largest = range.max { abs(directions[$0]) < abs(directions[$1]) } ?? start
            guard directions[largest] < 0 else { continue }
            for index in range { directions[index] = -directions[index] }
        }
        self.directions = Matrix(unchecked: directions, rows: dimensions, columns: columns)
    }

    /// The coordinates of each row along the directions.
    ///
    /// - Throws: `AnalysisError.notRectangular` for rows of another length.
    /// - Complexity: O(rows × columns × directions)
    public func transform(_ matrix: Matrix) throws(AnalysisError) -> Matrix {
        guard matrix.columns == mean.count else {
            throw .notRectangular(values: matrix.columns, columns: mean.count)
        }
        let moved = matrix.subtracting(mean)
        var coordinates = [Float](repeating: 0, count: matrix.rows * directions.rows)
        if matrix.rows > 0 {
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans, Int32(matrix.rows), Int32(directions.rows),
                Int32(matrix.columns), 1, moved.values, Int32(matrix.columns), directions.values,
                Int32(matrix.columns), 0, &coordinates, Int32(directions.rows))
        }
        return Matrix(unchecked: coordinates, rows: matrix.rows, columns: directions.rows)
    }

    /// Row-major, both halves, in pieces of rows so that doubles of all rows need not exist at once.
    private static func covariance(_ matrix: Matrix, _ mean: [Double]) -> [Double] {
        let columns = matrix.columns
        let piece = 2_048
        var covariance = [Double](repeating: 0, count: columns * columns)
        for start in stride(from: 0, to: matrix.rows, by: piece) {
            let rows = min(matrix.rows, start + piece) - start
            var centred = [Double](repeating: 0, count: rows * columns)
            for index in centred.indices {
                centred[index] = Double(matrix.values[start * columns + index]) - mean[index % columns]
            }
            cblas_dsyrk(
                CblasRowMajor, CblasUpper, CblasTrans, Int32(columns), Int32(rows), 1 / Double(matrix.rows - 1),
                centred, Int32(columns), 1, &covariance, Int32(columns))
        }
        for row in 0..<columns {
            for column in 0..<row { covariance[row * columns + column] = covariance[column * columns + row] }
        }
        return covariance
    }
}

/// Eigenvalues of symmetric matrices.
enum SymmetricEigen {
    /// The `count` largest eigenvalues, descending, and their vectors of length 1, one after the other.
    ///
    /// - Parameter matrix: size × size.
    /// - Complexity: O(size³)
    static func largest(
        _ count: Int, of matrix: [Double], size: Int
    ) throws(AnalysisError) -> (values: [Double], vectors: [Double]) {
        var work = matrix
        var found: Int32 = 0
        var values = [Double](repeating: 0, count: size)
        var vectors = [Double](repeating: 0, count: size * count)
        var support = [Int32](repeating: 0, count: 2 * max(1, count))
        let code = LAPACKE_dsyevr(
            LAPACK_COL_MAJOR, 0x56, 0x49, 0x55, Int32(size), &work, Int32(size), 0, 0, Int32(size - count + 1),
            Int32(size), 0, &found, &values, &vectors, Int32(size), &support)
        guard code == 0, found == count else { throw .noEigenvalues(code: Int(code)) }
        // LAPACK orders them ascending.
        let order = (0..<count).reversed()
        return (order.map { values[$0] }, order.flatMap { vectors[$0 * size..<($0 + 1) * size] })
    }
}
