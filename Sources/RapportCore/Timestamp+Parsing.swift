extension Timestamp {
    /// Reads `2025-04-10` or `2025-04-10T08:30:00`, in UTC: what people write on a command line.
    ///
    /// - Throws: `TimestampError` where it is neither, or no such day or time exists.
    public init(parsing text: String) throws(TimestampError) {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard let date = halves.first?.split(separator: "-", omittingEmptySubsequences: false), halves.count <= 2,
            date.count == 3, let year = Self.number(date[0], digits: 4), let month = Self.number(date[1], digits: 2),
            let day = Self.number(date[2], digits: 2), (1...12).contains(month), (1900...2200).contains(year),
            (1...Self.days(year: year, month: month)).contains(day)
        else { throw TimestampError() }
        var seconds = Self.daysSinceEpoch(year: year, month: month, day: day) * 86_400
        if halves.count == 2 {
            let time = halves[1].split(separator: ":", omittingEmptySubsequences: false)
            guard time.count == 3, let hour = Self.number(time[0], digits: 2), hour < 24,
                let minute = Self.number(time[1], digits: 2), minute < 60,
                let second = Self.number(time[2], digits: 2), second < 60
            else { throw TimestampError() }
            seconds += hour * 3_600 + minute * 60 + second
        }
        self.init(nanoseconds: Int64(seconds) * 1_000_000_000)
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(text)
    }

    private static func days(year: Int, month: Int) -> Int {
        let next = month == 12 ? (year + 1, 1) : (year, month + 1)
        return daysSinceEpoch(year: next.0, month: next.1, day: 1) - daysSinceEpoch(year: year, month: month, day: 1)
    }
}

/// A text that is no moment.
public struct TimestampError: RapportError, Equatable {
    public var message: String { "a moment is written 2025-04-10 or 2025-04-10T08:30:00 (UTC)" }
}
