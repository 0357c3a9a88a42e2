import Foundation
import RapportCore

/// What a query gave.
public struct SQLAnswer: Sendable, Equatable {
    /// As the query names them; two may have one name.
    public var columns: [String]
    /// Each with a value for each column.
    public var rows: [[SQLValue]]

    public init(columns: [String], rows: [[SQLValue]]) {
        self.columns = columns
        self.rows = rows
    }
}

/// SQL over a store, to read: every table, and functions over its vectors.
///
/// Each query has a connection of its own, opened to read, on which an authorizer lets nothing through but reading.
/// Tables are seen as they were when the query began; table functions over indexes see what is committed when they are
/// called.
public struct SQLSession: Sendable {
    private let path: String
    private let limits: SQLLimits
    private let functions: [SQLFunction]
    private let tables: [any TableFunction]
    private let busyTimeoutSeconds: Double

    /// - Parameters:
    ///   - functions: what queries may call besides the store's own: `cosine`, `vector`, intervals and `has_emoji`.
    ///   - tables: what queries may select from besides the store's tables.
    public init(
        store: RapportStore, limits: SQLLimits = SQLLimits(), functions: [SQLFunction] = [],
        tables: [any TableFunction] = []
    ) {
        self.init(
            path: store.folder + "/rapport.sqlite", limits: limits,
            functions: VectorFunctions(store: store).all + StatisticsFunctions.all + functions, tables: tables,
            busyTimeoutSeconds: store.lockTimeoutSeconds)
    }

    /// A session over any file of SQLite, with these functions alone.
    package init(
        path: String, limits: SQLLimits = SQLLimits(), functions: [SQLFunction] = [],
        tables: [any TableFunction] = [], busyTimeoutSeconds: Double = 1
    ) {
        self.path = path
        self.limits = limits
        self.functions = functions
        self.tables = tables
        self.busyTimeoutSeconds = busyTimeoutSeconds
    }

    /// Runs one query to its end. The whole result is held, so that an error never leaves half of one.
    ///
    /// - Throws: `SQLError`; `StoreError`; what a function of the query throws; `CancellationError`.
    public func answer(to query: String) async throws -> SQLAnswer {
        let run = SQLRun(limits: limits)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let thread = Thread {
                    continuation.resume(with: Result { try answer(to: query, run) })
                }
                // Functions wait for what is asynchronous, so the thread must be none of the pool's; SQLite's parser
                // recurses.
                thread.stackSize = 8 << 20
                thread.start()
            }
        } onCancel: {
            run.cancel()
        }
    }

    private func answer(to query: String, _ run: SQLRun) throws -> SQLAnswer {
        let connection = try SQLConnection(path: path, run: run, busyTimeoutSeconds: busyTimeoutSeconds)
        try connection.register(functions, tables)
        return try withExtendedLifetime(run) { try connection.answer(to: query) }
    }
}
