/// Walks over the records of a CSV file: RFC 4180, LF or CRLF, with pandas' leniency towards text after a
/// closing quote. A carriage return that no line feed follows is data: pandas writes such texts unquoted.
struct CSVScanner {
    /// One field of a record, as a range of the file without its quotes.
    struct Field {
        var offset: Int
        var count: Int
        /// Quotes inside have to be taken out: the range is raw, from behind the opening quote.
        var isRaw = false
    }

    private let bytes: UnsafeRawBufferPointer
    private(set) var position: Int

    init(_ bytes: UnsafeRawBufferPointer, from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// Reads the next record that is not an empty line.
    ///
    /// - Returns: false at the end of the file.
    /// - Throws: `.unterminatedQuote`.
    mutating func next(into fields: inout [Field]) throws(LogReadProblem) -> Bool {
        repeat {
            guard position < bytes.count else { return false }
            fields.removeAll(keepingCapacity: true)
            while try field(into: &fields) {}
        } while fields.count == 1 && fields[0].count == 0 && !fields[0].isRaw && !wasQuoted
        return true
    }

    /// Whether the last field had quotes: an empty one of them makes a record, an empty line does not.
    private var wasQuoted = false

    /// - Returns: false where the field is the record's last.
    private mutating func field(into fields: inout [Field]) throws(LogReadProblem) -> Bool {
        wasQuoted = position < bytes.count && bytes[position] == Self.quote
        if wasQuoted { return try quotedField(into: &fields) }
        let start = position
        fields.append(Field(offset: start, count: 0))
        let goesOn = skipPlain()
        fields[fields.count - 1].count = plainEnd(goesOn: goesOn) - start
        return goesOn
    }

    /// Goes behind the next comma or line feed.
    ///
    /// - Returns: whether it was a comma.
    private mutating func skipPlain() -> Bool {
        var place = position
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == Self.comma {
                position = place
                return true
            }
            if byte == Self.lineFeed {
                position = place
                endsWithLineFeed = true
                return false
            }
        }
        position = place
        endsWithLineFeed = false
        return false
    }

    private var endsWithLineFeed = false

    /// Where the content before `position` ends: before a comma, LF, CRLF, or at the file's end.
    private func plainEnd(goesOn: Bool) -> Int {
        if goesOn { return position - 1 }
        guard endsWithLineFeed else { return position }
        let isCarriageReturn = position >= 2 && bytes[position - 2] == Self.carriageReturn
        return isCarriageReturn ? position - 2 : position - 1
    }

    private mutating func quotedField(into fields: inout [Field]) throws(LogReadProblem) -> Bool {
        let start = position + 1
        var isRaw = false
        position = start
        while true {
            while position < bytes.count, bytes[position] != Self.quote { position += 1 }
            guard position < bytes.count else { throw .unterminatedQuote }
            position += 1
            guard position < bytes.count, bytes[position] == Self.quote else { break }
            isRaw = true
            position += 1
        }
        let close = position - 1
        let goesOn = skipPlain()
        let end = plainEnd(goesOn: goesOn)
        if end > close + 1 {
            fields.append(Field(offset: start, count: end - start, isRaw: true))
        } else {
            fields.append(Field(offset: start, count: close - start, isRaw: isRaw))
        }
        return goesOn
    }

    /// The text of a raw field: doubled quotes are one, the closing quote goes, what follows it stays.
    static func text(ofRaw raw: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var isInside = true
        var position = 0
        while position < raw.count {
            let byte = raw[position]
            position += 1
            if isInside, byte == quote {
                if position < raw.count, raw[position] == quote {
                    position += 1
                } else {
                    isInside = false
                    continue
                }
            }
            result.append(byte)
        }
        return result
    }
}
