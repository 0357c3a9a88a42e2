/// White space as Python's `str.strip()` and `str.isspace()` see it, so that counts agree with pandas.
public enum Blank {
    /// Whether a scalar is white space to Python.
    ///
    /// Source: CPython, `Objects/unicodetype_db.h`, `_PyUnicode_IsWhitespace`.
    public static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            true
        default: false
        }
    }

    public static func isBlank(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.allSatisfy(isBlank)
    }

    /// `text` without white space at both ends.
    public static func trimmed(_ text: some StringProtocol) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }

    /// Whether UTF-8 bytes are all white space. Decides at the first byte for nearly every text.
    package static func isBlank(_ utf8: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < utf8.count {
            let length = blankLength(utf8[index...])
            if length == 0 { return false }
            index += length
        }
        return true
    }

    /// The bytes of the white space at the start of `utf8`; 0 where there is none. No scalar of white space
    /// takes more than three.
    private static func blankLength(_ utf8: Slice<UnsafeRawBufferPointer>) -> Int {
        let start = utf8.startIndex
        switch utf8[start] {
        case 0x09...0x0D, 0x1C...0x20: return 1
        case 0xC2: return utf8.count > 1 && [0x85, 0xA0].contains(utf8[start + 1]) ? 2 : 0
        case 0xE1...0xE3 where utf8.count > 2:
            let value =
                UInt32(utf8[start] & 15) << 12 | UInt32(utf8[start + 1] & 63) << 6 | UInt32(utf8[start + 2] & 63)
            let isWhole = utf8[start + 1] & 0xC0 == 0x80 && utf8[start + 2] & 0xC0 == 0x80
            return isWhole && Unicode.Scalar(value).map(isBlank) == true ? 3 : 0
        default: return 0
        }
    }
}
