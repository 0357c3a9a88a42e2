/// Where a figure lies with 95% confidence.
public struct Interval: Sendable, Hashable {
    public let low: Double
    public let high: Double

    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }
}

/// Sums of one unit, such as the unlocked offers and all offers of a fan-model pair.
public struct UnitSums: Sendable, Hashable {
    public let sum: Double
    public let count: Double

    public init(_ sum: Double, of count: Double) {
        self.sum = sum
        self.count = count
    }
}

/// The share that some units have in common, where the cases of one unit are alike and so tell less than as many cases
/// of different units.
public enum SharedProportion {
    /// The 95% interval of Σ sum ÷ Σ count; nil without cases.
    ///
    /// Wilson's interval with as many cases as would be as exact were they independent: never more than there are, and
    /// where all or none succeeded, as many as there are units.
    ///
    /// - Precondition: each sum lies in 0...count.
    /// - Complexity: O(units)
    ///
    /// Source: Franco et al., "Comparative study of confidence intervals for proportions in complex sample surveys"
    /// (2019).
    public static func interval(_ units: [UnitSums]) -> Interval? {
        let units = units.filter { $0.count > 0 }
        let cases = units.reduce(0) { $0 + $1.count }
        guard cases > 0 else { return nil }
        let rate = min(1, max(0, units.reduce(0) { $0 + $1.sum } / cases))
        let simple = rate * (1 - rate) / cases
        var effective = min(cases, Double(units.count))
        if simple > 0, units.count > 1 {
            let squares = units.reduce(0) { $0 + ($1.sum - rate * $1.count) * ($1.sum - rate * $1.count) }
            let variance = squares * Double(units.count) / Double(units.count - 1) / (cases * cases)
            effective = max(1, min(cases, cases * simple / max(variance, .leastNormalMagnitude)))
        }
        return wilson(rate, effective)
    }

    private static func wilson(_ rate: Double, _ cases: Double) -> Interval {
        let deviations = 1.959_963_984_540_054
        let square = deviations * deviations
        let centre = (rate + square / (2 * cases)) / (1 + square / cases)
        let half =
            deviations / (1 + square / cases)
            * (rate * (1 - rate) / cases + square / (4 * cases * cases)).squareRoot()
        return Interval(low: max(0, centre - half), high: min(1, centre + half))
    }
}
