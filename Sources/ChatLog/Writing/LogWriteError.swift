import RapportCore

/// Why a file could not be written.
public struct LogWriteError: RapportError, Equatable {
    /// The file that was asked for.
    public let file: String
    public let problem: Problem

    public enum Problem: Equatable, Sendable {
        /// The operating system refused; `step` says what was tried.
        case system(step: String, reason: String)
        /// The ending names no format that is known.
        case unknownEnding
        /// Columns, or columns and index, have different numbers of rows.
        case unequalColumns
        /// A text is longer than a pickle or a table can hold.
        case textTooLong(column: String, row: Int)
    }

    public init(file: String, problem: Problem) {
        self.file = file
        self.problem = problem
    }

    public var message: String {
        switch problem {
        case .system(let step, let reason):
            "cannot write '\(file)': \(step) failed: \(reason)"
        case .unknownEnding:
            "cannot write '\(file)': its ending names no known format; use .pkl, .csv or .jsonl, each also with .gz"
        case .unequalColumns:
            "cannot write '\(file)': its columns and its index differ in length; give each the same number of rows"
        case .textTooLong(let column, let row):
            "cannot write '\(file)': the text in column '\(column)', row \(row), is over 2 GiB long; shorten it"
        }
    }
}
