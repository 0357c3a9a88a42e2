import Glibc

/// How far two clusterings of the same rows agree, whatever their numbers are.
public struct ClusterAgreement: Sendable {
    private let cells: [Double]
    private let left: [Double]
    private let right: [Double]
    private let total: Double

    /// - Throws: `AnalysisError.labelsDoNotFit` where they are not of the same rows.
    /// - Complexity: O(rows + clusters × clusters)
    public init(_ one: [Int], _ other: [Int]) throws(AnalysisError) {
        guard one.count == other.count else { throw .labelsDoNotFit(labels: other.count, rows: one.count) }
        let (rows, columns) = (ClusterLabels(one), ClusterLabels(other))
        var cells = [Double](repeating: 0, count: rows.sizes.count * columns.sizes.count)
        for index in one.indices { cells[rows.numbers[index] * columns.sizes.count + columns.numbers[index]] += 1 }
        self.cells = cells
        left = rows.sizes.map { Double($0) }
        right = columns.sizes.map { Double($0) }
        total = Double(one.count)
    }

    /// 1 for the same clusters, 0 on average for clusters drawn at random, below 0 for worse than that.
    ///
    /// Source: Hubert and Arabie, "Comparing partitions" (1985).
    public var adjustedRandIndex: Double {
        func pairs(_ counts: [Double]) -> Double { counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
        let (both, ofLeft, ofRight) = (pairs(cells), pairs(left), pairs(right))
        guard both < max(ofLeft, ofRight) else { return 1 }
        let expected = ofLeft * ofRight / (total * (total - 1) / 2)
        return (both - expected) / ((ofLeft + ofRight) / 2 - expected)
    }

    /// The mutual information over the mean of the two entropies: 1 for the same clusters, 0 for independent ones.
    public var normalizedMutualInformation: Double {
        guard left.count > 1 || right.count > 1 else { return 1 }
        func entropy(_ counts: [Double]) -> Double {
            counts.reduce(0) { $0 - ($1 / total) * log($1 / total) }
        }
        var information = 0.0
        for (index, cell) in cells.enumerated() where cell > 0 {
            let (row, column) = (left[index / right.count], right[index % right.count])
            information += cell / total * log(cell * total / (row * column))
        }
        let mean = (entropy(left) + entropy(right)) / 2
        return mean > 0 ? max(0, information) / mean : 1
    }
}
