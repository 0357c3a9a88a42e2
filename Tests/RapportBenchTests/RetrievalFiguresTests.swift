import ChatLog
import Foundation
import RapportBench
import RapportCore
import Retrieval
import TestSupport
import Testing

/// The figures of the retrieval benchmark, each against what it must be.
@Suite struct RetrievalFiguresTests {
    /// Newton's method ends where the likelihood is flat: the gradient vanishes up to the ridge.
    @Test(arguments: Seeds.list(10)) func theFitIsTheMostLikely(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let truth = (0..<4).map { _ in Double.random(in: -1.5...1.5, using: &random) }
        let features = (0..<2_000).map { _ in (0..<3).map { _ in Double.random(in: -2...2, using: &random) } }
        let labels = features.map { row in
            let logit = zip(truth.dropFirst(), row).reduce(truth[0]) { $0 + $1.0 * $1.1 }
            return Double.random(in: 0..<1, using: &random) < 1 / (1 + exp(-logit))
        }
        let fit = LogisticFit(features: features, labels: labels)
        for (found, real) in zip(fit.coefficients, truth) { #expect(abs(found - real) < 0.4) }
        var gradient = Array(repeating: 0.0, count: 4)
        for (row, label) in zip(features, labels) {
            let rest = (label ? 1 : 0) - fit.probability(row)
            for (index, value) in ([1] + row).enumerated() { gradient[index] += rest * value }
        }
        #expect(gradient.allSatisfy { abs($0) < 0.01 })
        // So the mean probability is the share: calibrated as a whole.
        let mean = features.reduce(0) { $0 + fit.probability($1) } / 2_000
        #expect(abs(mean - Double(labels.count { $0 }) / 2_000) < 1e-4)
    }

    @Test func aFeatureThatNeverVariesAndOneThatTellsAllDoNotBreakTheFit() {
        let fit = LogisticFit(
            features: (0..<100).map { [1, $0 < 50 ? -1 : 1] }, labels: (0..<100).map { $0 >= 50 })
        #expect(fit.coefficients.allSatisfy { $0.isFinite })
        #expect(fit.probability([1, 1]) > 0.99 && fit.probability([1, -1]) < 0.01)
        #expect(LogisticFit(features: [], labels: []).coefficients == [0])
    }

    @Test(arguments: Seeds.list(10)) func honestConfidencesHaveASmallErrorAndBoastfulOnesTheirBoast(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let honest = (0..<20_000).map { _ in
            let confidence = Double.random(in: 0.05...0.6, using: &random)
            return (confidence, Double.random(in: 0..<1, using: &random) < confidence)
        }
        let reliability = Reliability(honest)
        #expect(reliability.bins.count == 10 && reliability.bins.reduce(0) { $0 + $1.count } == 20_000)
        #expect(reliability.expectedCalibrationError < 0.02)
        #expect(reliability.brier < reliability.brierOfShare)
        let boastful = Reliability(honest.map { ($0.0 + 0.3, $0.1) })
        #expect(abs(boastful.expectedCalibrationError - 0.3) < 0.02)
        #expect(boastful.brier > reliability.brier)
    }

    @Test(arguments: Seeds.list(10)) func theIntervalHoldsTheMeanAndGrowsWithTheClusters(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let values = (0..<600).map { index in
            (
                PairID(fanID: "fan_\(index)", modelName: "Model1"),
                Double.random(in: 0..<1, using: &random) < 0.3 ? 1.0 : 0
            )
        }
        let single = ClusteredMean(values)
        #expect(single.low <= single.mean && single.mean <= single.high)
        #expect(single.mean == values.reduce(0) { $0 + $1.1 } / 600)
        // Ten copies of each turn of a pair say no more than one.
        let copied = ClusteredMean(values.flatMap { Array(repeating: $0, count: 10) })
        #expect(abs((copied.high - copied.low) - (single.high - single.low)) < 1e-9)
        #expect(ClusteredMean(values) == single)
    }

    @Test func theAreaUnderTheCurveCountsPairs() {
        #expect(NextStepReport.auc([(0.1, false), (0.2, false), (0.3, true)]) == 1)
        #expect(NextStepReport.auc([(0.3, false), (0.2, true)]) == 0)
        #expect(NextStepReport.auc([(0.5, false), (0.5, true)]) == 0.5)
        #expect(NextStepReport.auc([(0.5, true)]) == 0.5)
        // Of three pairs one is wrong, one is tied, one is right.
        #expect(NextStepReport.auc([(1, true), (2, false), (2, true), (3, true)]) == 0.5)
    }

    @Test(arguments: Seeds.list(3)) func nothingFromAfterTheCutIsInThePastAndNothingFromAfterATurnInItsContext(
        seed: UInt64
    ) {
        let result = SyntheticLogs(fans: 40, models: 6, days: 10, seed: seed).generate()
        let kinds = Dictionary(uniqueKeysWithValues: result.truth.fans.map { ($0.fanID, $0.kind) })
        let logs = HeldOutLogs(result.table, kinds: kinds, options: .init(turns: 300, turnsPerPair: 5, seed: seed))
        #expect(logs.past.datetime.allSatisfy { $0 < logs.cut })
        #expect(abs(Double(logs.past.count) / Double(result.table.count) - 0.7) < 0.02)
        #expect(!logs.turns.isEmpty)
        var perPair: [PairID: Int] = [:]
        for turn in logs.turns {
            perPair[turn.pair, default: 0] += 1
            #expect(turn.kind == kinds[turn.pair.fanID])
            let matching = (0..<result.table.count).filter { row in
                result.table[row].pair == turn.pair && result.table.datetime[row] >= logs.cut
                    && EmbeddedText.message(result.table.fanMessage[row]) == turn.context.message
            }
            let latest = matching.map { result.table.datetime[$0] }.max()
            #expect(latest != nil, "the turn is in the log, after the cut")
            #expect(turn.context.recentRows.allSatisfy { row in latest.map { row.datetime <= $0 } ?? false })
        }
        #expect(perPair.values.allSatisfy { $0 <= 5 })
        // A pair is wholly in one half.
        for pair in perPair.keys { #expect(Set(logs.turns.filter { $0.pair == pair }.map(\.half)).count == 1) }
        #expect(Set(logs.turns.map(\.half)).count == 2)
    }
}

/// The isotonic step of confidence.
@Suite struct IsotonicFitTests {
    @Test(arguments: Seeds.list(10)) func theCurveRisesAndKeepsTheMeanShare(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let examples = (0..<1_200).map { _ in
            let score = Double.random(in: 0..<1, using: &random)
            return (score, Double.random(in: 0..<1, using: &random) < score / 2)
        }
        let knots = IsotonicFit(examples).knots
        #expect(knots.count >= 2)
        for (low, high) in zip(knots, knots.dropFirst()) { #expect(low.score < high.score && low.share < high.share) }
        let confidence = ReplyConfidence(intercept: 0, weights: Array(repeating: 0, count: 6), knots: knots)
        let mean = examples.reduce(0) { $0 + confidence.probability(score: $1.0) } / 1_200
        #expect(abs(mean - Double(examples.count(where: \.1)) / 1_200) < 0.02)
        let steps = stride(from: -0.5, through: 1.5, by: 0.01).map { confidence.probability(score: $0) }
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(steps.first == knots.first?.share && steps.last == knots.last?.share)
    }

    @Test func sharesThatFallAreOneStep() {
        let falling = (0..<120).map { (Double($0), $0 < 60) }
        let knots = IsotonicFit(falling).knots
        #expect(knots.count == 1)
        #expect(abs((knots.first?.share ?? 0) - 0.5) < 1e-9)
        #expect(IsotonicFit([]).knots.isEmpty)
        let rising = IsotonicFit((0..<120).map { (Double($0), $0 >= 60) }).knots
        #expect(rising.first?.share == 0 && rising.last?.share == 1)
    }
}
