/// The clusters of some rows under numbers from 0 without gaps.
struct ClusterLabels {
    /// The number of each row.
    let numbers: [Int]
    /// Rows of each.
    let sizes: [Int]

    init(_ assignments: [Int]) {
        var known: [Int: Int] = [:]
        for label in Set(assignments).sorted() { known[label] = known.count }
        numbers = assignments.map { known[$0] ?? 0 }
        sizes = numbers.reduce(into: Array(repeating: 0, count: known.count)) { $0[$1] += 1 }
    }

    /// For measures that set clusters of rows apart.
    ///
    /// - Throws: `AnalysisError.labelsDoNotFit`, `.notSeparable` unless there are 2 clusters to one fewer than rows.
    init(_ assignments: [Int], of rows: Matrix) throws(AnalysisError) {
        guard assignments.count == rows.rows else {
            throw .labelsDoNotFit(labels: assignments.count, rows: rows.rows)
        }
        self.init(assignments)
        guard sizes.count >= 2, sizes.count < rows.rows else {
            throw .notSeparable(clusters: sizes.count, rows: rows.rows)
        }
    }

    /// The mean of each cluster, row-major, added up in double precision.
    func means(of rows: Matrix) -> [Double] {
        let columns = rows.columns
        var sums = [Double](repeating: 0, count: sizes.count * columns)
        sums.withUnsafeMutableBufferPointer { sums in
            rows.values.withUnsafeBufferPointer { values in
                for (row, number) in numbers.enumerated() {
                    for column in 0..<columns {
                        sums[number * columns + column] += Double(values[row * columns + column])
                    }
                }
            }
        }
        for index in sums.indices { sums[index] /= Double(sizes[index / columns]) }
        return sums
    }

    /// The squared distance of each row to the mean of its cluster.
    func squaredDistances(of rows: Matrix, to means: [Double]) -> [Double] {
        let columns = rows.columns
        return rows.values.withUnsafeBufferPointer { values in
            means.withUnsafeBufferPointer { means in
                numbers.enumerated().map { row, number in
                    var total = 0.0
                    for column in 0..<columns {
                        let difference =
                            Double(values[row * columns + column]) - means[number * columns + column]
                        total += difference * difference
                    }
                    return total
                }
            }
        }
    }
}
