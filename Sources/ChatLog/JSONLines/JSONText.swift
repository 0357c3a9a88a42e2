/// The escapes of JSON strings.
enum JSONText {
    /// - Returns: UTF-8; a lone surrogate becomes U+FFFD. nil where an escape cannot be read.
    static func decode(_ raw: UnsafeRawBufferPointer) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var position = 0
        while position < raw.count {
            let byte = raw[position]
            position += 1
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard position < raw.count else { return nil }
            let escape = raw[position]
            position += 1
            if escape == UInt8(ascii: "u") {
                guard let scalar = scalar(raw, &position) else { return nil }
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            } else {
                guard let plain = plain(escape) else { return nil }
                result.append(plain)
            }
        }
        return result
    }

    private static func plain(_ escape: UInt8) -> UInt8? {
        switch escape {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
        default: nil
        }
    }

    /// The scalar of one `\uXXXX`, or of two that make a surrogate pair; `position` is behind the `u`.
    private static func scalar(_ raw: UnsafeRawBufferPointer, _ position: inout Int) -> Unicode.Scalar? {
        guard let first = RawUnicodeEscape.hex(raw, at: position, digits: 4) else { return nil }
        position += 4
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, position + 1 < raw.count, raw[position] == UInt8(ascii: "\\"),
            raw[position + 1] == UInt8(ascii: "u"),
            let second = RawUnicodeEscape.hex(raw, at: position + 2, digits: 4), (0xDC00...0xDFFF).contains(second)
        else { return "\u{FFFD}" }
        position += 6
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }
}
