import Analysis
import RapportCore
import Retrieval
import Store
import Synchronization

/// SQL over a store with all functions that Rapport has for it: what `rapport sql` and notebooks ask.
public struct SQLConsole: Sendable {
    /// Keeps whom rows are about, and of which query they are.
    public typealias Note = (_ pairs: [PairID], _ details: AuditDetails) async throws -> Void

    private let store: RapportStore
    private let session: SQLSession

    /// - Parameters:
    ///   - settings: name the embedder, which is made when a query first has a text to embed.
    ///   - functions: what queries may call besides.
    ///   - notice: is told in one line what the user should know, such as an index that is built anew.
    public init(
        store: RapportStore, limits: SQLLimits = SQLLimits(), settings: Settings, functions: [SQLFunction] = [],
        notice: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        let indexes = IndexSet(store: store, notice: notice)
        let retriever = Once { Retriever(store: store, indexes: indexes, embedder: try settings.embedder()) }
        self.init(store: store, limits: limits, indexes: indexes, functions: functions) { try retriever.value() }
    }

    /// Over the indexes and the embedder that a workspace has already.
    public init(_ workspace: Workspace, limits: SQLLimits) {
        self.init(store: workspace.store, limits: limits, indexes: workspace.indexes) { workspace.retriever }
    }

    private init(
        store: RapportStore, limits: SQLLimits, indexes: IndexSet, functions: [SQLFunction] = [],
        retriever: @escaping @Sendable () throws -> Retriever
    ) {
        self.store = store
        let retrieval = RetrievalSQL(store: store, indexes: indexes, retriever: retriever)
        session = SQLSession(
            store: store, limits: limits, functions: retrieval.functions + functions,
            tables: retrieval.tables + AnalysisSQL(store: store).tables)
    }

    /// Runs one query to its end.
    ///
    /// - Parameter note: keeps in the audit whom the rows are about, and the query, before anything of them goes; also of a
    ///   query that fails, since SQLite's words about why may quote what a fan wrote.
    /// - Throws: `SQLError`; what the query's functions throw, and `note`.
    public func answer(to query: String, noting note: Note) async throws -> SQLAnswer {
        let answer: SQLAnswer
        do { answer = try await session.answer(to: query) } catch {
            try await note([], AuditDetails(query: query))
            throw error
        }
        try await note(answer.pairs(in: store), AuditDetails(query: query, rows: answer.rows.count))
        return answer
    }
}

/// A value that is made when it is first asked for.
private final class Once<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let make: @Sendable () throws -> Value

    init(_ make: @escaping @Sendable () throws -> Value) { self.make = make }

    func value() throws -> Value {
        try made.withLock { made in
            if let made { return made }
            let value = try make()
            made = value
            return value
        }
    }
}
