/// Whether a clustering comes back on other draws of the same population: rows are drawn with replacement, clustered,
/// and the centroids assign all rows; the adjusted Rand index says how far that agrees with the clustering of all.
///
/// Source: Hennig, "Cluster-wise assessment of cluster stability" (2007), with one index for all clusters.
public struct ClusterStability: Sendable, Equatable {
    /// The mean index of the draws: 1 where each gives the same clusters, 0 where they have nothing in common.
    public let mean: Double
    /// The index of each draw.
    public let indexes: [Double]

    /// - Parameters:
    ///   - result: `settings` applied to `matrix`.
    ///   - draws: how often rows are drawn.
    /// - Throws: `AnalysisError.outOfRange` without draws; as `KMeans.fit`.
    /// - Complexity: that of `draws` times `KMeans.fit`
    public init(
        of result: KMeansResult, _ matrix: Matrix, settings: KMeans, draws: Int, checkpoint: () throws -> Void = {}
    ) throws {
        guard draws >= 1 else { throw AnalysisError.outOfRange(field: "draws", allowed: "1 or more") }
        indexes = try (0..<draws).map { draw in
            var random = SeededRandom(seed: settings.seed, part: 1_000 + draw)
            let picked = (0..<matrix.rows).map { _ in random.below(matrix.rows) }
            var settings = settings
            settings.seed = random.next()
            let drawn = try settings.fit(matrix.selecting(picked), checkpoint: checkpoint)
            let rows = settings.isSpherical ? matrix.normalized() : matrix
            return try ClusterAgreement(result.assignments, drawn.nearestClusters(of: rows)).adjustedRandIndex
        }
        mean = indexes.reduce(0, +) / Double(draws)
    }
}

extension KMeansResult {
    /// The cluster with the nearest centroid for each row of `matrix`, which may be other rows than were clustered.
    ///
    /// - Throws: `AnalysisError.notRectangular` where rows and centroids differ in length.
    /// - Complexity: O(rows × clusters × columns)
    public func nearestClusters(of matrix: Matrix) throws(AnalysisError) -> [Int] {
        guard matrix.columns == centroids.columns else {
            throw .notRectangular(values: matrix.columns, columns: centroids.columns)
        }
        let centre = centroids.columnMeans()
        let moved = matrix.subtracting(centre)
        var run = LloydRun(
            rows: moved, squares: moved.squaredLengths(), centroids: centroids.subtracting(centre).values,
            isSpherical: false, usesBounds: false)
        run.assign()
        return run.assignments.map { Int($0) }
    }
}
