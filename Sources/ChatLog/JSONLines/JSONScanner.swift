/// Reads one JSON object out of bytes, value by value and without recursion.
///
/// Source: RFC 8259. `NaN` and `Infinity`, which Python writes, are numbers too.
struct JSONScanner {
    enum Value {
        /// A range without the quotes, and whether it holds escapes.
        case text(Range<Int>, hasEscapes: Bool)
        case number(Range<Int>)
        case bool(Bool)
        case null
        /// An object or array, skipped.
        case nested
    }

    private let bytes: UnsafeRawBufferPointer
    private var position: Int
    private let end: Int

    /// - Parameter range: the line; positions are those of `bytes`.
    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.bytes = bytes
        self.position = range.lowerBound
        self.end = range.upperBound
    }

    /// Hands the members of the object to `member`.
    ///
    /// - Returns: whether the line holds one object and nothing else.
    mutating func readObject(_ member: (Range<Int>, Bool, Value) -> Void) -> Bool {
        guard skip(UInt8(ascii: "{")) else { return false }
        if skip(UInt8(ascii: "}")) { return isAtEnd() }
        repeat {
            guard peek() == UInt8(ascii: "\""), let key = string(), skip(UInt8(ascii: ":")), let value = value() else {
                return false
            }
            member(key.range, key.hasEscapes, value)
        } while skip(UInt8(ascii: ","))
        return skip(UInt8(ascii: "}")) && isAtEnd()
    }

    private mutating func skipBlanks() {
        while position < end, bytes[position] <= 0x20, Self.isBlank(bytes[position]) { position += 1 }
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

    private mutating func isAtEnd() -> Bool {
        skipBlanks()
        return position == end
    }

    private mutating func peek() -> UInt8? {
        skipBlanks()
        return position < end ? bytes[position] : nil
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func value() -> Value? {
        switch peek() {
        case UInt8(ascii: "\"")?: return string().map { .text($0.range, hasEscapes: $0.hasEscapes) }
        case UInt8(ascii: "{")?, UInt8(ascii: "[")?: return skipNested() ? .nested : nil
        case UInt8(ascii: "t")?: return word("true") ? .bool(true) : nil
        case UInt8(ascii: "f")?: return word("false") ? .bool(false) : nil
        case UInt8(ascii: "n")?: return word("null") ? .null : nil
        case UInt8(ascii: "N")?: return word("NaN") ? .null : nil
        default: return number()
        }
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= end else { return false }
        for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
        position += count
        return true
    }

    /// A number, or one of the words that Python writes for infinity.
    private mutating func number() -> Value? {
        let start = position
        while position < end, Self.isOfNumber(bytes[position]) { position += 1 }
        return position > start ? .number(start..<position) : nil
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
        case 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private mutating func string() -> (range: Range<Int>, hasEscapes: Bool)? {
        position += 1
        let start = position
        var hasEscapes = false
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return (start..<position - 1, hasEscapes)
            }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        return nil
    }

    /// Passes an object or array by counting brackets outside of strings.
    private mutating func skipNested() -> Bool {
        var depth = 0
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                guard string() != nil else { return false }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return true }
        }
        return false
    }
}
