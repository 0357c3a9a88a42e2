import ChatLog
import Foundation
import RapportCore
import TestSupport
import Testing

@Suite("Values in texts")
struct ReadersCellTests {
    private func time(_ text: String) -> String? {
        Array(text.utf8).withUnsafeBytes { CellText.time($0) }.map { Timestamp(nanoseconds: $0).description }
    }

    private func number(_ text: String) -> CellText.Cell<Double> {
        Array(text.utf8).withUnsafeBytes { CellText.number($0) }
    }

    @Test(
        arguments: [
            ("2025-04-09", "2025-04-09T00:00:00"), ("2025-04-09 00:00:30", "2025-04-09T00:00:30"),
            (" 2025-04-09T23:59:59.25Z ", "2025-04-09T23:59:59.250"), ("2025-04-09 12:30", "2025-04-09T12:30:00"),
            ("2025-04-09 00:00:30+02:00", "2025-04-08T22:00:30"), ("2025-04-09T00:00:30-0330", "2025-04-09T03:30:30"),
            ("2025-04-09 00:00:30+05", "2025-04-08T19:00:30"), ("2025-04-09 00:00:30 UTC", "2025-04-09T00:00:30"),
            ("2024-02-29 00:00:00", "2024-02-29T00:00:00"), ("1969-12-31 23:59:59", "1969-12-31T23:59:59"),
            ("2025-04-09 00:00:00.123456789123", "2025-04-09T00:00:00.123456789"),
        ])
    func timesAreRead(text: String, moment: String) {
        #expect(time(text) == moment)
    }

    @Test(arguments: [
        "", "2025", "2025-4-9", "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-04-09 24:00:00",
        "2025-04-09 12:60", "2025-04-09 12:00:60", "2025-04-09T", "2025-04-09 12:00:00.", "2025-04-09 12:00:00+",
        "2025-04-09 12:00:00+25:00", "2025-04-09 12:00:00 CET", "2025-04-09 12:00:00Zx", "09.04.2025", "1600-01-01",
        "2300-01-01", "1744156830", "NaT", "２０２５-04-09",
    ])
    func whatIsNoTimeIsNot(text: String) {
        #expect(time(text) == nil)
    }

    @Test(arguments: [1_744_156_830, 1_744_156_830_000, 1_744_156_830_000_000, 1_744_156_830_000_000_000] as [Int64])
    func epochsAreToldApartBySize(number: Int64) {
        #expect(CellText.time(epoch: number).map { Timestamp(nanoseconds: $0).description } == "2025-04-09T00:00:30")
    }

    @Test(arguments: Seeds.list(3))
    func numbersReadAsSwiftReadsThem(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let value =
                Double.random(in: 0...1, using: &generator)
                * pow(10, Double(Int.random(in: -12...15, using: &generator)))
            let digits = Int.random(in: 0...9, using: &generator)
            for text in ["\(value)", String(format: "%.\(digits)f", value), String(format: "%.\(digits)e", value)] {
                guard case .value(let read) = number(text) else {
                    Issue.record("\(text) was not read")
                    continue
                }
                #expect(read == Double(text), "\(text)")
            }
        }
    }

    @Test(arguments: ["", "  ", "nan", "NaN", "None", "null", "<NA>"])
    func wordsForNothingAreNull(text: String) {
        guard case .null = number(text) else {
            Issue.record("'\(text)' is not null")
            return
        }
    }

    @Test(arguments: ["ten", "1,5", "0x10", "1.2.3", "--1", ".", "1e", "$5", "１"])
    func whatIsNoNumberIsUnreadable(text: String) {
        guard case .unreadable = number(text) else {
            Issue.record("'\(text)' was read")
            return
        }
    }
}
