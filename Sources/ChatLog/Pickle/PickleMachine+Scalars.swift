/// Numbers, texts and bytes.
extension PickleMachine {
    mutating func scalarOpcode(_ opcode: UInt8) throws(LogReadFault) {
        switch opcode {
        case 0x88: try push(.bool(true))  // NEWTRUE
        case 0x89: try push(.bool(false))  // NEWFALSE
        case 0x4A: try push(.int(Int64(littleEndian(Int32.self))))  // BININT
        case 0x4D: try push(.int(Int64(littleEndian(UInt16.self))))  // BININT2
        case 0x8A: try pushLong(count: UInt64(byte()))  // LONG1
        case 0x8B: try pushLong(count: length(littleEndian(Int32.self)))  // LONG4
        case 0x8D: try pushText(count: littleEndian(UInt64.self))  // BINUNICODE8
        case 0x43: try pushBytes(count: UInt64(byte()))  // SHORT_BINBYTES
        case 0x42: try pushBytes(count: UInt64(littleEndian(UInt32.self)))  // BINBYTES
        case 0x8E, 0x96: try pushBytes(count: littleEndian(UInt64.self))  // BINBYTES8, BYTEARRAY8
        // Texts of Python 2.
        case 0x55: try pushText(count: UInt64(byte()))  // SHORT_BINSTRING
        case 0x54: try pushText(count: length(littleEndian(Int32.self)))  // BINSTRING
        default: try lineOpcode(opcode)
        }
    }

    /// Opcodes of protocol 0, whose argument is a line.
    private mutating func lineOpcode(_ opcode: UInt8) throws(LogReadFault) {
        switch opcode {
        case 0x49: try pushInt(line: line())  // INT
        case 0x4C: try pushInt(line: line())  // LONG
        case 0x46: try pushFloat(line: line())  // FLOAT
        case 0x56: try pushUnicode(line: line())  // UNICODE
        case 0x53: try pushString(line: line())  // STRING
        case 0x67: try recall(memoNumber(line: line()))  // GET
        case 0x70: try remember(memoNumber(line: line()))  // PUT
        default: try containerOpcode(opcode)
        }
    }

    private func length(_ count: Int32) throws(LogReadFault) -> UInt64 {
        guard count >= 0 else { throw malformed("a length is negative (\(count))") }
        return UInt64(count)
    }

    private mutating func pushBytes(count: UInt64) throws(LogReadFault) {
        try push(.bytes(offset: take(count), count: Int(count)))
    }

    /// Little-endian two's complement of any length.
    private mutating func pushLong(count: UInt64) throws(LogReadFault) {
        let offset = try take(count)
        let digits = bytes[offset..<offset + Int(count)]
        guard let last = digits.last else { return try push(.int(0)) }
        guard count <= 8 else { return try push(.bigInt) }
        var value: Int64 = last >= 0x80 ? -1 : 0
        for byte in digits.reversed() { value = value << 8 | Int64(byte) }
        try push(.int(value))
    }

    private func ascii(_ line: Range<Int>) throws(LogReadFault) -> String {
        guard line.count <= 4_096 else { throw malformed("a number has \(line.count) digits") }
        return String(decoding: bytes[line], as: UTF8.self)
    }

    private mutating func pushInt(line: Range<Int>) throws(LogReadFault) {
        var digits = try ascii(line)[...]
        if digits == "00" || digits == "01" { return try push(.bool(digits == "01")) }
        if digits.last == "L" { digits.removeLast() }
        if let value = Int64(digits) { return try push(.int(value)) }
        let isNumber = !digits.isEmpty && digits.drop(while: { $0 == "-" }).allSatisfy(\.isASCII)
        guard isNumber, digits.drop(while: { $0 == "-" }).allSatisfy(\.isNumber) else {
            throw malformed("an integer cannot be read")
        }
        try push(.bigInt)
    }

    private mutating func pushFloat(line: Range<Int>) throws(LogReadFault) {
        guard let value = Double(try ascii(line)) else { throw malformed("a number cannot be read") }
        try push(.float(value))
    }

    private mutating func memoNumber(line: Range<Int>) throws(LogReadFault) -> Int {
        guard let number = Int(try ascii(line)), number >= 0 else {
            throw malformed("the number of a kept value cannot be read")
        }
        return number
    }

    /// Latin-1 with `\uXXXX` and `\UXXXXXXXX`: Python's raw-unicode-escape.
    private mutating func pushUnicode(line: Range<Int>) throws(LogReadFault) {
        let text = UnsafeRawBufferPointer(rebasing: bytes[line])
        guard text.contains(where: { $0 == UInt8(ascii: "\\") || $0 >= 0x80 }) else {
            return try push(.text(offset: line.lowerBound, count: line.count))
        }
        try pushDecoded(RawUnicodeEscape.decode(text))
    }

    /// A quoted text of Python 2.
    private mutating func pushString(line: Range<Int>) throws(LogReadFault) {
        let text = bytes[line]
        guard line.count >= 2, let quote = text.first, quote == 0x22 || quote == 0x27, text.last == quote else {
            throw malformed("a text has no quotes around it")
        }
        let inner = line.lowerBound + 1..<line.upperBound - 1
        guard bytes[inner].contains(UInt8(ascii: "\\")) else {
            return try push(.text(offset: inner.lowerBound, count: inner.count))
        }
        try pushDecoded(StringEscape.decode(UnsafeRawBufferPointer(rebasing: bytes[inner])))
    }

    private mutating func pushDecoded(_ text: [UInt8]?) throws(LogReadFault) {
        guard let text else { throw malformed("a text has an escape that cannot be read") }
        guard let offset = region.append(text) else { throw fault(.limit("its texts grow when they are decoded")) }
        try push(.text(offset: offset, count: text.count))
    }
}
