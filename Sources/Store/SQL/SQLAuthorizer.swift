import GRDBSQLite

/// Says what a query may do: read, and nothing that leaves a trace.
///
/// The connection is read-only already. This is the second wall, and the one that says what was refused.
enum SQLAuthorizer {
    /// Pragmas that tell of the schema, with an argument.
    private static let describing: Set<String> = [
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    ]
    /// Pragmas that tell a figure or a list and would set something if they had an argument. Full-text search asks for
    /// `data_version` itself.
    private static let telling: Set<String> = [
        "collation_list", "compile_options", "data_version", "database_list", "encoding", "foreign_key_list",
        "freelist_count", "function_list", "module_list", "page_count", "page_size", "pragma_list", "table_list",
        "user_version",
    ]
    /// Functions that reach beyond the store.
    private static let refusedFunctions: Set<String> = ["load_extension", "fts3_tokenizer"]

    /// - Returns: nil where it is allowed; otherwise the action, as it continues "the query would".
    static func refusal(_ action: Int32, _ first: String?, _ second: String?) -> String? {
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return nil
        case SQLITE_FUNCTION:
            let name = second?.lowercased() ?? ""
            return refusedFunctions.contains(name) ? "call \(name)" : nil
        case SQLITE_PRAGMA:
            let name = first?.lowercased() ?? ""
            if second == nil ? telling.contains(name) : describing.contains(name) { return nil }
            return "use the pragma \(name)"
        case SQLITE_ATTACH: return "attach another file"
        case SQLITE_DETACH: return "detach a file"
        case SQLITE_INSERT where isSchema(first), SQLITE_DELETE where isSchema(first): return "change the schema"
        case SQLITE_INSERT: return "insert into \(first ?? "a table")"
        // What SQLite asks when a virtual table declares its columns. A query's own is refused before: nothing may write
        // the schema's table but the pragma writable_schema.
        case SQLITE_UPDATE where first == "sqlite_master": return nil
        case SQLITE_UPDATE: return "update \(first ?? "a table")"
        case SQLITE_DELETE: return "delete from \(first ?? "a table")"
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: return "begin or end a transaction"
        default: return "change the schema"
        }
    }

    private static func isSchema(_ table: String?) -> Bool {
        table == "sqlite_master" || table == "sqlite_temp_master"
    }

    /// Installs it on a connection for one query; the run must outlive the connection.
    static func install(on connection: OpaquePointer, for run: SQLRun) {
        sqlite3_set_authorizer(
            connection,
            { pointer, action, first, second, _, _ in
                guard let pointer else { return SQLITE_DENY }
                let refusal = SQLAuthorizer.refusal(
                    action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
                guard let refusal else { return SQLITE_OK }
                Unmanaged<SQLRun>.fromOpaque(pointer).takeUnretainedValue().deny(refusal)
                return SQLITE_DENY
            }, Unmanaged.passUnretained(run).toOpaque())
    }
}
