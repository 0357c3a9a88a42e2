/// A function that SQL queries may call.
///
/// It must give the same value for the same arguments within a query: SQLite calls it once where they are constant.
public struct SQLFunction: Sendable {
    public typealias Body = @Sendable (_ arguments: [SQLValue], _ call: SQLCall) throws -> SQLValue

    public var name: String
    /// How many arguments it takes, each a way to call it.
    public var argumentCounts: [Int]
    let body: Body

    /// - Parameter body: what it throws ends the query, and is what the asker is told.
    public init(_ name: String, argumentCounts: [Int], _ body: @escaping Body) {
        self.name = name
        self.argumentCounts = argumentCounts
        self.body = body
    }
}

/// A function of a query that gives rows: `SELECT … FROM name(argument, …)`.
///
/// Its arguments are hidden columns, so that they may come from tables before it in a join. Where an argument is null
/// that the function needs, there are no rows; where another one is, it counts as left out.
public protocol TableFunction: Sendable {
    var name: String { get }
    /// What a row holds.
    var columns: [TableColumn] { get }
    /// At most 15; those that are needed come first.
    var arguments: [TableArgument] { get }

    /// The rows for some arguments; equal arguments must give equal rows within a query, in which they are kept.
    ///
    /// - Parameters:
    ///   - arguments: one for each of `arguments`; null where it was left out.
    ///   - call: is to be asked now and then by what takes long.
    /// - Throws: what ends the query, and is what the asker is told.
    func rows(_ arguments: [SQLValue], _ call: SQLCall) throws -> any TableRows
}

/// What a `TableFunction` gave.
public protocol TableRows: Sendable {
    var count: Int { get }
    /// - Parameter column: counted as in `TableFunction.columns`.
    func value(row: Int, column: Int) -> SQLValue
}

/// A column of a `TableFunction`.
public struct TableColumn: Sendable, Hashable {
    public enum Kind: String, Sendable {
        case integer = "INTEGER"
        case real = "REAL"
        case text = "TEXT"
        /// Whatever it holds, compared as it is.
        case any = ""
    }

    public var name: String
    public var kind: Kind
    /// Whether rows are found by this column's value without a look at all of them, as joins do.
    public var isKey: Bool

    public init(_ name: String, _ kind: Kind, isKey: Bool = false) {
        self.name = name
        self.kind = kind
        self.isKey = isKey
    }
}

/// An argument of a `TableFunction`.
public struct TableArgument: Sendable, Hashable {
    public var name: String
    public var isNeeded: Bool

    public init(_ name: String, isNeeded: Bool = true) {
        self.name = name
        self.isNeeded = isNeeded
    }
}

extension TableFunction {
    /// How it is called: `knn(collection, vector, query, k [, filter])`.
    public var signature: String {
        let needed = arguments.filter(\.isNeeded).map(\.name).joined(separator: ", ")
        let others = arguments.filter { !$0.isNeeded }.map(\.name).joined(separator: ", ")
        return "\(name)(\(needed)\(others.isEmpty ? "" : " [, \(others)]"))"
    }
}
