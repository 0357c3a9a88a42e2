import Foundation

/// y = factor · x^exponent, fitted by least squares in log-log.
package struct PowerLaw: Equatable, Sendable {
    package let exponent: Double
    package let factor: Double

    /// - Parameter points: positive numbers.
    /// - Returns: nil for fewer than two different x.
    package init?(_ points: [(x: Double, y: Double)]) {
        let logs = points.map { (x: log($0.x), y: log($0.y)) }
        let count = Double(logs.count)
        let meanX = logs.reduce(0) { $0 + $1.x } / count
        let meanY = logs.reduce(0) { $0 + $1.y } / count
        let spread = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        guard logs.count > 1, spread > 1e-12 else { return nil }
        exponent = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
        factor = exp(meanY - exponent * meanX)
    }

    package func callAsFunction(_ x: Double) -> Double { factor * pow(x, exponent) }
}
