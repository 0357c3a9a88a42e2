/// A walk over the rows of one call of a table function.
final class TableCursor {
    private let answers: TableAnswers
    private var answer: TableAnswers.Answer?
    private var arguments: [SQLValue] = []
    /// The rows that have the key; nil for all.
    private var matches: [Int]?
    private var position = 0
    private var count = 0

    init(_ answers: TableAnswers) { self.answers = answers }

    /// Begins a walk.
    ///
    /// - Parameters:
    ///   - plan: a `TablePlan.number`.
    ///   - values: the given arguments in order, then the key.
    /// - Throws: what the function throws.
    func start(plan: Int32, values: [SQLValue]) throws {
        let function = answers.function
        let given = TablePlan.given(in: plan, of: function.arguments.count)
        arguments = Array(repeating: .null, count: function.arguments.count)
        for (argument, value) in zip(given.arguments, values) { arguments[argument] = value }
        // A query that fails must not go on with the rows before.
        (position, count) = (0, 0)
        let answer = try answers.answer(to: arguments)
        self.answer = answer
        matches = given.keyColumn.flatMap { column in
            values.last.flatMap { answer.rows(with: $0, in: column, function.columns[column].kind) }
        }
        count = matches?.count ?? answer.rows.count
    }

    func next() { position += 1 }

    var isAtEnd: Bool { position >= count }

    private var row: Int { matches?[position] ?? position }

    /// The value of a column, or of an argument after the columns.
    func value(_ column: Int) -> SQLValue {
        let columnCount = answers.function.columns.count
        if column >= columnCount { return arguments[column - columnCount] }
        return answer?.rows.value(row: row, column: column) ?? .null
    }

    var rowID: Int64 { (answer?.firstRowID ?? 0) &+ Int64(row) }
}
