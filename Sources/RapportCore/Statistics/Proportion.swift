/// A share of some cases, with what chance leaves open about it.
public struct Proportion: Codable, Sendable, Hashable {
    public let successes: Int
    public let cases: Int
    /// successes ÷ cases; nil, not 0, without cases.
    public let rate: Double?
    /// The 95% Wilson interval of the rate; nil without cases.
    public let low: Double?
    public let high: Double?

    /// Of a normal distribution, 95% lie within so many standard deviations.
    private static let deviations = 1.959_963_984_540_054

    /// - Precondition: `successes` lies in `0...cases`.
    ///
    /// Source: Wilson, "Probable inference, the law of succession, and statistical inference" (1927).
    public init(_ successes: Int, of cases: Int) {
        precondition(successes >= 0 && successes <= cases, "\(successes) of \(cases) is no proportion")
        self.successes = successes
        self.cases = cases
        guard cases > 0 else {
            (rate, low, high) = (nil, nil, nil)
            return
        }
        let n = Double(cases)
        let p = Double(successes) / n
        let z2 = Self.deviations * Self.deviations
        let centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        let half = Self.deviations / (1 + z2 / n) * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot()
        rate = p
        low = max(0, centre - half)
        high = min(1, centre + half)
    }
}
