/// One Arrow array of a column: buffers of the file, read as the Arrow columnar format says.
///
/// Source: Apache Arrow, "Arrow Columnar Format": validity bitmaps, variable-size binary, binary views.
struct ArrowChunk {
    var type: ArrowType
    var count: Int
    /// Elements to skip at the start of every buffer.
    var first: Int
    /// A bit for each element, least significant first; nil where nothing is null.
    var validity: Range<Int>?
    /// The other buffers, as ranges of the region.
    var buffers: [Range<Int>]
    /// What the codes of a dictionary array stand for.
    var dictionary: [ArrowChunk] = []

    func isNull(_ row: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let validity else { return false }
        return !Self.bit(first + row, of: validity, bytes)
    }

    static func bit(_ number: Int, of buffer: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes[buffer.lowerBound + number >> 3] >> UInt8(number & 7) & 1 == 1
    }
}

/// The Arrow types that a column of a log may have.
enum ArrowType: Equatable {
    /// Offsets of `offsetSize` bytes into text data.
    case text(offsetSize: Int)
    case textView
    case bool
    case number(NumpyType)
    /// Ticks since 1970 in UTC.
    case timestamp(tick: Int64)
    /// Codes into texts.
    case dictionary
    case null
    case other

    var name: String {
        switch self {
        case .text, .textView: "text"
        case .bool: "bool"
        case .number(let type): type.name
        case .timestamp: "timestamps"
        case .dictionary: "dictionary values"
        case .null: "nulls"
        case .other: "values of another type"
        }
    }

    init(alias: String) {
        let numbers = [
            "double": "f8", "float": "f4", "halffloat": "f2", "int8": "i1", "int16": "i2", "int32": "i4", "int64": "i8",
            "uint8": "u1", "uint16": "u2", "uint32": "u4", "uint64": "u8",
        ]
        switch alias {
        case "string", "utf8": self = .text(offsetSize: 4)
        case "large_string", "large_utf8": self = .text(offsetSize: 8)
        case "string_view": self = .textView
        case "bool": self = .bool
        case "null": self = .null
        default:
            if let code = numbers[alias], let type = NumpyType(parsing: code) {
                self = .number(type)
            } else {
                self = .other
            }
        }
    }
}
