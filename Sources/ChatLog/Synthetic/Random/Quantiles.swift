/// A distribution given by some of its quantiles, log-linear in between.
struct Quantiles: Sendable {
    private let shares: [Double]
    private let logs: [Double]

    /// - Precondition: at least two knots, shares ascending from 0 to 1, values greater than 0.
    init(_ knots: [(share: Double, value: Double)]) {
        shares = knots.map(\.share)
        logs = knots.map { PortableMath.log($0.value) }
    }

    /// The value below which the share `u` of the draws lies.
    func value(_ u: Double) -> Double {
        var upper = 1
        while upper < shares.count - 1, shares[upper] < u { upper += 1 }
        let span = shares[upper] - shares[upper - 1]
        let part = span > 0 ? min(max((u - shares[upper - 1]) / span, 0), 1) : 1
        return PortableMath.exp(logs[upper - 1] + part * (logs[upper] - logs[upper - 1]))
    }

    /// `count` stratified draws in ascending order.
    func sorted(_ count: Int, _ random: inout SyntheticRandom) -> [Double] {
        random.strata(count).map(value)
    }
}

/// Ways to give drawn values to things by a score, which keep the distribution of the values exactly.
enum Ranking {
    /// Indices in ascending order of score; equal scores keep their order.
    static func ascending(_ scores: [Double]) -> [Int] {
        scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] < scores[$1] : $0 < $1 }
    }

    /// The thing with the i-th smallest score gets the i-th of `sorted`.
    static func assign<Value>(_ sorted: [Value], by scores: [Double]) -> [Value] {
        var result = sorted
        for (rank, index) in ascending(scores).enumerated() { result[index] = sorted[rank] }
        return result
    }

    /// Marks the `count` things with the highest scores.
    ///
    /// With logistic noise in the scores this is a logistic model whose intercept meets the count exactly.
    static func top(_ count: Int, of scores: [Double]) -> [Bool] {
        var marks = [Bool](repeating: false, count: scores.count)
        for index in ascending(scores).suffix(max(0, count)) { marks[index] = true }
        return marks
    }
}
