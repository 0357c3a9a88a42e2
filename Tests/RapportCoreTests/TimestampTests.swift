import Foundation
import RapportCore
import TestSupport
import Testing

struct TimestampTests {
    @Test func describesTheMomentsOfTheDataDictionary() throws {
        let day = Int64(Timestamp.daysSinceEpoch(year: 2025, month: 4, day: 9))
        let moment = try #require(Timestamp(seconds: day * 86_400 + 30))
        #expect(moment.description == "2025-04-09T00:00:30")
        #expect(Timestamp(nanoseconds: -1).description == "1969-12-31T23:59:59.999999999")
        #expect(Timestamp(nanoseconds: 1_000_000).description == "1970-01-01T00:00:00.001")
        #expect(Timestamp(nanoseconds: 1_000).description == "1970-01-01T00:00:00.000001")
    }

    /// pandas writes nanoseconds with the same three lengths of fraction, or none.
    @Test(arguments: Seeds.list(2))
    func describesEveryMomentAsPandasDoes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let edges: [Int64] = [.min + 1, .max, 0, -1, 1, 951_782_400_000_000_000]
        let random = (0..<2_000).map { index -> Int64 in
            let any = Int64.random(in: (.min + 1)...(.max), using: &generator)
            let unit: Int64 = [1, 1_000, 1_000_000, 1_000_000_000][index % 4]
            return any / unit * unit
        }
        let moments = edges + random
        let script = """
            import sys, pandas
            for line in sys.stdin:
                print(pandas.Timestamp(int(line)).isoformat())
            """
        let input = moments.map(String.init).joined(separator: "\n")
        let output = try PythonTools.run(code: script, input: Data(input.utf8))
        let expected = output.text.split(separator: "\n").map { shortened(String($0)) }
        #expect(moments.map { Timestamp(nanoseconds: $0).description } == expected)
    }

    /// pandas writes six digits of fraction where three would do.
    private func shortened(_ text: String) -> String {
        guard let point = text.firstIndex(of: "."), text[point...].count == 7, text.hasSuffix("000") else {
            return text
        }
        return String(text.dropLast(3))
    }

    @Test func secondsOutsideTheRangeOfNanosecondsAreNil() {
        #expect(Timestamp(seconds: 9_223_372_036) != nil)
        #expect(Timestamp(seconds: 9_223_372_037) == nil)
        #expect(Timestamp(seconds: .min) == nil)
    }

    @Test func spansOfWholeSecondsAreExact() throws {
        let start = try #require(Timestamp(seconds: 1_744_156_830))
        let later = try #require(Timestamp(seconds: 1_744_156_830 + 4 * 3_600))
        #expect(later.hours(since: start) == 4)
        #expect(start.hours(since: later) == -4)
        #expect(later.days(since: start) == 4.0 / 24)
    }

    @Test func spansLongerThanNanosecondsCountKeepTheirSign() {
        let first = Timestamp(nanoseconds: .min + 1)
        let last = Timestamp(nanoseconds: .max)
        #expect(last.days(since: first) > 200_000)
        #expect(first.days(since: last) < -200_000)
    }
}
