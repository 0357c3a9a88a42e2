/// Clusters of rows, numbered from 0 by size, the largest first; of equal ones, that of the earliest row.
public struct KMeansResult: Sendable, Equatable {
    /// The cluster of each row.
    public let assignments: [Int]
    /// One row a cluster.
    public let centroids: Matrix
    /// Rows of each cluster.
    public let sizes: [Int]
    /// The sum over the rows of the squared distance to their centroid.
    public let inertia: Double
    /// Of the restart that won.
    public let iterations: Int
    /// Whether it ended by itself, before the largest number of iterations.
    public let hasConverged: Bool

    /// Numbers the clusters and leaves out the empty ones.
    ///
    /// - Parameters:
    ///   - assignments: an index into `centroids` for each row.
    ///   - centroids: row-major, around `centre`.
    init(
        assignments: [Int32], centroids: [Float], centre: [Double], inertia: Double, iterations: Int,
        hasConverged: Bool
    ) {
        let columns = centre.count
        var sizes = [Int](repeating: 0, count: centroids.count / columns)
        var firsts = [Int](repeating: 0, count: sizes.count)
        for (row, cluster) in assignments.enumerated().reversed() {
            sizes[Int(cluster)] += 1
            firsts[Int(cluster)] = row
        }
        let order = sizes.indices.filter { sizes[$0] > 0 }.sorted {
            (sizes[$1], firsts[$0]) < (sizes[$0], firsts[$1])
        }
        var numbers = [Int](repeating: 0, count: sizes.count)
        for (number, cluster) in order.enumerated() { numbers[cluster] = number }
        self.assignments = assignments.map { numbers[Int($0)] }
        self.sizes = order.map { sizes[$0] }
        let values = order.flatMap { cluster in
            (0..<columns).map { Float(Double(centroids[cluster * columns + $0]) + centre[$0]) }
        }
        self.centroids = Matrix(unchecked: values, rows: order.count, columns: columns)
        self.inertia = inertia
        self.iterations = iterations
        self.hasConverged = hasConverged
    }
}
