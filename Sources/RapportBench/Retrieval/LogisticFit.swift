import Foundation

/// Logistic regression by Newton's method with a small ridge, for a few features and thousands of examples.
///
/// Source: McCullagh, Nelder, "Generalized Linear Models" (2nd ed., 1989), 4.4: iteratively reweighted least squares.
package struct LogisticFit: Sendable {
    /// The intercept first.
    package private(set) var coefficients: [Double]

    private static let steps = 25
    private static let ridge = 1e-3

    /// - Parameters:
    ///   - features: one row an example, all of one length.
    ///   - labels: as many.
    /// - Complexity: O(steps · examples · features²).
    package init(features: [[Double]], labels: [Bool]) {
        let width = (features.first?.count ?? 0) + 1
        coefficients = Array(repeating: 0, count: width)
        for _ in 0..<Self.steps {
            var gradient = coefficients.map { -Self.ridge * $0 }
            var curvature = (0..<width).map { row in (0..<width).map { $0 == row ? Self.ridge : 0 } }
            for (values, label) in zip(features, labels) {
                let row = [1] + values
                let probability = probability(values)
                let weight = max(probability * (1 - probability), 1e-9)
                for left in 0..<width {
                    gradient[left] += ((label ? 1 : 0) - probability) * row[left]
                    for right in 0...left { curvature[left][right] += weight * row[left] * row[right] }
                }
            }
            for left in 0..<width { for right in 0..<left { curvature[right][left] = curvature[left][right] } }
            let step = Self.solve(curvature, gradient)
            for index in 0..<width { coefficients[index] += step[index] }
            if step.allSatisfy({ abs($0) < 1e-9 }) { break }
        }
    }

    package func probability(_ values: [Double]) -> Double {
        let logit = zip(coefficients.dropFirst(), values).reduce(coefficients[0]) { $0 + $1.0 * $1.1 }
        return 1 / (1 + exp(-logit))
    }

    /// Gaussian elimination with partial pivoting; a column without a pivot gets 0.
    private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var rows = zip(matrix, right).map { $0 + [$1] }
        let count = rows.count
        for column in 0..<count {
            guard let pivot = (column..<count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
                abs(rows[pivot][column]) > 1e-12
            else { continue }
            rows.swapAt(column, pivot)
            for row in 0..<count where row != column {
                let factor = rows[row][column] / rows[column][column]
                for index in column...count { rows[row][index] -= factor * rows[column][index] }
            }
        }
        return (0..<count).map { abs(rows[$0][$0]) > 1e-12 ? rows[$0][count] / rows[$0][$0] : 0 }
    }
}

/// How well probabilities agree with what happened.
package struct Reliability: Sendable, Encodable {
    package struct Bin: Sendable, Encodable {
        package var low: Double
        package var high: Double
        package var count: Int
        package var meanConfidence: Double
        package var shareRight: Double
    }

    package var bins: [Bin]
    /// The mean distance of confidence and share over the bins, weighted by their counts (Naeini et al., AAAI 2015).
    package var expectedCalibrationError: Double
    /// The mean squared distance (Brier, 1950).
    package var brier: Double
    /// The same for the share of all examples said each time.
    package var brierOfShare: Double

    /// Bins with equal numbers of examples.
    ///
    /// - Complexity: O(n log n).
    package init(_ examples: [(confidence: Double, isRight: Bool)], binCount: Int = 10) {
        let sorted = examples.sorted { $0.confidence < $1.confidence }
        bins = (0..<binCount).compactMap { bin in
            let part = sorted[(sorted.count * bin / binCount)..<(sorted.count * (bin + 1) / binCount)]
            guard let first = part.first, let last = part.last else { return nil }
            let count = Double(part.count)
            return Bin(
                low: first.confidence, high: last.confidence, count: part.count,
                meanConfidence: part.reduce(0) { $0 + $1.confidence } / count,
                shareRight: Double(part.count(where: \.isRight)) / count)
        }
        let count = Double(max(1, examples.count))
        expectedCalibrationError = bins.reduce(0) {
            $0 + Double($1.count) / count * abs($1.meanConfidence - $1.shareRight)
        }
        let share = Double(examples.count(where: \.isRight)) / count
        brier = examples.reduce(0) { $0 + pow($1.confidence - ($1.isRight ? 1 : 0), 2) } / count
        brierOfShare = share * (1 - share)
    }
}
