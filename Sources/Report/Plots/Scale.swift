import Foundation

/// An axis: where a value lies between two ends, and which round values to write beside it.
package struct Scale {
    package let low: Double
    package let high: Double
    /// Round values from `low` to `high`.
    package let ticks: [Double]
    private let step: Double

    /// The span of two values beyond it would be no number, nor would the step between ticks.
    private static let largest = 1e300
    /// Values that are nearer to each other than this share of their size, or than this span, are one value: a double
    /// has no round values between them.
    private static let leastShare = 1e-12
    private static let leastSpan = 1e-290

    /// An axis that holds all of some values, with ends at round ones.
    ///
    /// Source of the steps: Heckbert, "Nice numbers for graph labels" (Graphics Gems, 1990).
    ///
    /// - Parameters:
    ///   - values: those that are not finite, or beyond 1e300 on either side, are left out.
    ///   - includesZero: as bars need it, whose length is read.
    package init(_ values: some Sequence<Double>, includesZero: Bool = false, wantedTicks: Int = 6) {
        var (low, high) = (Double.infinity, -Double.infinity)
        for value in values where abs(value) <= Self.largest { (low, high) = (min(low, value), max(high, value)) }
        if low > high { (low, high) = (0, 1) }
        if includesZero { (low, high) = (min(0, low), max(0, high)) }
        let size = max(abs(low), abs(high))
        if high - low <= max(size * Self.leastShare, Self.leastSpan) {
            (low, high) = (low - max(size, 1) / 2, high + max(size, 1) / 2)
        }
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
