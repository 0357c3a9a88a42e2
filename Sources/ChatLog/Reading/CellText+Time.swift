import RapportCore

extension CellText {
    /// Nanoseconds since 1970 in UTC, out of `2025-04-09`, `2025-04-09 00:00:30`, `2025-04-09T00:00:30.5Z`,
    /// `2025-04-09 02:00:30+02:00`. A time without zone is UTC.
    ///
    /// - Returns: nil where the text is none of these, or a moment that nanoseconds cannot count.
    package static func time(_ text: UnsafeRawBufferPointer) -> Int64? {
        var cursor = DigitCursor(trimmed(text))
        guard let year = cursor.digits(4), cursor.skip("-"), let month = cursor.digits(2), cursor.skip("-"),
            let day = cursor.digits(2), (1...12).contains(month), day >= 1, day <= days(in: month, of: year)
        else { return nil }
        var seconds = Timestamp.daysSinceEpoch(year: year, month: month, day: day) * 86_400
        var fraction = 0
        if cursor.skip("T") || cursor.skip(" ") {
            guard let hour = cursor.digits(2), cursor.skip(":"), let minute = cursor.digits(2), hour < 24, minute < 60
            else { return nil }
            seconds += hour * 3_600 + minute * 60
            if cursor.skip(":") {
                guard let second = cursor.digits(2), second < 60 else { return nil }
                seconds += second
                if cursor.skip(".") {
                    guard let nanoseconds = cursor.fraction() else { return nil }
                    fraction = nanoseconds
                }
            }
            guard let offset = cursor.zoneOffset() else { return nil }
            seconds -= offset
        }
        guard cursor.isAtEnd else { return nil }
        return nanoseconds(seconds: seconds, plus: fraction)
    }

    /// nil where the moment lies outside what 64 bits of nanoseconds can count.
    static func nanoseconds(seconds: Int, plus fraction: Int) -> Int64? {
        let (product, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carry) = product.addingReportingOverflow(Int64(fraction))
        return overflow || carry || sum == .min ? nil : sum
    }

    /// A number of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size: each is
    /// taken for the unit that puts it between 1973 and 5138, as pandas' `to_json` may have written any.
    package static func time(epoch number: Int64) -> Int64? {
        let factor: Int64 =
            switch number.magnitude {
            case ..<100_000_000_000: 1_000_000_000
            case ..<100_000_000_000_000: 1_000_000
            case ..<100_000_000_000_000_000: 1_000
            default: 1
            }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow || product == .min ? nil : product
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Walks over the parts of a time.
private struct DigitCursor {
    private let text: UnsafeRawBufferPointer
    private var position = 0

    init(_ text: UnsafeRawBufferPointer) {
        self.text = text
    }

    var isAtEnd: Bool { position == text.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Exactly `count` digits.
    mutating func digits(_ count: Int) -> Int? {
        guard position + count <= text.count else { return nil }
        var value = 0
        for byte in text[position..<position + count] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += count
        return value
    }

    /// Digits after the point, as nanoseconds; further digits are cut off.
    mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while position < text.count, text[position] >= 0x30, text[position] <= 0x39 {
            if count < 9 { value = value * 10 + Int(text[position] - 0x30) }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 9)..<9 { value *= 10 }
        return value
    }

    /// Seconds east of UTC; 0 where no zone is given, nil where what follows is none.
    mutating func zoneOffset() -> Int? {
        if isAtEnd || skip("Z") { return 0 }
        _ = skip(" ")
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0 else { return utcWord() ? 0 : nil }
        guard let hours = digits(2), hours < 24 else { return nil }
        _ = skip(":")
        let minutes = isAtEnd ? 0 : digits(2)
        guard let minutes, minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }

    private mutating func utcWord() -> Bool { skip("U") && skip("T") && skip("C") }
}
