import Foundation

/// An axis: where a value lies between two ends, and which round values to write beside it.
package struct Scale {
    package let low: Double
    package let high: Double
    /// Round values from `low` to `high`.
    package let ticks: [Double]
    private let step: Double

    /// An axis that holds all of some values, with ends at round ones.
    ///
    /// Source of the steps: Heckbert, "Nice numbers for graph labels" (Graphics Gems, 1990).
    ///
    /// - Parameters:
    ///   - values: those that are not finite are left out.
    ///   - includesZero: as bars need it, whose length is read.
    package init(_ values: some Sequence<Double>, includesZero: Bool = false, wantedTicks: Int = 6) {
        var (low, high) = (Double.infinity, -Double.infinity)
        for value in values where value.isFinite { (low, high) = (min(low, value), max(high, value)) }
        if low > high { (low, high) = (0, 1) }
        if includesZero { (low, high) = (min(0, low), max(0, high)) }
        if low == high { (low, high) = (low - max(abs(low), 1) / 2, high + max(abs(high), 1) / 2) }
        let step = Self.round((high - low) / Double(max(wantedTicks - 1, 1)))
        let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
        self.step = step
        self.low = first * step
        self.high = last * step
        ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// Where a value lies, 0 at the low end and 1 at the high one.
    package func share(_ value: Double) -> Double { (value - low) / (high - low) }

    /// A tick as people write it, with the decimals that the step asks for.
    package func label(_ tick: Double) -> String {
        let decimals = max(0, Int(-log10(step).rounded(.down)))
        if abs(tick) >= 1e6 || decimals > 6 { return String(format: "%.3g", tick) }
        return String(format: "%.\(decimals)f", tick == 0 ? 0 : tick)
    }

    private static func round(_ value: Double) -> Double {
        let power = pow(10, log10(value).rounded(.down))
        let digit = value / power
        return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10)
    }
}
