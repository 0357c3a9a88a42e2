import RapportCore
import TestSupport
import Testing

/// How sure shares and means are.
@Suite struct IntervalTests {
    @Test func independentCasesHaveWilsonsInterval() throws {
        let units = (0..<200).map { UnitSums($0 < 60 ? 1 : 0, of: 1) }
        let interval = try #require(SharedProportion.interval(units))
        let wilson = Proportion(60, of: 200)
        #expect(abs(interval.low - (wilson.low ?? 0)) < 0.001)
        #expect(abs(interval.high - (wilson.high ?? 0)) < 0.001)
    }

    /// Ten cases of a pair that are all alike tell as much as one.
    @Test func alikeCasesOfOneUnitCountOnce() throws {
        let alone = (0..<40).map { UnitSums($0 < 20 ? 1 : 0, of: 1) }
        let repeated = alone.map { UnitSums($0.sum * 10, of: 10) }
        let (one, ten) = (
            try #require(SharedProportion.interval(alone)), try #require(SharedProportion.interval(repeated))
        )
        #expect(abs(one.low - ten.low) < 0.01 && abs(one.high - ten.high) < 0.01)
        let none = try #require(SharedProportion.interval((0..<5).map { _ in UnitSums(0, of: 100) }))
        #expect(none.low == 0 && none.high > 0.4)
        #expect(SharedProportion.interval([UnitSums(0, of: 0)]) == nil)
    }

    /// Of 95% intervals of means, about 95 in 100 hold the truth.
    @Test func bootstrapIntervalsHoldTheTruthAsOftenAsTheySay() throws {
        var random = SeededGenerator(seed: 11)
        var (means, gaps) = (0, 0)
        for _ in 0..<300 {
            let units = (0..<60).map { _ in
                let count = Double(Int.random(in: 1...5, using: &random))
                return UnitSums((2 + Double(random.nextNormal())) * count, of: count)
            }
            let interval = try #require(Bootstrap.ratio(units))
            if interval.low <= 2, interval.high >= 2 { means += 1 }
            let pairs = units.indices.map { index in
                index.isMultiple(of: 2)
                    ? (a: units[index], b: UnitSums(0, of: 0)) : (a: UnitSums(0, of: 0), b: units[index])
            }
            let gap = try #require(Bootstrap.gap(pairs))
            if gap.low <= 0, gap.high >= 0 { gaps += 1 }
        }
        #expect((268...296).contains(means), "\(means) of 300")
        #expect((268...296).contains(gaps), "\(gaps) of 300")
    }

    @Test func theOrderOfUnitsDoesNotMatterAndAlikeOnesGiveNone() {
        let units = (0..<30).map { UnitSums(Double($0 * $0), of: 2) }
        #expect(Bootstrap.ratio(units) == Bootstrap.ratio(units.reversed()))
        #expect(Bootstrap.ratio([UnitSums(3, of: 1)]) == nil)
        #expect(Bootstrap.ratio((0..<9).map { _ in UnitSums(3, of: 1) }) == nil)
        #expect(Bootstrap.gap([(a: UnitSums(1, of: 1), b: UnitSums(0, of: 0))]) == nil)
    }
}
