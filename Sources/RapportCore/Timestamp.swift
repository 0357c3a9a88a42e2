/// A moment in UTC: nanoseconds since 1970-01-01T00:00:00, as pandas' `datetime64[ns]` counts them.
public struct Timestamp: Hashable, Comparable, Sendable {
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// - Returns: nil where the moment lies outside the years 1678 to 2262.
    public init?(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return nil }
        self.nanoseconds = product
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Hours from `earlier` to this moment; negative where `earlier` is later.
    public func hours(since earlier: Timestamp) -> Double {
        seconds(since: earlier) / 3_600
    }

    /// Days of 24 hours from `earlier` to this moment.
    public func days(since earlier: Timestamp) -> Double {
        seconds(since: earlier) / 86_400
    }

    /// Seconds from `earlier` to this moment. The division comes last, so whole seconds stay exact.
    public func seconds(since earlier: Timestamp) -> Double {
        Double(nanoseconds.subtractingReportingOverflow(earlier.nanoseconds).partialValue) / 1_000_000_000
    }
}

extension Timestamp: CustomStringConvertible {
    /// `2025-04-09T00:00:30`, with a fraction of 3, 6 or 9 digits where there is one.
    public var description: String {
        let second = nanoseconds.floorDivided(by: 1_000_000_000)
        let fraction = nanoseconds - second * 1_000_000_000
        let day = second.floorDivided(by: 86_400)
        let secondOfDay = Int(second - day * 86_400)
        let (year, month, dayOfMonth) = civilDate(daysSinceEpoch: Int(day))
        var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))T"
        text += "\(padded(secondOfDay / 3_600, 2)):\(padded(secondOfDay / 60 % 60, 2)):\(padded(secondOfDay % 60, 2))"
        if fraction != 0 {
            var digits = padded(Int(fraction), 9)
            while digits.hasSuffix("000") { digits.removeLast(3) }
            text += "." + digits
        }
        return text
    }

    /// Days since 1970-01-01 of a date of the proleptic Gregorian calendar.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    public static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

/// The inverse of `Timestamp.daysSinceEpoch`; same source, `civil_from_days`.
private func civilDate(daysSinceEpoch: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

private func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
