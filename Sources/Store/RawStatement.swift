import GRDB
import GRDBSQLite
import RapportCore

/// A prepared statement whose values are bound straight from columns of bytes.
///
/// Loading 884,000 rows through boxed values costs more than SQLite itself; here a text goes from the mapped
/// file into SQLite without a string in between. Used for bulk writes only.
struct RawStatement {
    private let statement: Statement
    private var pointer: OpaquePointer { statement.sqliteStatement }

    init(_ db: Database, _ sql: String) throws {
        statement = try db.cachedStatement(sql: sql)
    }

    func bind(_ index: CInt, _ value: Int64) { sqlite3_bind_int64(pointer, index, value) }

    func bind(_ index: CInt, _ value: Bool) { sqlite3_bind_int64(pointer, index, value ? 1 : 0) }

    func bind(_ index: CInt, _ value: Double) { sqlite3_bind_double(pointer, index, value) }

    func bind(_ index: CInt, _ text: String) {
        var text = text
        text.withUTF8 { bind(index, utf8: UnsafeRawBufferPointer($0)) }
    }

    private func bind(_ index: CInt, utf8: UnsafeRawBufferPointer) {
        // A null pointer would bind NULL; an empty text has to point somewhere.
        guard !utf8.isEmpty else { return _ = sqlite3_bind_text(pointer, index, "", 0, Self.transient) }
        sqlite3_bind_text(
            pointer, index, utf8.assumingMemoryBound(to: CChar.self).baseAddress, CInt(utf8.count), Self.transient)
    }

    func bind(_ index: CInt, _ column: TextColumn, row: Int) {
        // SQLite takes any bytes as text; what is not UTF-8 must be mended before it gets there.
        let isValid = column.withBytes(row) { bytes in
            guard isUTF8(bytes) else { return false }
            bind(index, utf8: bytes)
            return true
        }
        if !isValid { bind(index, column[row]) }
    }

    func bind(_ index: CInt, blob bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { sqlite3_bind_blob(pointer, index, $0.baseAddress, CInt($0.count), Self.transient) }
    }

    func bind(_ index: CInt, vector: [Float]) {
        _ = vector.withUnsafeBytes { sqlite3_bind_blob(pointer, index, $0.baseAddress, CInt($0.count), Self.transient) }
    }

    /// Runs a statement that returns no rows.
    func run(_ db: Database) throws { _ = try first(db) { _ in } }

    /// Runs a statement and gives its first row, if there is one, to the closure.
    func first<Value>(_ db: Database, _ body: (RawStatement) -> Value) throws -> Value? {
        defer { sqlite3_reset(pointer) }
        let code = sqlite3_step(pointer)
        if code == SQLITE_ROW { return body(self) }
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
        }
        return nil
    }

    func int(_ column: CInt) -> Int64 { sqlite3_column_int64(pointer, column) }

    func double(_ column: CInt) -> Double { sqlite3_column_double(pointer, column) }

    /// Tells SQLite to copy before it returns (`SQLITE_TRANSIENT`, which the C macro cannot give to Swift).
    static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    private func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if bytes.allSatisfy({ $0 < 0x80 }) { return true }
        return String(validating: bytes, as: UTF8.self) != nil
    }
}
