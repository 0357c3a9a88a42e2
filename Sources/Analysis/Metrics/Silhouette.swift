/// How much nearer rows lie to their own cluster than to the next one: (b − a) ÷ max(a, b), with a the mean distance
/// to the other rows of the own cluster and b the smallest mean distance to the rows of another; 0 for the only row of
/// a cluster.
///
/// Source: Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis" (1987).
public struct Silhouette: Sendable, Equatable {
    /// The mean over the rows.
    public let mean: Double
    /// How far `mean` may be off because only some rows were measured (one standard error); 0 where all were.
    public let standardError: Double
    /// The mean over the rows of each cluster, by their numbers in ascending order; nil where no row of it was measured.
    public let clusterMeans: [Double?]
    /// The measured rows, ascending, and the value of each.
    public let rows: [Int]
    public let values: [Double]

    /// Rows up to which all are measured.
    public static let exactLimit = 20_000

    /// Measures each row, or above `exactLimit` as many rows, drawn at random, as cost the same time: each against
    /// all rows, so that the mean of the sample is that of all on average.
    ///
    /// - Parameter assignments: the cluster of each row.
    /// - Throws: `AnalysisError` unless there are 2 clusters to one fewer than rows; what `checkpoint` throws.
    /// - Complexity: O(rows² × columns), from `exactLimit` rows on O(exactLimit² × columns)
    public init(
        _ matrix: Matrix, _ assignments: [Int], seed: UInt64 = 1, exactLimit: Int = Silhouette.exactLimit,
        checkpoint: () throws -> Void = {}
    ) throws {
        let labels = try ClusterLabels(assignments, of: matrix)
        var sample = Array(0..<matrix.rows)
        if matrix.rows > exactLimit {
            var random = SeededRandom(seed: seed)
            let affordable = exactLimit * exactLimit / matrix.rows
            sample = random.sample(max(min(1_000, exactLimit), affordable), of: matrix.rows)
        }
        let sums = try DistanceSums(matrix, labels, sample: sample, checkpoint)
        values = sample.indices.map { place in
            Self.value(own: labels.numbers[sample[place]], sums: sums.row(place), sizes: labels.sizes)
        }
        rows = sample
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        if sample.count == matrix.rows {
            standardError = 0
        } else {
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
            let unseen = 1 - Double(sample.count) / Double(matrix.rows)
            standardError = (variance / Double(values.count) * unseen).squareRoot()
        }
        var totals = [(sum: Double, count: Int)](repeating: (0, 0), count: labels.sizes.count)
        for (place, row) in sample.enumerated() {
            totals[labels.numbers[row]].sum += values[place]
            totals[labels.numbers[row]].count += 1
        }
        clusterMeans = totals.map { $0.count == 0 ? nil : $0.sum / Double($0.count) }
    }

    private static func value(own: Int, sums: ArraySlice<Double>, sizes: [Int]) -> Double {
        guard sizes[own] > 1 else { return 0 }
        let inside = sums[sums.startIndex + own] / Double(sizes[own] - 1)
        var outside = Double.infinity
        for (cluster, size) in sizes.enumerated() where cluster != own {
            outside = min(outside, sums[sums.startIndex + cluster] / Double(size))
        }
        let larger = max(inside, outside)
        return larger > 0 ? (outside - inside) / larger : 0
    }
}
