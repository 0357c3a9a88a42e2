import RapportCore

/// The rows that a table function gave in one query, kept by its arguments: a join asks again for every row of another
/// table, and what is computed once, such as clusters, must not be computed for each.
final class TableAnswers {
    /// The rows for some arguments.
    final class Answer {
        let rows: any TableRows
        /// Row ids begin here, so that rows for other arguments have others: SQLite tells rows by them.
        let firstRowID: Int64
        private var rowsByKey: [Int: [SQLValue: [Int]]] = [:]

        init(rows: any TableRows, firstRowID: Int64) {
            self.rows = rows
            self.firstRowID = firstRowID
        }

        /// The rows with a value in a key column; nil where a value of this type may also equal others, which SQLite
        /// then tells apart row by row.
        ///
        /// - Complexity: O(rows) at the first call for a column, then O(1).
        func rows(with value: SQLValue, in column: Int, _ kind: TableColumn.Kind) -> [Int]? {
            switch (value, kind) {
            case (.text, .text), (.integer, .integer): break
            default: return nil
            }
            let table = rowsByKey[column] ?? index(column)
            return table[value] ?? []
        }

        private func index(_ column: Int) -> [SQLValue: [Int]] {
            var table: [SQLValue: [Int]] = [:]
            for row in 0..<rows.count { table[rows.value(row: row, column: column), default: []].append(row) }
            rowsByKey[column] = table
            return table
        }
    }

    private struct None: TableRows {
        var count: Int { 0 }
        func value(row: Int, column: Int) -> SQLValue { .null }
    }

    /// Answers that are kept; a join that asks with the columns of another table would keep one a row.
    private static let capacity = 32

    let function: any TableFunction
    private let call: SQLCall
    private var answers: [[SQLValue]: Answer] = [:]
    /// The arguments of `answers`, the ones asked for last at the end.
    private var order: [[SQLValue]] = []

    init(_ function: any TableFunction, _ call: SQLCall) {
        self.function = function
        self.call = call
    }

    /// - Complexity: that of the function, or O(arguments' bytes) where they were asked with lately.
    func answer(to arguments: [SQLValue]) throws -> Answer {
        if let kept = answers[arguments] {
            if order.last != arguments {
                order.removeAll { $0 == arguments }
                order.append(arguments)
            }
            return kept
        }
        try call.check()
        let isWhole = zip(function.arguments, arguments).allSatisfy { !$0.isNeeded || !$1.isNull }
        let rows = isWhole ? try function.rows(arguments, call) : None()
        let answer = Answer(rows: rows, firstRowID: Self.firstRowID(of: arguments))
        answers[arguments] = answer
        order.append(arguments)
        if order.count > Self.capacity { answers[order.removeFirst()] = nil }
        return answer
    }

    /// The same for the same arguments, also after their rows were computed anew.
    private static func firstRowID(of arguments: [SQLValue]) -> Int64 {
        let parts = arguments.map { value in
            switch value {
            case .null: "n"
            case .integer(let number): "i\(number)"
            case .real(let number): "r\(number.bitPattern)"
            case .text(let text): "t\(text.utf8.count):\(text)"
            case .blob(let bytes): "b\(ContentHash(bytes: bytes).hex)"
            }
        }
        return ContentHash(joining: parts).recordID
    }
}
