import RapportCore
import TestSupport
import Testing

@Suite struct TimestampParsingTests {
    @Test(arguments: Seeds.list(5)) func wholeSecondsReadBackAsTheyAreWritten(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let seconds = Int64.random(in: -2_000_000_000...7_000_000_000, using: &random)
            let moment = Timestamp(nanoseconds: seconds * 1_000_000_000)
            #expect(try Timestamp(parsing: moment.description) == moment)
            let day = String(moment.description.prefix(10))
            #expect(try Timestamp(parsing: day).description == "\(day)T00:00:00")
        }
    }

    @Test(arguments: [
        "", "T", "2025", "2025-4-9", "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-00", "2025-04-31",
        "2025-04-09T", "2025-04-09T24:00:00", "2025-04-09T10:60:00", "2025-04-09T10:00", "2025-04-09T10:00:00Z",
        "2025-04-09 10:00:00", "+025-04-09", "2025-04-09T10:00:00T", "yesterday",
    ])
    func whatIsNoMomentSaysHowOneIsWritten(text: String) {
        let error = #expect(throws: TimestampError.self) { try Timestamp(parsing: text) }
        #expect(error?.message == "a moment is written 2025-04-10 or 2025-04-10T08:30:00 (UTC)")
    }
}
