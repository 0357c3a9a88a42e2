/// Reads values out of texts, as they stand in CSV fields, JSON strings and object columns.
package enum CellText {
    /// What a cell holds.
    package enum Cell<Value> {
        case value(Value)
        case null
        case unreadable
    }

    /// `12.5`, `1e3`, `inf`; null is an empty text or one of pandas' words for it.
    package static func number(_ text: UnsafeRawBufferPointer) -> Cell<Double> {
        let text = trimmed(text)
        if text.isEmpty { return .null }
        if let simple = simpleNumber(text) { return .value(simple) }
        // Over this no number needs a digit; a text of megabytes is not copied to learn that.
        guard text.count <= 400 else { return .unreadable }
        let string = String(decoding: text, as: UTF8.self)
        if nullWords.contains(string) { return .null }
        // Swift reads hexadecimal digits too, which no export of logs means.
        guard !string.contains(where: { $0 == "x" || $0 == "X" }), let value = Double(string) else {
            return .unreadable
        }
        return value.isNaN ? .null : .value(value)
    }

    /// Python's, pandas' and people's words for yes and no, in any case.
    package static func bool(_ text: UnsafeRawBufferPointer) -> Cell<Bool> {
        let text = trimmed(text)
        if text.isEmpty { return .null }
        guard text.count <= 8 else { return .unreadable }
        let string = String(decoding: text, as: UTF8.self)
        if nullWords.contains(string) { return .null }
        switch string.lowercased() {
        case "true", "1", "1.0", "yes", "y", "t": return .value(true)
        case "false", "0", "0.0", "no", "n", "f": return .value(false)
        default: return .unreadable
        }
    }

    /// Texts that pandas reads as null.
    private static let nullWords: Set<String> = ["nan", "NaN", "NAN", "None", "null", "NULL", "<NA>", "NaT", "NA"]

    /// Digits with at most one point, up to 15 of them: exact, since both parts of the quotient are.
    ///
    /// Source: W. D. Clinger, "How to read floating point numbers accurately" (1990), the fast path.
    private static func simpleNumber(_ text: UnsafeRawBufferPointer) -> Double? {
        var digits: UInt64 = 0
        var fraction = 0
        var afterPoint = false
        guard text.count <= 16 else { return nil }
        for byte in text {
            if byte >= 0x30, byte <= 0x39 {
                digits = digits * 10 + UInt64(byte - 0x30)
                if afterPoint { fraction += 1 }
            } else if byte == UInt8(ascii: "."), !afterPoint {
                afterPoint = true
            } else {
                return nil
            }
        }
        guard digits < 1 << 53, text.count > (afterPoint ? 1 : 0) else { return nil }
        return Double(digits) / powersOfTen[fraction]
    }

    private static let powersOfTen: [Double] = (0...16).map { exponent in
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }

    /// ASCII blanks off both ends.
    static func trimmed(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = text.count
        while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
        while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: text[start..<end])
    }
}
