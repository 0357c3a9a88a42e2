/// k-means over a range of k, with everything that speaks for one of them or against all.
///
///     let sweep = try ClusterSweep(settings: KMeans(k: 2), range: 2...12).run(matrix)
///     sweep.choice.k  // nil where there is no structure
///
/// Source of the gap: Tibshirani, Walther and Hastie, "Estimating the number of clusters in a data set via the gap
/// statistic" (2001).
public struct ClusterSweep: Sendable, Equatable {
    /// Seed, restarts and the rest of each k-means; its `k` does not matter.
    public var settings: KMeans
    public var range: ClosedRange<Int>
    /// Sets of reference data of each shape. With 19 the smallest p is 0.05.
    public var references: Int
    /// Bootstrap draws for the stability.
    public var draws: Int
    /// Rows that the measures are taken on at most, but for the inertia.
    public var sampleRows: Int
    /// Rows that are compared with reference data at most.
    public var referenceRows: Int

    public init(
        settings: KMeans, range: ClosedRange<Int>, references: Int = 19, draws: Int = 10, sampleRows: Int = 5_000,
        referenceRows: Int = 1_000
    ) {
        self.settings = settings
        self.range = range
        self.references = references
        self.draws = draws
        self.sampleRows = sampleRows
        self.referenceRows = referenceRows
    }

    /// Measures each k and argues for one.
    ///
    /// - Parameters:
    ///   - progress: is told how much of the work is done, from 0 to 1.
    ///   - checkpoint: what it throws ends the work.
    /// - Throws: `AnalysisError` for a range that the rows are too few for; what `checkpoint` throws.
    /// - Complexity: O(|range| × (KMeans.fit + (draws + 2 × references) × KMeans.fit of the samples))
    public func run(
        _ matrix: Matrix, progress: (Double) -> Void = { _ in }, checkpoint: () throws -> Void = {}
    ) throws -> ClusterSweepResult {
        guard range.lowerBound >= 2 else {
            throw AnalysisError.outOfRange(field: "the smallest k", allowed: "2 or more")
        }
        guard references >= 1 else { throw AnalysisError.outOfRange(field: "references", allowed: "1 or more") }
        // Clusters of one row each have no inside that could be measured.
        guard matrix.rows > 2 * range.upperBound else {
            throw AnalysisError.tooFewRows(
                found: matrix.rows, needed: 2 * range.upperBound + 1,
                purpose: "a sweep to k = \(range.upperBound)")
        }
        var random = SeededRandom(seed: settings.seed, part: 500_000)
        let sample = matrix.selecting(random.sample(sampleRows, of: matrix.rows))
        let compared = sample.selecting(random.sample(referenceRows, of: sample.rows))
        let comparison = try ReferenceComparison(
            compared, sweep: self, progress: { progress($0 * 0.5) }, checkpoint: checkpoint)
        var measures: [ClusterMeasures] = []
        for k in range {
            progress(0.5 + 0.5 * Double(measures.count) / Double(range.count))
            try measures.append(measure(k, matrix, sample, comparison, checkpoint))
        }
        progress(1)
        return ClusterSweepResult(measures: measures, pValue: comparison.pValue)
    }

    func settings(k: Int) -> KMeans {
        var settings = settings
        settings.k = k
        return settings
    }

    private func measure(
        _ k: Int, _ matrix: Matrix, _ sample: Matrix, _ comparison: ReferenceComparison,
        _ checkpoint: () throws -> Void
    ) throws -> ClusterMeasures {
        let settings = settings(k: k)
        let whole = try settings.fit(matrix, checkpoint: checkpoint)
        var quick = settings
        quick.restarts = min(3, settings.restarts)
        let part = sample.rows == matrix.rows ? whole : try settings.fit(sample, checkpoint: checkpoint)
        let rows = settings.isSpherical ? sample.normalized() : sample
        let silhouette = try Silhouette(rows, part.assignments, seed: settings.seed, checkpoint: checkpoint)
        let separation = try ClusterSeparation(rows, part.assignments)
        let stability = try ClusterStability(
            of: part, sample, settings: quick, draws: draws, checkpoint: checkpoint)
        let reference = comparison.results[k - range.lowerBound]
        return ClusterMeasures(
            k: k, inertia: whole.inertia, silhouette: silhouette.mean, silhouetteOfReference: reference.silhouette,
            excess: reference.excess, gap: reference.gap, gapError: reference.gapError,
            daviesBouldin: separation.daviesBouldin, calinskiHarabasz: separation.calinskiHarabasz,
            stability: stability.mean)
    }
}
