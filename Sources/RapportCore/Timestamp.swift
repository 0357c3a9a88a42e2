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
        let (span, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
        // Over 292 years apart: too long to count in nanoseconds, and too long for their loss to matter.
        if overflow { return Double(nanoseconds) / 1_000_000_000 - Double(earlier.nanoseconds) / 1_000_000_000 }
        return Double(span) / 1_000_000_000
    }
}

extension Timestamp: CustomStringConvertible {
    /// `2025-04-09T00:00:30`, with a fraction of 3, 6 or 9 digits where there is one.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the bytes of `description`, without a string: exports write 200,000 times.
    package func append(to bytes: inout [UInt8]) {
        let (second, fraction) = nanoseconds.floorDivided(by: 1_000_000_000)
        let (day, secondOfDay) = second.floorDivided(by: 86_400)
        let date = civilDate(daysSinceEpoch: Int(day))
        bytes.append(decimal: date.year, width: 4)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(decimal: date.month, width: 2)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(decimal: date.day, width: 2)
        bytes.append(UInt8(ascii: "T"))
        bytes.append(decimal: secondOfDay / 3_600, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(decimal: secondOfDay / 60 % 60, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(decimal: secondOfDay % 60, width: 2)
        guard fraction != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        if fraction % 1_000_000 == 0 {
            bytes.append(decimal: fraction / 1_000_000, width: 3)
        } else if fraction % 1_000 == 0 {
            bytes.append(decimal: fraction / 1_000, width: 6)
        } else {
            bytes.append(decimal: fraction, width: 9)
        }
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

extension [UInt8] {
    /// Appends the last `width` digits of a number that is not negative.
    fileprivate mutating func append(decimal value: Int, width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }
}

extension Int64 {
    /// The remainder is at least 0.
    fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, Int(remainder + divisor)) : (quotient, Int(remainder))
    }
}
