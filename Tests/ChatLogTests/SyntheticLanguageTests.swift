import ChatLog
import Foundation
import RapportCore
import TestSupport
import Testing

/// Texts are varied, and answers belong to what they answer.
@Suite struct SyntheticLanguageTests {
    @Test(arguments: Seeds.list(5))
    func fewLongFanMessagesAreSaidTwice(seed: UInt64) {
        let table = SyntheticLogs(fans: 100, models: 22, days: 7, seed: seed).generate().table
        #expect(Self.doubledShare(table) <= 0.02)
    }

    /// The next size up; a tenth of its fans where there is no time.
    @Test func longFanMessagesStayVariedAtScale() {
        let fans = LongRun.rounds(normally: 1_000, long: 10_000)
        let table = SyntheticLogs(fans: fans, models: 22, days: 50, seed: 1).generate().table
        #expect(Self.doubledShare(table) <= 0.15)
    }

    private static func doubledShare(_ table: LogTable) -> Double {
        SyntheticStatistics.doubledShare((0..<table.count).map { table.fanMessage[$0] })
    }

    @Test(arguments: Seeds.list(2))
    func wordsTellTheTrueAnswerFromAnotherOfTheSameModel(seed: UInt64) {
        let table = SyntheticLogs(fans: 100, models: 22, days: 7, seed: seed).generate().table
        let rows = (0..<table.count).map { table[$0] }.filter { !Blank.isBlank($0.fanMessage) }
        let words = WordWeights(rows.flatMap { [$0.fanMessage, $0.chatterMessage] })
        let byModel = Dictionary(grouping: rows, by: \.modelName)
        var random = SeededGenerator(seed: seed)
        var matched: [Double] = []
        var mixed: [Double] = []
        for row in rows {
            guard let other = byModel[row.modelName]?.randomElement(using: &random) else { continue }
            matched.append(words.similarity(row.fanMessage, row.chatterMessage))
            mixed.append(words.similarity(row.fanMessage, other.chatterMessage))
        }
        #expect(Self.areaUnderCurve(matched, mixed) >= 0.75)
    }

    /// The chance that a true one is above a false one; ties count half.
    private static func areaUnderCurve(_ positives: [Double], _ negatives: [Double]) -> Double {
        let sorted = negatives.sorted()
        func below(_ value: Double, orEqual: Bool) -> Int {
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle] < value || orEqual && sorted[middle] == value {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
        let wins = positives.map { Double(below($0, orEqual: false) + below($0, orEqual: true)) / 2 }
        return wins.reduce(0, +) / Double(positives.count * negatives.count)
    }
}

/// A bag of words: TF-IDF vectors and their cosine.
private struct WordWeights {
    private var weights: [Substring: Double] = [:]

    init(_ texts: [String]) {
        var counts: [Substring: Double] = [:]
        for text in texts {
            for word in Set(Self.words(text)) { counts[word, default: 0] += 1 }
        }
        weights = counts.mapValues { log(Double(texts.count + 1) / ($0 + 1)) + 1 }
    }

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().split { !($0.isLetter || $0.isNumber) }.filter { $0.count > 1 }
    }

    private func vector(_ text: String) -> [Substring: Double] {
        Dictionary(grouping: Self.words(text)) { $0 }.mapValues { same in
            (1 + log(Double(same.count))) * (weights[same[0]] ?? 0)
        }
    }

    func similarity(_ first: String, _ second: String) -> Double {
        let (a, b) = (vector(first), vector(second))
        // In a fixed order, since sums of doubles depend on it.
        let dot = a.keys.sorted().reduce(0) { $0 + (a[$1] ?? 0) * (b[$1] ?? 0) }
        func norm(_ vector: [Substring: Double]) -> Double {
            vector.values.sorted().reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
        return dot == 0 ? 0 : dot / (norm(a) * norm(b))
    }
}
