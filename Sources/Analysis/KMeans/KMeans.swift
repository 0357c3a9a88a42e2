/// k-means: groups rows so that the squared distances to the means of their groups are small.
///
///     let result = try KMeans(k: 6, seed: 1).fit(matrix)
///     result.assignments[0]  // the cluster of the first row
///
/// Each restart seeds with k-means++ and runs Lloyd's iterations with bounds that spare most distances; the restart
/// with the smallest inertia wins. The same rows and settings give the same result, on any number of cores.
///
/// Sources: Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding" (2007), with several candidates
/// a centre; Hamerly, "Making k-means even faster" (2010); above `miniBatchAbove` rows Sculley, "Web-scale k-means
/// clustering" (2010).
public struct KMeans: Sendable, Equatable {
    /// Clusters asked for.
    public var k: Int
    public var seed: UInt64
    /// Runs with other beginnings.
    public var restarts: Int
    /// Iterations of a restart at most.
    public var maximumIterations: Int
    /// A restart ends when the centroids move less: their squared shifts together, as a part of the mean variance
    /// of a column. With 0 it ends when no row changes its cluster.
    public var tolerance: Double
    /// Rows count by direction alone and centroids have length 1; the inertia is 2 × Σ(1 − cosine).
    public var isSpherical: Bool
    /// With more rows than this, batches of rows are drawn instead of passing over all.
    public var miniBatchAbove: Int
    /// Without bounds each row is compared with each centroid in each iteration; for tests.
    package var usesBounds = true

    public init(
        k: Int, seed: UInt64 = 1, restarts: Int = 10, maximumIterations: Int = 300, tolerance: Double = 1e-4,
        isSpherical: Bool = false, miniBatchAbove: Int = 1_000_000
    ) {
        self.k = k
        self.seed = seed
        self.restarts = restarts
        self.maximumIterations = maximumIterations
        self.tolerance = tolerance
        self.isSpherical = isSpherical
        self.miniBatchAbove = miniBatchAbove
    }

    /// Clusters the rows of `matrix`.
    ///
    /// - Parameter checkpoint: called before each iteration; what it throws ends the work.
    /// - Returns: At most `k` clusters, none empty; fewer where there are fewer different rows.
    /// - Throws: `AnalysisError` for settings out of range or fewer rows than `k`; what `checkpoint` throws.
    /// - Complexity: O(restarts × iterations × rows × k × columns) at worst; bounds spare most of it.
    public func fit(_ matrix: Matrix, checkpoint: () throws -> Void = {}) throws -> KMeansResult {
        try validate(rows: matrix.rows)
        if matrix.rows > miniBatchAbove {
            return try MiniBatchKMeans(settings: self, rows: isSpherical ? matrix.normalized() : matrix)
                .fit(checkpoint)
        }
        // Distances do not change when all rows move, but float32 tells near ones apart best around zero.
        let centre = isSpherical ? [Double](repeating: 0, count: matrix.columns) : matrix.columnMeans()
        let rows = isSpherical ? matrix.normalized() : matrix.subtracting(centre)
        let squares = rows.squaredLengths()
        let limit = tolerance * rows.meanVariance()
        var best: (run: LloydRun, inertia: Double, restart: Int)?
        for restart in 0..<restarts {
            var random = SeededRandom(seed: seed, part: restart)
            let centroids = try PlusPlusSeeding(rows: rows, squares: squares).choose(k, &random, checkpoint)
            var run = LloydRun(
                rows: rows, squares: squares, centroids: centroids, isSpherical: isSpherical, usesBounds: usesBounds)
            try run.iterate(maximum: maximumIterations, shiftLimit: limit, checkpoint)
            let inertia = run.inertia()
            if inertia < best?.inertia ?? .infinity { best = (run, inertia, restart) }
        }
        guard let best else { throw AnalysisError.outOfRange(field: "restarts", allowed: "1 or more") }
        return KMeansResult(
            assignments: best.run.assignments, centroids: best.run.centroids, centre: centre, inertia: best.inertia,
            iterations: best.run.iterations, hasConverged: best.run.hasConverged)
    }

    private func validate(rows: Int) throws(AnalysisError) {
        guard k >= 1 else { throw .outOfRange(field: "k", allowed: "1 or more") }
        guard restarts >= 1 else { throw .outOfRange(field: "restarts", allowed: "1 or more") }
        guard maximumIterations >= 1 else { throw .outOfRange(field: "iterations", allowed: "1 or more") }
        guard tolerance >= 0 else { throw .outOfRange(field: "tolerance", allowed: "0 or more") }
        guard rows >= k else { throw .tooFewRows(found: rows, needed: k, purpose: "k-means with k = \(k)") }
    }
}

extension Matrix {
    /// The mean over the columns of their variances.
    func meanVariance() -> Double {
        guard rows > 0 else { return 0 }
        let means = columnMeans()
        var total = 0.0
        for row in 0..<rows {
            for column in 0..<columns {
                let difference = Double(values[row * columns + column]) - means[column]
                total += difference * difference
            }
        }
        return total / Double(rows * columns)
    }
}
