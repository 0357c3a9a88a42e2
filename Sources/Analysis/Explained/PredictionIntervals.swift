/// How far an out-of-sample R², or the difference of two on the same rows, may be off by chance: groups are drawn with
/// replacement, since rows of one fan are alike.
///
/// Source: Efron, "Bootstrap methods: another look at the jackknife" (1979); percentiles.
public struct PredictionIntervals: Sendable, Equatable {
    /// Of the R².
    public let rSquared: ClosedRange<Double>
    /// Of the R² less the other one's; nil without another.
    public let difference: ClosedRange<Double>?

    /// - Parameters:
    ///   - other: predictions of the same outcome of the same rows.
    ///   - level: the share of draws that lie within.
    /// - Throws: `AnalysisError.labelsDoNotFit`, `.outOfRange`.
    /// - Complexity: O(draws × rows)
    public init(
        _ prediction: OutOfSample, against other: OutOfSample? = nil, level: Double = 0.95,
        differenceLevel: Double? = nil, draws: Int = 2_000, seed: UInt64 = 1
    ) throws(AnalysisError) {
        guard 0 < level, level < 1, draws >= 1 else { throw .outOfRange(field: "the level", allowed: "0 to 1") }
        if let other, other.groups != prediction.groups {
            throw .labelsDoNotFit(labels: other.groups.count, rows: prediction.groups.count)
        }
        let count = (prediction.groups.max() ?? -1) + 1
        func sums(_ values: [Double]) -> [Double] {
            zip(prediction.groups, values).reduce(into: Array(repeating: 0, count: count)) { $0[$1.0] += $1.1 }
        }
        let (own, base) = (sums(prediction.errors), sums(prediction.baseline))
        let theirs = other.map { sums($0.errors) }
        var random = SeededRandom(seed: seed)
        var (values, differences): ([Double], [Double]) = ([], [])
        for _ in 0..<draws {
            var (error, whole, otherError) = (0.0, 0.0, 0.0)
            for _ in 0..<count {
                let group = random.below(count)
                error += own[group]
                whole += base[group]
                otherError += theirs?[group] ?? 0
            }
            guard whole > 0 else { continue }
            values.append(1 - error / whole)
            differences.append((otherError - error) / whole)
        }
        rSquared = Self.middle(values, level)
        difference = other == nil ? nil : Self.middle(differences, differenceLevel ?? level)
    }

    private static func middle(_ values: [Double], _ level: Double) -> ClosedRange<Double> {
        let sorted = values.sorted()
        guard let first = sorted.first, let last = sorted.last else { return 0...0 }
        let cut = Int(Double(sorted.count) * (1 - level) / 2)
        guard cut < sorted.count - cut else { return first...last }
        return sorted[cut]...sorted[sorted.count - 1 - cut]
    }
}
