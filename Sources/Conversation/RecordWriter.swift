import RapportCore

/// How an export writes its records.
public enum RecordFormat: Sendable, CaseIterable {
    /// RFC 4180 with LF and a header; undefined = empty field. A text that a spreadsheet would compute has an apostrophe
    /// in front.
    case csv
    /// One JSON object a line; undefined = null.
    case jsonLines

    /// The format that the ending of `path` names: `.csv`, `.jsonl`, `.ndjson` or `.json`; nil for another.
    public init?(path: String) {
        switch path.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased() {
        case "csv": self = .csv
        case "jsonl", "ndjson", "json": self = .jsonLines
        default: return nil
        }
    }
}

/// Writes records of the same columns as CSV or JSON lines into one buffer.
///
/// Fields are appended in the order of the columns, each record closed by `endRecord`. Bytes, not strings:
/// an export of 100,000 conversations formats two million fields.
public struct RecordWriter: Sendable {
    public let format: RecordFormat
    /// What was written so far; the owner may take it and empty it between two records.
    public var bytes: [UInt8] = []
    /// Before each field: a comma in CSV, the key in JSON.
    private let prefixes: [[UInt8]]
    private let header: [UInt8]
    private var column = 0

    public init(_ format: RecordFormat, columns: [String]) {
        self.format = format
        switch format {
        case .csv:
            prefixes = columns.indices.map { $0 == 0 ? [] : Array(",".utf8) }
            header = Array((columns.joined(separator: ",") + "\n").utf8)
        case .jsonLines:
            prefixes = columns.enumerated().map { Array("\($0 == 0 ? "{" : ",")\"\($1)\":".utf8) }
            header = []
        }
    }

    /// The line of column names; nothing in JSON lines.
    public mutating func writeHeader() { bytes.append(contentsOf: header) }

    /// Closes a record.
    ///
    /// - Precondition: every column was written.
    public mutating func endRecord() {
        precondition(column == prefixes.count, "a record has \(prefixes.count) fields, not \(column)")
        column = 0
        if format == .jsonLines { bytes.append(UInt8(ascii: "}")) }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func beginField() {
        bytes.append(contentsOf: prefixes[column])
        column += 1
    }
}

extension RecordWriter {
    public mutating func text(_ value: String) {
        beginField()
        switch format {
        case .csv: appendCSV(value)
        case .jsonLines: appendJSON(value)
        }
    }

    public mutating func integer(_ value: Int?) {
        beginField()
        guard let value else { return undefined() }
        append(decimal: value)
    }

    /// The shortest decimal that reads back as the same double; whole numbers keep their `.0`, so that
    /// readers that guess a column's type see floating point throughout.
    public mutating func number(_ value: Double?) {
        beginField()
        guard let value, value.isFinite else { return undefined() }
        if value.magnitude < 1e15, let whole = Int(exactly: value), whole != 0 || value.sign == .plus {
            append(decimal: whole)
            bytes.append(UInt8(ascii: "."))
            bytes.append(UInt8(ascii: "0"))
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    public mutating func truth(_ value: Bool) {
        beginField()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// UTC without a zone, such as `2025-04-09T00:00:30`.
    public mutating func time(_ value: Timestamp) {
        beginField()
        appendQuote()
        value.append(to: &bytes)
        appendQuote()
    }

    /// 16 hex digits.
    public mutating func identifier(_ recordID: Int64) {
        beginField()
        appendQuote()
        let bits = UInt64(bitPattern: recordID)
        for shift in stride(from: 60, through: 0, by: -4) {
            bytes.append(hexDigit(UInt8(truncatingIfNeeded: bits >> UInt64(shift)) & 15))
        }
        appendQuote()
    }

    private mutating func appendQuote() {
        if format == .jsonLines { bytes.append(UInt8(ascii: "\"")) }
    }

    private mutating func undefined() {
        if format == .jsonLines { bytes.append(contentsOf: "null".utf8) }
    }

    private mutating func append(decimal value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = value.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private mutating func appendCSV(_ text: String) {
        let value = SpreadsheetText.inert(text)
        let needsQuotes = value.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
        }
        guard needsQuotes else { return bytes.append(contentsOf: value.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Escapes what RFC 8259 asks for and nothing else.
    private mutating func appendJSON(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case ..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(contentsOf: [hexDigit(byte >> 4), hexDigit(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

private func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
