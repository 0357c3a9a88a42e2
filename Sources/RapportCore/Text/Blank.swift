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
        for (index, byte) in utf8.enumerated() {
            switch byte {
            case 0x09...0x0D, 0x1C...0x20: continue
            case ..<0x80: return false
            default:
                let rest = String(decoding: UnsafeRawBufferPointer(rebasing: utf8[index...].prefix(64)), as: UTF8.self)
                guard let scalar = rest.unicodeScalars.first, isBlank(scalar) else { return false }
                return isBlank(String(decoding: UnsafeRawBufferPointer(rebasing: utf8[index...]), as: UTF8.self))
            }
        }
        return true
    }
}
