import CPostgres
import Foundation
import RapportCore

/// An open connection to a PostgreSQL server, through libpq. Blocks while the server works: `PgConnection` keeps it on
/// a queue of its own. A server that says nothing for longer than the address allows is given up.
///
/// Source: https://www.postgresql.org/docs/current/libpq.html
final class PgSession {
    let connection: OpaquePointer
    let address: PgAddress
    private var server: String { address.shown }

    /// - Throws: `PgError.unreachable`.
    init(_ address: PgAddress) throws(PgError) {
        self.address = address
        guard let connection = PQconnectdb(address.connection) else {
            throw .unreachable(server: address.shown, reason: "there is no memory for a connection")
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK, PQsetnonblocking(connection, 1) == 0 else {
            // Everything is set: leaving here runs `deinit`.
            throw .unreachable(server: address.shown, reason: Self.line(PQerrorMessage(connection)))
        }
        // Notices would go to standard error.
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
        // Whom we gave up need not work on for nobody, nor hold what others wait for. Older servers cannot.
        _ = try? run("opening a connection", "SET client_connection_check_interval = '5s'")
    }

    deinit { PQfinish(connection) }

    /// Runs one statement; parameters and results are texts.
    ///
    /// - Parameters:
    ///   - operation: What the user reads where it fails.
    ///   - isLong: It may take any time, such as building a graph, or waiting for somebody who does: the server is
    ///     given up only where it does not answer to others either.
    func run(
        _ operation: String, _ sql: String, _ parameters: [String?] = [], isLong: Bool = false
    ) throws(PgError) -> PgRows {
        try send(PgStatement(sql, parameters))
        let rows = PgRows(try answer(to: operation, isLong: isLong))
        try check(rows, operation)
        return rows
    }

    /// Runs statements in one round trip. Outside a transaction they are one of their own: what `set_config` sets
    /// locally holds for those that follow, which are planned after it, and for nothing else.
    ///
    /// Source: https://www.postgresql.org/docs/current/libpq-pipeline-mode.html
    /// - Returns: What each of them gave.
    func run(_ operation: String, together statements: [PgStatement]) throws(PgError) -> [PgRows] {
        guard PQenterPipelineMode(connection) == 1 else { throw lost() }
        for statement in statements { try send(statement) }
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        var results: [PgRows] = []
        for _ in statements { results.append(PgRows(try answer(to: operation))) }
        let end = PgRows(try answer(to: operation))
        guard end.status == PGRES_PIPELINE_SYNC, PQexitPipelineMode(connection) == 1 else { throw lost() }
        // The first that failed says why; the server skipped the others.
        for rows in results { try check(rows, operation) }
        return results
    }

    private func send(_ statement: PgStatement) throws(PgError) {
        let copies = statement.parameters.map { $0.map { strdup($0) } }
        defer { for copy in copies { free(copy ?? nil) } }
        let values = copies.map { copy -> UnsafePointer<CChar>? in copy.flatMap { UnsafePointer($0) } }
        guard PQsendQueryParams(connection, statement.sql, Int32(values.count), nil, values, nil, nil, 0) == 1 else {
            throw lost()
        }
    }

    private func check(_ rows: PgRows, _ operation: String) throws(PgError) {
        if rows.status != PGRES_TUPLES_OK, rows.status != PGRES_COMMAND_OK { throw failure(operation, rows.result) }
    }

    /// Sends the bytes of `COPY … FROM STDIN (FORMAT binary)`.
    func copy(_ operation: String, _ sql: String, _ bytes: [UInt8]) throws(PgError) {
        guard PQsendQuery(connection, sql) == 1 else { throw lost() }
        let begun = try answer(to: operation)
        defer { PQclear(begun) }
        guard PQresultStatus(begun) == PGRES_COPY_IN else { throw failure(operation, begun) }
        let piece = 1 << 20
        for start in stride(from: 0, to: bytes.count, by: piece) {
            let sent = try sending(operation) { connection in
                bytes.withUnsafeBufferPointer { buffer in
                    let size = min(piece, buffer.count - start)
                    return buffer.baseAddress.map { base in
                        (base + start).withMemoryRebound(to: CChar.self, capacity: size) {
                            PQputCopyData(connection, $0, Int32(size))
                        }
                    } ?? -1
                }
            }
            if !sent { break }  // The result says why.
        }
        _ = try sending(operation) { PQputCopyEnd($0, nil) }
        let result = try answer(to: operation)
        defer { PQclear(result) }
        if PQstatus(connection) != CONNECTION_OK { throw lost() }
        if PQresultStatus(result) != PGRES_COMMAND_OK { throw failure(operation, result) }
    }

    /// Runs statements that happen together or not at all.
    ///
    /// Where the connection breaks during `COMMIT` nobody knows which: callers note their position in the transaction
    /// and read it again.
    func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        _ = try run("beginning", "BEGIN")
        let value: Value
        do { value = try body() } catch {
            // Where this fails too, the connection is gone and the server undoes it.
            _ = try? run("undoing", "ROLLBACK")
            throw error
        }
        _ = try run("committing", "COMMIT")
        return value
    }

    func lost() -> PgError {
        .unreachable(server: server, reason: Self.line(PQerrorMessage(connection)))
    }

    private func failure(_ operation: String, _ result: OpaquePointer) -> PgError {
        guard PQstatus(connection) == CONNECTION_OK else { return lost() }
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? "?????"
        // Data exceptions quote the value, constraints name the row.
        let quotes = state.hasPrefix("22") || state.hasPrefix("23")
        var reason =
            quotes ? "a value does not fit" : Self.line(PQresultErrorField(result, Int32(UInt8(ascii: "M"))))
        // Where a coordinator cannot connect, this says where to.
        if state.hasPrefix("08"), let detail = PQresultErrorField(result, Int32(UInt8(ascii: "D"))) {
            reason += ": " + Self.line(detail)
        }
        return .failed(server: server, operation: operation, state: state, reason: reason)
    }

    private static func line(_ text: UnsafePointer<CChar>?) -> String {
        let words = text.map { String(cString: $0).split(whereSeparator: \.isWhitespace) } ?? []
        return words.isEmpty ? "no reason was given" : words.joined(separator: " ")
    }
}

/// A statement and its parameters, which are texts.
struct PgStatement {
    let sql: String
    let parameters: [String?]

    init(_ sql: String, _ parameters: [String?] = []) {
        self.sql = sql
        self.parameters = parameters
    }
}

/// What a statement gave.
final class PgRows {
    fileprivate let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    fileprivate var status: ExecStatusType { PQresultStatus(result) }

    var count: Int { Int(PQntuples(result)) }

    /// Rows that the statement changed.
    var changed: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    /// The value as PostgreSQL writes it; nil for null, and beyond the end.
    subscript(row: Int, column: Int) -> String? {
        guard row < count, column < Int(PQnfields(result)),
            PQgetisnull(result, Int32(row), Int32(column)) == 0
        else { return nil }
        return PQgetvalue(result, Int32(row), Int32(column)).map { String(cString: $0) }
    }
}
