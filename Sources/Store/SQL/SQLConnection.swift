import GRDBSQLite
import RapportCore

/// A connection to SQLite that can only read, for one query.
///
/// Apart from the store's own connections: its authorizer, limits and functions are the query's. Not to be used from two
/// threads at a time.
final class SQLConnection {
    private let pointer: OpaquePointer
    private let run: SQLRun
    private let busyTimeoutSeconds: Double

    /// - Throws: `StoreError` where the file cannot be opened.
    init(path: String, run: SQLRun, busyTimeoutSeconds: Double) throws {
        var opened: OpaquePointer?
        // One thread at a time uses it, so it needs no lock.
        let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
        guard let opened, code == SQLITE_OK else {
            let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw StoreError.sqlite(operation: "opening \(path) to read", reason: reason)
        }
        pointer = opened
        self.run = run
        self.busyTimeoutSeconds = busyTimeoutSeconds
        sqlite3_busy_timeout(pointer, CInt(busyTimeoutSeconds * 1_000))
        // A misspelt name in double quotes is an error, not a text.
        _disableDoubleQuotedStringLiterals(pointer)
        // What a query keeps aside stays in memory, which is limited; the disk is not.
        try check(sqlite3_exec(pointer, "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384", nil, nil, nil))
    }

    deinit { sqlite3_close_v2(pointer) }

    /// Makes functions known to the query.
    func register(_ functions: [SQLFunction], _ tables: [any TableFunction]) throws {
        for function in functions {
            for count in function.argumentCounts { try check(register(function, argumentCount: CInt(count))) }
        }
        for table in tables { try check(TableFunctionModule.register(table, on: pointer, for: run)) }
    }

    private final class FunctionOwner {
        let function: SQLFunction
        let run: SQLRun

        init(_ function: SQLFunction, _ run: SQLRun) {
            self.function = function
            self.run = run
        }
    }

    private func register(_ function: SQLFunction, argumentCount: CInt) -> CInt {
        sqlite3_create_function_v2(
            pointer, function.name, argumentCount, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
            Unmanaged.passRetained(FunctionOwner(function, run)).toOpaque(),
            { context, count, values in
                guard let pointer = sqlite3_user_data(context) else { return sqlite3_result_error_nomem(context) }
                let owner = Unmanaged<FunctionOwner>.fromOpaque(pointer).takeUnretainedValue()
                do {
                    let arguments = (0..<Int(count)).map { SQLValue(values?[$0]) }
                    try owner.function.body(arguments, SQLCall(run: owner.run)).give(to: context)
                } catch {
                    owner.run.fail(error)
                    sqlite3_result_error_code(context, SQLITE_ERROR)
                }
            }, nil, nil,
            { pointer in
                if let pointer { Unmanaged<FunctionOwner>.fromOpaque(pointer).release() }
            })
    }

    private func check(_ code: CInt) throws {
        guard code == SQLITE_OK else {
            throw StoreError.sqlite(operation: "preparing to read", reason: String(cString: sqlite3_errmsg(pointer)))
        }
    }

    /// Runs one query to its end.
    ///
    /// - Throws: `SQLError`, what a function of the query throws, `CancellationError`.
    func answer(to query: String) throws -> SQLAnswer {
        SQLAuthorizer.install(on: pointer, for: run)
        run.limit(pointer)
        guard !query.utf8.contains(0) else { throw SQLError.nulByte }
        let statement = try prepared(query)
        defer { sqlite3_finalize(statement) }
        var answer = SQLAnswer(
            columns: (0..<sqlite3_column_count(statement)).map { column in
                sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
            }, rows: [])
        let columns = CInt(answer.columns.count)
        var bytes = 0
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return answer }
            guard code == SQLITE_ROW else { throw failure(code, query) }
            let row = (0..<columns).map { SQLValue(statement: statement, column: $0) }
            bytes += row.reduce(MemoryLayout<[SQLValue]>.stride) { $0 + $1.byteCount }
            guard bytes <= run.limits.bytes else { throw SQLError.resultTooLarge(mebibytes: run.limits.mebibytes) }
            answer.rows.append(row)
        }
    }

    private func prepared(_ query: String) throws -> OpaquePointer {
        try query.withCString { text in
            var statement: OpaquePointer?
            var rest: UnsafePointer<CChar>? = text
            let code = sqlite3_prepare_v2(pointer, text, -1, &statement, &rest)
            guard code == SQLITE_OK else { throw failure(code, query) }
            guard let statement else { throw SQLError.blank }
            guard sqlite3_stmt_readonly(statement) != 0 else {
                sqlite3_finalize(statement)
                throw SQLError.notReading("write")
            }
            if let rest, let second = SQLText.start(ofStatementIn: query, fromByte: rest - text) {
                sqlite3_finalize(statement)
                throw SQLError.several(SQLPosition(byteOffset: second, in: query))
            }
            return statement
        }
    }

    /// Why SQLite stopped, in our words.
    private func failure(_ code: CInt, _ query: String) -> any Error {
        if let error = run.failure { return error }
        if let reason = run.reasonToStop { return reason }
        let reason = String(cString: sqlite3_errmsg(pointer))
        // Of a function that is refused SQLite says so in words alone.
        if let denied = run.denied, code & 0xFF == SQLITE_AUTH || reason.hasPrefix("not authorized") {
            return SQLError.notReading(denied)
        }
        switch code & 0xFF {
        case SQLITE_NOMEM: return SQLError.heap
        case SQLITE_BUSY, SQLITE_LOCKED: return StoreError.busy(seconds: busyTimeoutSeconds)
        default: break
        }
        if let missing = run.missing, reason == "no query solution" { return missing }
        let offset = Int(sqlite3_error_offset(pointer))
        return SQLError.query(
            reason: reason, offset < 0 ? nil : SQLPosition(byteOffset: offset, in: query))
    }
}
