/// k-means over batches of rows, for more rows than can be passed over again and again.
///
/// Each batch moves its centroids towards its rows, the less the more rows they have seen. A restart ends when the
/// smoothed inertia of the batches stops falling. Then all rows are assigned once.
///
/// Source: Sculley, "Web-scale k-means clustering" (2010).
struct MiniBatchKMeans {
    let settings: KMeans
    let rows: Matrix

    /// Batches without a better smoothed inertia after which a restart ends.
    private static let patience = 10

    private var batchSize: Int { min(rows.rows, max(4_096, 32 * settings.k)) }

    func fit(_ checkpoint: () throws -> Void) throws -> KMeansResult {
        var random = SeededRandom(seed: settings.seed)
        let judges = rows.selecting(random.sample(3 * batchSize, of: rows.rows))
        var best: (centroids: [Float], inertia: Double, steps: Int, hasConverged: Bool)?
        for restart in 0..<settings.restarts {
            var random = SeededRandom(seed: settings.seed, part: restart + 1)
            let run = try descend(&random, checkpoint)
            let inertia = nearest(of: judges, to: run.centroids).inertia
            if inertia < best?.inertia ?? .infinity {
                best = (run.centroids, inertia, run.steps, run.hasConverged)
            }
        }
        guard let best else { throw AnalysisError.outOfRange(field: "restarts", allowed: "1 or more") }
        let final = nearest(of: rows, to: best.centroids)
        return KMeansResult(
            assignments: final.assignments, centroids: best.centroids,
            centre: Array(repeating: 0, count: rows.columns), inertia: final.inertia, iterations: best.steps,
            hasConverged: best.hasConverged)
    }

    private func descend(
        _ random: inout SeededRandom, _ checkpoint: () throws -> Void
    ) throws -> (centroids: [Float], steps: Int, hasConverged: Bool) {
        let first = rows.selecting(random.sample(3 * batchSize, of: rows.rows))
        var centroids = try PlusPlusSeeding(rows: first, squares: first.squaredLengths())
            .choose(settings.k, &random, checkpoint)
        var seen = [Int](repeating: 0, count: centroids.count / rows.columns)
        let most = settings.maximumIterations * max(1, rows.rows / batchSize)
        let smoothing = min(1, 2 * Double(batchSize) / Double(rows.rows + 1))
        var (smoothed, least, since): (Double?, Double, Int) = (nil, .infinity, 0)
        for step in 1...most {
            try checkpoint()
            let batch = rows.selecting((0..<batchSize).map { _ in random.below(rows.rows) })
            let found = nearest(of: batch, to: centroids)
            move(&centroids, towards: batch, found.assignments, &seen)
            let inertia = found.inertia / Double(batchSize)
            let current = smoothed.map { $0 + smoothing * (inertia - $0) } ?? inertia
            smoothed = current
            since = current < least ? 0 : since + 1
            least = min(least, current)
            if since >= Self.patience { return (centroids, step, true) }
        }
        return (centroids, most, false)
    }

    /// Each centroid becomes the mean of all rows that it was ever nearest to.
    private func move(
        _ centroids: inout [Float], towards batch: Matrix, _ assignments: [Int32], _ seen: inout [Int]
    ) {
        let columns = rows.columns
        for (row, cluster) in assignments.enumerated() {
            let cluster = Int(cluster)
            seen[cluster] += 1
            let rate = 1 / Float(seen[cluster])
            for column in 0..<columns {
                let index = cluster * columns + column
                centroids[index] += rate * (batch.values[row * columns + column] - centroids[index])
            }
        }
        guard settings.isSpherical else { return }
        centroids = Matrix(unchecked: centroids, rows: seen.count, columns: columns).normalized().values
    }

    private func nearest(of part: Matrix, to centroids: [Float]) -> (assignments: [Int32], inertia: Double) {
        var run = LloydRun(
            rows: part, squares: part.squaredLengths(), centroids: centroids, isSpherical: settings.isSpherical,
            usesBounds: false)
        run.assign()
        return (run.assignments, run.inertia())
    }
}
