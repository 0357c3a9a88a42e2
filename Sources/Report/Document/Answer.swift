import Store

/// What the store answered to a query: the only place that the figures of a document come from.
struct Answer: Sendable {
    let sql: String
    let columns: [String]
    let rows: [[SQLValue]]

    /// A cell; null where there is no such row or column.
    func value(_ column: String, row: Int = 0) -> SQLValue {
        guard rows.indices.contains(row), let index = columns.firstIndex(of: column) else { return .null }
        return rows[row][index]
    }

    func number(_ column: String, row: Int = 0) -> Double? {
        switch value(column, row: row) {
        case .integer(let number): Double(number)
        case .real(let number): number.isFinite ? number : nil
        case .null, .text, .blob: nil
        }
    }

    func count(_ column: String, row: Int = 0) -> Int { number(column, row: row).map { Int($0) } ?? 0 }

    /// A cell as a sentence shows it.
    func figure(_ column: String, _ style: Figure.Style = .count, row: Int = 0) -> Figure {
        Figure(value: value(column, row: row), style: style)
    }

    /// The two cells `name_low` and `name_high`; nil where the query found no interval.
    func interval(_ name: String, _ style: Figure.Style, row: Int = 0) -> FigureInterval? {
        guard let low = number("\(name)_low", row: row), let high = number("\(name)_high", row: row) else { return nil }
        return FigureInterval(
            low: figure("\(name)_low", style, row: row), high: figure("\(name)_high", style, row: row),
            holdsZero: low <= 0 && high >= 0)
    }
}

/// The cells of one row, by column.
struct AnswerRow {
    let answer: Answer
    let row: Int

    func callAsFunction(_ column: String, _ style: Figure.Style) -> Figure {
        answer.figure(column, style, row: row)
    }
}

/// Two ends of an interval, as cells of an answer.
struct FigureInterval: Sendable {
    let low: Figure
    let high: Figure
    let holdsZero: Bool

    var text: String { "\(low.text) to \(high.text)" }
}
