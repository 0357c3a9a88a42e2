/// How much of the variance of a number the clusters explain, in the rows that they were made of.
///
/// Always above 0 by chance: the p-value says how often clusters with the same sizes, but drawn at random, explain as
/// much.
public struct EtaSquared: Sendable, Equatable {
    /// The variance between the clusters ÷ the whole one; 0 where the number does not vary.
    public let value: Double
    public let pValue: Double

    /// - Parameters:
    ///   - outcome: one number for each row.
    ///   - permutations: how often the numbers are dealt out anew.
    /// - Throws: `AnalysisError.labelsDoNotFit`, `.tooFewRows`; what `checkpoint` throws.
    /// - Complexity: O(permutations × rows)
    public init(
        _ assignments: [Int], outcome: [Double], permutations: Int = 999, seed: UInt64 = 1,
        checkpoint: () throws -> Void = {}
    ) throws {
        guard assignments.count == outcome.count else {
            throw AnalysisError.labelsDoNotFit(labels: assignments.count, rows: outcome.count)
        }
        guard outcome.count >= 2 else {
            throw AnalysisError.tooFewRows(found: outcome.count, needed: 2, purpose: "explained variance")
        }
        let labels = ClusterLabels(assignments)
        let observed = Self.share(outcome, labels)
        var random = SeededRandom(seed: seed)
        var asMuch = 1
        var dealt = outcome
        for _ in 0..<permutations {
            try checkpoint()
            dealt.shuffle(using: &random)
            // Equal sums in another order may differ in the last digit.
            if Self.share(dealt, labels) >= observed - 1e-12 { asMuch += 1 }
        }
        value = observed
        pValue = Double(asMuch) / Double(permutations + 1)
    }

    private static func share(_ outcome: [Double], _ labels: ClusterLabels) -> Double {
        let mean = outcome.reduce(0, +) / Double(outcome.count)
        var sums = [Double](repeating: 0, count: labels.sizes.count)
        var whole = 0.0
        for (number, value) in zip(labels.numbers, outcome) {
            sums[number] += value - mean
            whole += (value - mean) * (value - mean)
        }
        guard whole > 0 else { return 0 }
        return zip(sums, labels.sizes).reduce(0) { $0 + $1.0 * $1.0 / Double($1.1) } / whole
    }
}
