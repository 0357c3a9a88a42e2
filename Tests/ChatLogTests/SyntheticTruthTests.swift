import ChatLog
import Foundation
import RapportCore
import TestSupport
import Testing

/// A synthetic log is a function of its parameters, and its truth tells what is in it.
@Suite struct SyntheticTruthTests {
    static let result = SyntheticLogs(fans: 400, models: 22, days: 7, seed: 5).generate()

    /// Rows by the index that the truth names them by.
    static let rowOfIndex = Dictionary(
        uniqueKeysWithValues: result.index.enumerated().map { ($0.element, $0.offset) })

    @Test func equalParametersGiveEqualLogs() throws {
        let logs = SyntheticLogs(fans: 60, models: 9, days: 5, seed: 42)
        let (first, second) = (logs.generate(), logs.generate())
        #expect((0..<first.table.count).map { first.table[$0] } == (0..<second.table.count).map { second.table[$0] })
        #expect(first.index == second.index)
        #expect(try Self.truthBytes(first) == Self.truthBytes(second))
        let other = SyntheticLogs(fans: 60, models: 9, days: 5, seed: 43).generate()
        #expect((0..<min(first.table.count, other.table.count)).contains { first.table[$0] != other.table[$0] })
    }

    /// What `data/README.md` says about the sample.
    @Test func theSampleIsWhatItsCommandMakes() throws {
        let sample = try LogReader.read(RepositoryRoot.file("data/sample_logs.pkl").path).table
        let made = SyntheticLogs(fans: 100, models: 22, days: 7, seed: 1).generate().table
        #expect((0..<sample.count).map { sample[$0] } == (0..<made.count).map { made[$0] })
    }

    private static func truthBytes(_ result: SyntheticResult) throws -> Data {
        let folder = try TemporaryFolder()
        let file = folder.file("truth.jsonl")
        try result.truth.write(to: file.path)
        return try Data(contentsOf: file)
    }

    @Test func theIndexHasGapsAndTheRowsAreNotSorted() {
        let (index, table) = (Self.result.index, Self.result.table)
        #expect(index.count == table.count)
        #expect(zip(index, index.dropFirst()).allSatisfy { $0 < $1 })
        #expect((index.last ?? 0) > Int64(table.count))
        #expect(zip(table.datetime, table.datetime.dropFirst()).contains { $0 > $1 })
    }

    @Test func everyFanAndPairHasItsTruth() {
        let table = Self.result.table
        let pairs = Set((0..<table.count).map { table[$0].pair })
        #expect(Set(Self.result.truth.pairs.map { PairID(fanID: $0.fanID, modelName: $0.modelName) }) == pairs)
        #expect(Set(Self.result.truth.fans.map(\.fanID)) == Set(pairs.map(\.fanID)))
        #expect(Set(Self.result.truth.fans.map(\.kind)) == Set(FanKind.allCases.map(\.rawValue)))
    }

    @Test func detailsAreWhereTheTruthSaysAndTrue() throws {
        let fans = Dictionary(uniqueKeysWithValues: Self.result.truth.fans.map { ($0.fanID, $0) })
        var mentions = 0
        var readable = 0
        for pair in Self.result.truth.pairs {
            let fan = try #require(fans[pair.fanID])
            for mention in pair.mentions {
                let row = Self.result.table[try #require(Self.rowOfIndex[mention.index])]
                #expect(row.pair == PairID(fanID: pair.fanID, modelName: pair.modelName))
                #expect(Self.facts(fan, mention.detail).contains(mention.value))
                mentions += 1
                // Typos and abbreviations hide some.
                if row.fanMessage.lowercased().contains(mention.value.lowercased()) { readable += 1 }
            }
        }
        #expect(mentions > Self.result.truth.pairs.count)
        #expect(Double(readable) > 0.8 * Double(mentions))
    }

    private static func facts(_ fan: FanTruth, _ detail: String) -> [String] {
        switch detail {
        case "job": [fan.job]
        case "hobby": fan.hobbies
        case "place": [fan.place]
        case "family": [fan.family]
        case "pet": [fan.pet]
        case "event": fan.events
        case "age": [String(fan.age)]
        case "relationship": [fan.relationship]
        default: []
        }
    }

    @Test func noFanIsAMinor() {
        #expect(Self.result.truth.fans.allSatisfy { $0.age >= 21 })
    }
}
