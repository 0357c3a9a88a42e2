import RapportCore

/// Makes logs of the production shape from latent fan types, from one seed, at any size.
///
/// The same parameters give the same bytes on every machine. First a `Plan` is made without words, whose
/// counts and quantiles meet the data dictionary's; then each pair talks, from its own stream of chance.
public struct SyntheticLogs: Sendable {
    public let fans: Int
    public let models: Int
    public let days: Int
    public let seed: UInt64

    /// - Parameters:
    ///   - fans: at least 1; 100 gives about 5,900 rows in 7 days, 10,000 about 884,000 in 50.
    ///   - models: at least 1; the production file has 22.
    ///   - days: at least 1; the rows grow with the days to the power 0.2, as fans come and go.
    public init(fans: Int, models: Int = 22, days: Int = 7, seed: UInt64 = 1) {
        self.fans = max(1, fans)
        self.models = max(1, models)
        self.days = max(1, days)
        self.seed = seed
    }

    /// Makes the log, its index and the truth behind it.
    ///
    /// - Parameter progress: called now and then with the rows written so far and all rows.
    /// - Complexity: O(n log n) in the rows; about 10 µs and 300 bytes a row.
    public func generate(progress: (Int, Int) -> Void = { _, _ in }) -> SyntheticResult {
        let plan = Plan(fans: fans, models: models, days: days, seed: seed)
        var writer = SyntheticWriter(plan: plan)
        for pair in plan.pairs.indices {
            writer.write(pair)
            if pair % 256 == 0 { progress(plan.pairs[pair].rows.upperBound, plan.rows.count) }
        }
        progress(plan.rows.count, plan.rows.count)
        return writer.finish()
    }
}

/// A synthetic log with what only its maker knows.
public struct SyntheticResult: Sendable {
    /// The rows, not sorted.
    public let table: LogTable
    /// The index of each row in the pandas frame: ascending with gaps, as of a sample.
    public let index: [Int64]
    /// The latent truth; never part of the logs.
    public let truth: SyntheticTruth
}
