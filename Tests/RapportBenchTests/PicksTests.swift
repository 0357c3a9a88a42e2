import RapportBench
import TestSupport
import Testing

@Suite struct PicksTests {
    private func measurement(
        _ contender: Contender, recall: Double, queriesPerSecond: Double, buildSeconds: Double = 1
    ) -> Measurement {
        Measurement(
            graph: GraphSetting(contender: contender, m: 16, efConstruction: 200), ef: 10, recall: recall,
            seconds: [1 / queriesPerSecond], queries: 1, buildSeconds: buildSeconds, diskBytes: 1_000_000)
    }

    @Test(arguments: Seeds.list(20)) func thePickReachesTheRecallAndNothingFasterDoes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let measurements = (0..<60).map { _ in
            measurement(
                Contender.allCases[Int.random(in: 0..<4, using: &random)],
                recall: Double.random(in: 0.9...1, using: &random),
                queriesPerSecond: Double.random(in: 100...1_000, using: &random))
        }
        let target = Double.random(in: 0.9...0.999, using: &random)
        let picks = Picks(measurements, recall: target)
        for contender in Contender.allCases {
            let reaching = measurements.filter { $0.contender == contender && $0.recall >= target }
            #expect((picks.best[contender] == nil) == reaching.isEmpty)
            guard let best = picks.best[contender] else { continue }
            #expect(reaching.contains(best))
            #expect(reaching.allSatisfy { $0.queriesPerSecond <= best.queriesPerSecond })
        }
        let others = picks.best.values.filter { $0.contender != .rapport && $0.contender != .hnswlib }
        #expect(picks.bestOther?.queriesPerSecond == others.map(\.queriesPerSecond).max())
    }

    @Test func aRecallJustShortIsNotReached() {
        let picks = Picks([measurement(.rapport, recall: 0.9499, queriesPerSecond: 9)], recall: 0.95)
        #expect(picks.best.isEmpty && picks.ratios.isEmpty && picks.bestOther == nil)
    }

    @Test func ratiosAreRapportsFigureByTheOthers() throws {
        var own = measurement(.rapport, recall: 1, queriesPerSecond: 35, buildSeconds: 7)
        var hnswlib = measurement(.hnswlib, recall: 1, queriesPerSecond: 10, buildSeconds: 10)
        own.memoryBytes = 51
        hnswlib.memoryBytes = 100
        own.twoThreadQueriesPerSecond = 70
        let others = [
            measurement(.faissSQ8, recall: 1, queriesPerSecond: 20), measurement(.zvec, recall: 1, queriesPerSecond: 5),
        ]
        let ratios = Picks([own, hnswlib] + others, recall: 0.99).ratios
        func ratio(_ figure: String, _ beside: String) throws -> Ratio {
            try #require(ratios.first { $0.figure == figure && $0.beside == beside })
        }
        #expect(abs(try ratio("queries/s", "hnswlib").ratio - 3.5) < 1e-9)
        #expect(try ratio("queries/s", "faiss-sq8").isMet == false)
        #expect(try ratio("build s", "hnswlib").isMet == true)
        #expect(try ratio("memory MB", "hnswlib").isMet == false)
        #expect(try ratio("two threads", "one thread").isMet == true)
        #expect(try ratio("build s", "faiss-sq8").isMet == nil)
        #expect(!ratios.contains { $0.beside == "zvec" })
    }

    @Test func theBestRoundCountsAndTheMedianIsBeside() {
        let measurement = Measurement(
            graph: GraphSetting(contender: .rapport, m: 16, efConstruction: 200), ef: 10, recall: 1,
            seconds: [4, 1, 2], queries: 8, buildSeconds: 1, diskBytes: 1)
        #expect(measurement.queriesPerSecond == 8 && measurement.medianQueriesPerSecond == 4)
    }
}
