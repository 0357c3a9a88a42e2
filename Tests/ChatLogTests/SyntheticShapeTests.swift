import ChatLog
import RapportCore
import Testing

/// Synthetic logs have the shape of the production file, as the data dictionary describes it.
@Suite struct SyntheticShapeTests {
    /// A statistic, what the production file has, and how far the mean over ten seeds may be off.
    struct Target: CustomTestStringConvertible {
        let name: String
        let value: Double
        /// Medians, means and shares: 5%. Largest and smallest: a factor of two.
        let factor: Double

        var testDescription: String { name }
    }

    private static func near(_ name: String, _ value: Double) -> Target {
        Target(name: name, value: value, factor: 1.05)
    }

    private static func extreme(_ name: String, _ value: Double) -> Target {
        Target(name: name, value: value, factor: 2)
    }

    static let targets = [
        near("rows", 5_880), near("fans", 100), near("models", 22), near("pairs", 221),
        near("fans with several models", 0.34), near("fans with two models", 0.17), extreme("most models of a fan", 18),
        extreme("most rows of a model", 1_125), extreme("fewest rows of a model", 10), near("chatters", 73),
        near("fewest chatters of a model", 2),
        near("most chatters of a model", 11), near("mean chatters of a pair", 2.7),
        extreme("most chatters of a pair", 9),
        near("median rows of a pair", 13), near("mean rows of a pair", 26.6), extreme("most rows of a pair", 348),
        near("gap p5", 0.05), near("gap p25", 0.35), near("gap p50", 2.5), near("gap p75", 7.5), near("gap p90", 92),
        near("gap p95", 729), near("gap p99", 2_583),
        near("conversations", 671), near("median rows of a conversation", 3), near("mean rows of a conversation", 8.8),
        extreme("most rows of a conversation", 130), near("conversations of one row", 0.30),
        near("empty fan messages", 0.34),
        near("median length, fan", 26), near("p95 length, fan", 108), extreme("longest, fan", 1_331),
        near("median length, chatter", 36), near("p95 length, chatter", 243), extreme("longest, chatter", 2_898),
        near("with emoji, fan", 0.13), near("with emoji, chatter", 0.52), near("with entities", 0.02),
        near("with outer blanks", 0.19), near("long texts sent to several fans", 0.08),
        near("offers", 334), near("pairs with offers", 117), extreme("most offers of a pair", 20),
        near("median price", 20), near("lowest price", 3), near("highest price", 200),
        near("purchases", 169), near("mean unlock rate", 0.40), near("median unlock rate", 0.5),
        near("pairs that bought", 73), near("pairs that bought again", 29), near("pairs that paid", 81),
        near("median revenue", 26), near("mean revenue", 99), extreme("highest revenue", 1_453),
        near("tips", 44), near("tips without an offer", 42), near("rows with revenue", 211),
    ]

    static let statistics = (1...10).map { seed in
        SyntheticStatistics(SyntheticLogs(fans: 100, models: 22, days: 7, seed: seed).generate().table)
    }

    @Test(arguments: targets)
    func theMeanOverTenSeedsIsThatOfTheProductionFile(target: Target) {
        let mean = Self.statistics.map { $0[target.name] }.mean
        #expect(mean <= target.value * target.factor, "\(target.name): \(target.value) is asked, \(mean) found")
        #expect(mean >= target.value / target.factor, "\(target.name): \(target.value) is asked, \(mean) found")
    }

    @Test func hoursHaveTwoPeaks() {
        let (morning, afternoon, night) = (
            Self.statistics.map { $0["rows an hour, 04 to 12"] }, Self.statistics.map { $0["rows an hour, 15 to 18"] },
            Self.statistics.map { $0["rows an hour, 19 to 23"] }
        )
        #expect(morning.mean * 9 > 0.5)
        #expect(afternoon.mean < night.mean / 2)
        #expect(zip(afternoon, night).allSatisfy { $0 < $1 })
        #expect(zip(night, morning).allSatisfy { $0 < $1 })
    }

    @Test func noRowContradictsItself() {
        for statistics in Self.statistics {
            #expect(statistics["wrong revenue"] == 0)
            #expect(statistics["purchases without offer"] == 0)
            #expect(statistics["empty chatter messages"] == 0)
        }
    }

    /// The next size up has 884,000 rows; a hundredth of its fans must have a hundredth of its rows.
    @Test func rowsGrowWithFansAndDays() {
        let rows = (1...3).map { seed in
            Double(SyntheticLogs(fans: 500, models: 22, days: 50, seed: seed).generate().table.count)
        }
        #expect(abs(rows.mean / (884_000 / 20) - 1) < 0.05)
    }

    @Test(arguments: [(1, 1, 1), (2, 1, 7), (1, 22, 1), (30, 2, 1), (7, 3, 400), (300, 40, 3)])
    func anySizeIsPossible(fans: Int, models: Int, days: Int) {
        let table = SyntheticLogs(fans: fans, models: models, days: days, seed: 9).generate().table
        let times = table.datetime.map { $0.nanoseconds / 1_000_000_000 }
        #expect(Set((0..<table.count).map { table.fanID[$0] }).count == fans)
        #expect(Set((0..<table.count).map { table.modelName[$0] }).count <= models)
        #expect((times.max() ?? 0) - (times.min() ?? 0) <= Int64(days) * 86_400)
    }
}
