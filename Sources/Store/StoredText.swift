import GRDB
import GRDBSQLite

/// A text column read and written by length, so that a NUL inside a message survives.
///
/// GRDB's own `String` reads C strings and would stop there.
struct StoredText: DatabaseValueConvertible, StatementColumnConvertible {
    let string: String

    init(_ string: String) { self.string = string }

    init?(sqliteStatement: OpaquePointer, index: CInt) {
        guard sqlite3_column_type(sqliteStatement, index) != SQLITE_NULL else { return nil }
        // SQLite wants the pointer first and the count after it.
        let bytes = sqlite3_column_text(sqliteStatement, index)
        let count = Int(sqlite3_column_bytes(sqliteStatement, index))
        string = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    var databaseValue: DatabaseValue { string.databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredText? {
        String.fromDatabaseValue(value).map(StoredText.init)
    }
}
