/// Python's `raw-unicode-escape`: Latin-1 in which only `\uXXXX` and `\UXXXXXXXX` are escapes.
enum RawUnicodeEscape {
    /// - Returns: UTF-8; lone surrogates become U+FFFD. nil where an escape is cut short.
    static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        var units: [UInt16] = []
        units.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            let byte = text[position]
            position += 1
            guard byte == UInt8(ascii: "\\"), position < text.count,
                let digits = [UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][text[position]]
            else {
                units.append(UInt16(byte))
                continue
            }
            guard let code = hex(text, at: position + 1, digits: digits), code <= 0x10FFFF else { return nil }
            position += 1 + digits
            if let scalar = Unicode.Scalar(code) {
                units.append(contentsOf: UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter)
            } else {
                units.append(UInt16(truncatingIfNeeded: code))
            }
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    static func hex(_ text: UnsafeRawBufferPointer, at start: Int, digits: Int) -> UInt32? {
        guard start + digits <= text.count else { return nil }
        var value: UInt32 = 0
        for byte in text[start..<start + digits] {
            guard let digit = hexDigit(byte) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x41 + 10)
        case 0x61...0x66: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }
}

/// The escapes of a Python 2 string literal.
enum StringEscape {
    /// - Returns: the bytes; nil where an escape cannot be read.
    static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        var result: [UInt8] = []
        var position = 0
        while position < text.count {
            let byte = text[position]
            position += 1
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard position < text.count else { return nil }
            let escape = text[position]
            position += 1
            if escape == UInt8(ascii: "x") {
                guard let code = RawUnicodeEscape.hex(text, at: position, digits: 2) else { return nil }
                result.append(UInt8(code))
                position += 2
            } else {
                guard let plain = plainEscapes[escape] else { return nil }
                result.append(plain)
            }
        }
        return result
    }

    private static let plainEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "\\"): 0x5C,
        UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22,
    ]
}
