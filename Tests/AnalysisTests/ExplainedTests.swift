import Analysis
import TestSupport
import Testing

@Suite struct ExplainedTests {
    /// 200 rows of 100 groups, and an outcome that follows from the first column by `slope`.
    private static func rows(slope: Double, seed: UInt64) throws -> (Matrix, [Double], [Int]) {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<200 * 12).map { _ in generator.nextNormal() }
        let outcome = (0..<200).map { slope * Double(values[$0 * 12]) + Double(generator.nextNormal()) }
        return (try Matrix(columns: 12, values: values), outcome, (0..<200).map { $0 / 2 })
    }

    @Test(arguments: Seeds.list(3)) func whatVectorsKnowIsToldOutOfSample(seed: UInt64) throws {
        let (rows, outcome, groups) = try Self.rows(slope: 1, seed: seed)
        let found = try OutOfSample(rows, outcome: outcome, groups: groups, seed: seed)
        // Half of the variance is the slope's.
        #expect(found.rSquared > 0.25 && found.rSquared < 0.65)
        #expect(found.pValue == 0.005)
        let interval = try PredictionIntervals(found).rSquared
        #expect(interval.lowerBound > 0.1 && interval.contains(found.rSquared))
    }

    @Test(arguments: Seeds.list(6)) func vectorsThatKnowNothingComeOutAtNothing(seed: UInt64) throws {
        let (rows, outcome, groups) = try Self.rows(slope: 0, seed: seed)
        let found = try OutOfSample(rows, outcome: outcome, groups: groups, seed: seed)
        #expect(found.rSquared < 0.05 && found.rSquared > -0.2)
        #expect(found.pValue > 0.01)
        #expect(try PredictionIntervals(found).rSquared.lowerBound <= 0)
    }

    /// The same fan on both sides would be recognised by his vectors, not understood.
    @Test func aGroupIsNeverOnBothSides() throws {
        var generator = SeededGenerator(seed: 9)
        let ofGroup = (0..<40).map { _ in (0..<12).map { _ in generator.nextNormal() * 5 } }
        let outcomes = (0..<40).map { _ in Double(generator.nextNormal()) }
        let groups = (0..<200).map { $0 % 40 }
        let rows = try Matrix(columns: 12, values: groups.flatMap { ofGroup[$0] })
        let found = try OutOfSample(rows, outcome: groups.map { outcomes[$0] }, groups: groups)
        #expect(found.rSquared < 0.1)
    }

    @Test(arguments: Seeds.list(3)) func theDifferenceOfTwoIsJudgedOnTheSameRows(seed: UInt64) throws {
        let (rows, outcome, groups) = try Self.rows(slope: 1, seed: seed)
        let noise = try Self.rows(slope: 0, seed: seed + 50).0
        let (good, bad) = (
            try OutOfSample(rows, outcome: outcome, groups: groups, seed: seed),
            try OutOfSample(noise, outcome: outcome, groups: groups, seed: seed)
        )
        let better = try #require(try PredictionIntervals(good, against: bad).difference)
        #expect(better.lowerBound > 0 && better.contains(good.rSquared - bad.rSquared))
        let same = try #require(try PredictionIntervals(good, against: good).difference)
        #expect(same == 0...0)
    }

    @Test func clustersThatExplainAreToldFromThoseThatDoNot() throws {
        var generator = SeededGenerator(seed: 4)
        let clusters = (0..<150).map { $0 % 3 }
        let outcome = clusters.map { Double($0) + Double(generator.nextNormal()) * 0.5 }
        let explains = try EtaSquared(clusters, outcome: outcome)
        #expect(explains.value > 0.6 && explains.pValue == 0.001)
        let noise = clusters.map { _ in Double(generator.nextNormal()) }
        #expect(try EtaSquared(clusters, outcome: noise).pValue > 0.01)
        #expect(try EtaSquared([0, 0, 1, 1], outcome: [1, 1, 3, 3]).value == 1)
        #expect(try EtaSquared([0, 0, 1, 1], outcome: [2, 2, 2, 2]).value == 0)
    }

    @Test func tooFewRowsAreRefused() throws {
        let rows = try Matrix(columns: 1, values: Array(repeating: 1, count: 10))
        #expect(throws: AnalysisError.tooFewRows(found: 10, needed: 20, purpose: "a prediction")) {
            try OutOfSample(rows, outcome: Array(repeating: 1, count: 10), groups: Array(0..<10))
        }
        #expect(throws: AnalysisError.labelsDoNotFit(labels: 1, rows: 2)) { try EtaSquared([1], outcome: [1, 2]) }
    }
}
