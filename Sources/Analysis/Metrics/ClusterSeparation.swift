/// Measures of how tight clusters are and how far apart, from their means alone.
public struct ClusterSeparation: Sendable, Equatable {
    /// The mean over the clusters of their worst (spread + spread) ÷ distance to another: the smaller, the better.
    ///
    /// Source: Davies and Bouldin, "A cluster separation measure" (1979).
    public let daviesBouldin: Double
    /// The variance between the clusters over the variance within: the larger, the better; infinite where every
    /// row lies on its mean.
    ///
    /// Source: Calinski and Harabasz, "A dendrite method for cluster analysis" (1974).
    public let calinskiHarabasz: Double

    /// - Parameter assignments: the cluster of each row.
    /// - Throws: `AnalysisError` unless there are 2 clusters to one fewer than rows.
    /// - Complexity: O(rows × columns + clusters² × columns)
    public init(_ rows: Matrix, _ assignments: [Int]) throws(AnalysisError) {
        let labels = try ClusterLabels(assignments, of: rows)
        let means = labels.means(of: rows)
        let squared = labels.squaredDistances(of: rows, to: means)
        daviesBouldin = Self.daviesBouldin(labels, means, squared, columns: rows.columns)
        calinskiHarabasz = Self.calinskiHarabasz(labels, means, squared, rows: rows)
    }

    private static func daviesBouldin(
        _ labels: ClusterLabels, _ means: [Double], _ squared: [Double], columns: Int
    ) -> Double {
        let count = labels.sizes.count
        var spreads = [Double](repeating: 0, count: count)
        for (row, number) in labels.numbers.enumerated() { spreads[number] += squared[row].squareRoot() }
        for number in 0..<count { spreads[number] /= Double(labels.sizes[number]) }
        let worst = (0..<count).map { one in
            (0..<count).filter { $0 != one }.map { other in
                let distance = (0..<columns).reduce(0.0) { sum, column in
                    let difference = means[one * columns + column] - means[other * columns + column]
                    return sum + difference * difference
                }.squareRoot()
                // Two clusters with one mean and no spread are not mixed up; with a spread nothing is worse.
                let spread = spreads[one] + spreads[other]
                return spread == 0 ? 0 : spread / distance
            }.max() ?? 0
        }
        return worst.reduce(0, +) / Double(count)
    }

    private static func calinskiHarabasz(
        _ labels: ClusterLabels, _ means: [Double], _ squared: [Double], rows: Matrix
    ) -> Double {
        let whole = rows.columnMeans()
        var between = 0.0
        for (number, size) in labels.sizes.enumerated() {
            for (column, mean) in whole.enumerated() {
                let difference = means[number * rows.columns + column] - mean
                between += Double(size) * difference * difference
            }
        }
        let within = squared.reduce(0, +)
        let count = labels.sizes.count
        return between / Double(count - 1) / (within / Double(rows.rows - count))
    }
}
