import GRDBSQLite

/// What one query may cost.
public struct SQLLimits: Sendable, Equatable {
    /// Time from its start to its last row.
    public var seconds: Double
    /// Size of the whole result, and of any single value.
    public var mebibytes: Int

    public init(seconds: Double = 30, mebibytes: Int = 512) {
        self.seconds = seconds
        self.mebibytes = mebibytes
    }

    var bytes: Int { mebibytes << 20 }

    /// Keeps all memory that SQLite takes in this process, whatever for, below the limit; a query that needs more fails.
    ///
    /// For programs that run one query. SQLite has no such limit for a single connection: what bounds a query in any
    /// process is the size of its values and of its result.
    public static func limitHeapOfProcess(mebibytes: Int) { sqlite3_hard_heap_limit64(Int64(mebibytes) << 20) }
}

extension SQLRun {
    /// Sets on a connection what SQLite itself can hold a query to; the run must outlive the connection.
    func limit(_ connection: OpaquePointer) {
        // SQLite's own maximum is a gigabyte.
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, CInt(min(limits.bytes, 1_000_000_000)))
        sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
        sqlite3_progress_handler(
            connection, Self.stepsBetweenChecks,
            { pointer in
                guard let pointer else { return 1 }
                return Unmanaged<SQLRun>.fromOpaque(pointer).takeUnretainedValue().reasonToStop == nil ? 0 : 1
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Steps of SQLite's machine: some tens of microseconds.
    private static let stepsBetweenChecks: CInt = 2_000
}
