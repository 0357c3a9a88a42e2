import GRDBSQLite

/// A value that SQL computes with.
public enum SQLValue: Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// A vector as the store keeps it: float32, little-endian.
    public init(vector: [Float]) { self = vector.withUnsafeBytes { .blob([UInt8]($0)) } }

    /// The float32 components of a blob; nil for anything else, and where a part of a component is left over.
    ///
    /// - Complexity: O(bytes).
    public var vector: [Float]? {
        let size = MemoryLayout<Float>.size
        guard case .blob(let bytes) = self, bytes.count.isMultiple(of: size) else { return nil }
        return bytes.withUnsafeBytes { bytes in
            [Float](unsafeUninitializedCapacity: bytes.count / size) { components, count in
                count = bytes.copyBytes(to: components) / size
            }
        }
    }

    /// The text of a text; nil for anything else.
    public var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The number of an integer, and of a real that is whole; nil for anything else.
    public var wholeNumber: Int64? {
        switch self {
        case .integer(let number): number
        case .real(let number): Int64(exactly: number)
        case .null, .text, .blob: nil
        }
    }

    public var isNull: Bool { self == .null }

    /// Bytes that the value takes, about: what limits on results count.
    var byteCount: Int {
        switch self {
        case .null, .integer, .real: MemoryLayout<SQLValue>.stride
        case .text(let text): MemoryLayout<SQLValue>.stride + text.utf8.count
        case .blob(let bytes): MemoryLayout<SQLValue>.stride + bytes.count
        }
    }
}

/// As SQLite tells apart: by type and bytes. To `String` two spellings of one accented letter would be equal.
extension SQLValue: Hashable {
    public static func == (left: SQLValue, right: SQLValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.integer(let left), .integer(let right)): left == right
        case (.real(let left), .real(let right)): left == right
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.blob(let left), .blob(let right)): left == right
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .integer(let number): hasher.combine(number)
        case .real(let number): hasher.combine(number)
        case .text(var text): text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .blob(let bytes): hasher.combine(bytes)
        }
    }
}

/// To SQLite and back, by length: a NUL inside a text survives.
extension SQLValue {
    /// An argument of a function, or of a virtual table.
    init(_ value: OpaquePointer?) {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: self = .integer(sqlite3_value_int64(value))
        case SQLITE_FLOAT: self = .real(sqlite3_value_double(value))
        case SQLITE_TEXT:
            let bytes = sqlite3_value_text(value)
            self = .text(Self.text(bytes, count: sqlite3_value_bytes(value)))
        case SQLITE_BLOB:
            let bytes = sqlite3_value_blob(value)
            self = .blob([UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_value_bytes(value)))))
        default: self = .null
        }
    }

    /// A column of a statement's row.
    init(statement: OpaquePointer, column: CInt) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            let bytes = sqlite3_column_text(statement, column)
            self = .text(Self.text(bytes, count: sqlite3_column_bytes(statement, column)))
        case SQLITE_BLOB:
            let bytes = sqlite3_column_blob(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            self = .blob([UInt8](UnsafeRawBufferPointer(start: bytes, count: count)))
        default: self = .null
        }
    }

    private static func text(_ bytes: UnsafePointer<UInt8>?, count: CInt) -> String {
        String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
    }

    /// Gives the value to SQLite as what a function, or a column of a virtual table, is.
    func give(to context: OpaquePointer?) {
        switch self {
        case .null: sqlite3_result_null(context)
        case .integer(let number): sqlite3_result_int64(context, number)
        case .real(let number): sqlite3_result_double(context, number)
        case .text(var text):
            text.withUTF8 { bytes in
                // A null pointer would give NULL; an empty text has to point somewhere.
                guard let start = bytes.baseAddress, !bytes.isEmpty else {
                    return sqlite3_result_text(context, "", 0, RawStatement.transient)
                }
                start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    sqlite3_result_text64(
                        context, $0, sqlite3_uint64(bytes.count), RawStatement.transient, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_result_zeroblob(context, 0) }
            bytes.withUnsafeBytes {
                sqlite3_result_blob64(context, $0.baseAddress, sqlite3_uint64($0.count), RawStatement.transient)
            }
        }
    }
}
