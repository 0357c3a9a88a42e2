import Foundation
import GRDB
import GRDBSQLite

extension Row {
    /// The value of a column, from 0 on.
    ///
    /// GRDB's subscripts end the process where a value is of another type, or null where none may be; of a row that is
    /// not copied they make it one of the type, so that a text is the number 0. A damaged file holds such values, and no
    /// program of ours writes them.
    ///
    /// - Throws: `RowDecodingError`, which `StoreError.wrapping` says in our words.
    @inline(__always)
    func value<Value: ColumnValue>(_ index: Int) throws -> Value {
        try decode(Exact<Value>.self, atIndex: index).value
    }

    /// As the other `value`, of a column by its name.
    @inline(__always)
    func value<Value: ColumnValue>(_ column: String) throws -> Value {
        try decode(Exact<Value>.self, forColumn: column).value
    }
}

/// A type that columns are of.
protocol ColumnValue: DatabaseValueConvertible, StatementColumnConvertible {
    /// Whether SQLite keeps values of it as `storage`, such as `SQLITE_TEXT`.
    static func isKept(as storage: CInt) -> Bool
}

extension Int64: ColumnValue {
    static func isKept(as storage: CInt) -> Bool { storage == SQLITE_INTEGER }
}

extension Int: ColumnValue {
    static func isKept(as storage: CInt) -> Bool { storage == SQLITE_INTEGER }
}

extension Bool: ColumnValue {
    static func isKept(as storage: CInt) -> Bool { storage == SQLITE_INTEGER }
}

extension Double: ColumnValue {
    /// The sum of nothing is a whole 0.
    static func isKept(as storage: CInt) -> Bool { storage == SQLITE_FLOAT || storage == SQLITE_INTEGER }
}

extension String: ColumnValue {
    static func isKept(as storage: CInt) -> Bool { storage == SQLITE_TEXT }
}

extension StoredText: ColumnValue {
    static func isKept(as storage: CInt) -> Bool { storage == SQLITE_TEXT }
}

extension Data: ColumnValue {
    static func isKept(as storage: CInt) -> Bool { storage == SQLITE_BLOB }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    static func isKept(as storage: CInt) -> Bool { storage == SQLITE_NULL || Wrapped.isKept(as: storage) }
}

/// A value that SQLite keeps as one of its type; nothing is turned into it.
private struct Exact<Value: ColumnValue>: DatabaseValueConvertible, StatementColumnConvertible {
    let value: Value

    init(_ value: Value) { self.value = value }

    init?(sqliteStatement: OpaquePointer, index: CInt) {
        guard let exact = Self.fromStatement(sqliteStatement, atUncheckedIndex: index) else { return nil }
        self = exact
    }

    /// Asked before the other `init`, which never sees a null.
    @inline(__always)
    static func fromStatement(_ statement: OpaquePointer, atUncheckedIndex index: CInt) -> Self? {
        guard Value.isKept(as: sqlite3_column_type(statement, index)) else { return nil }
        return Value.fromStatement(statement, atUncheckedIndex: index).map { Self($0) }
    }

    var databaseValue: DatabaseValue { value.databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> Self? {
        guard Value.isKept(as: value.storage.sqliteType) else { return nil }
        return Value.fromDatabaseValue(value).map { Self($0) }
    }
}

extension DatabaseValue.Storage {
    /// As SQLite numbers it.
    fileprivate var sqliteType: CInt {
        switch self {
        case .null: SQLITE_NULL
        case .int64: SQLITE_INTEGER
        case .double: SQLITE_FLOAT
        case .string: SQLITE_TEXT
        case .blob: SQLITE_BLOB
        }
    }
}
