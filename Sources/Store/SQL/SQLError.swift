import RapportCore

/// Why a query got no answer.
public enum SQLError: RapportError, Equatable {
    case blank
    case nulByte
    /// More than one statement; the place is that of the second.
    case several(SQLPosition)
    /// SQLite's own words, with the place where it gives one.
    case query(reason: String, SQLPosition?)
    /// What the query would do beside reading.
    case notReading(String)
    case timeout(seconds: Double)
    case heap
    case resultTooLarge(mebibytes: Int)
    /// A table function without an argument that it needs.
    case missingArgument(String, signature: String)
    /// An argument that the function cannot take.
    case argument(String, function: String, expected: String)

    public var message: String {
        switch self {
        case .blank: "the query is blank; write one, such as: SELECT count(*) FROM stages"
        case .nulByte: "the query holds a NUL character; leave it out, or write char(0)"
        case .several(let place):
            "there is more than one statement, the second at \(place); give one query at a time"
        case .query(let reason, nil): "the query failed: \(reason)"
        case .query(let reason, let place?): "the query failed at \(place): \(reason)"
        case .notReading(let action): "the query would \(action); sql only reads"
        case .timeout(let seconds):
            "the query ran for over \(seconds.shortest) s; ask for less, or raise the limit with --timeout"
        case .heap:
            "the query needed more memory than it may have; ask for less, or raise the limit with --memory"
        case .resultTooLarge(let mebibytes):
            "the result is larger than \(mebibytes) MiB; ask for fewer rows, or raise the limit with --memory"
        case .missingArgument(let name, let signature):
            "the table function needs the argument '\(name)', as a value or from a table before it: \(signature)"
        case .argument(let name, let function, let expected):
            "the argument '\(name)' of \(function) must be \(expected)"
        }
    }
}

/// A place in a query, counted in characters from 1.
public struct SQLPosition: Sendable, Equatable, CustomStringConvertible {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// - Parameter offset: in bytes of UTF-8, from 0.
    init(byteOffset offset: Int, in query: String) {
        let before = String(decoding: query.utf8.prefix(offset), as: UTF8.self)
        let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        self.init(line: lines.count, column: (lines.last?.count ?? 0) + 1)
    }

    public var description: String { "line \(line), column \(column)" }
}

extension Double {
    /// Without `.0`, as people write a setting.
    fileprivate var shortest: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
