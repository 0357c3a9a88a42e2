import Foundation

/// Searches that may return only some of the rows.
struct FilteredReport: Encodable {
    let passing: Int
    let rows: Int
    let ef: Int
    var results: [FilteredResult] = []

    func text() -> String {
        let share = String(format: "%.3f%%", 100 * Double(passing) / Double(rows))
        let head = ["filtered", "M", "efC", "recall", "median µs", "queries/s", "filter ms"]
        return "\(passing) of \(rows) rows pass (\(share)), ef = \(ef), one thread\n"
            + TextTable.text([head] + results.map(\.cells))
    }
}

/// One contender's filtered searches. Figures are null where its Python interface takes no ids to search among.
struct FilteredResult: Encodable {
    let contender: String
    let m: Int?
    let efConstruction: Int?
    var recall: Double?
    var medianMicroseconds: Double?
    var queriesPerSecond: Double?
    /// What it took, once, to make the contender's own filter of the ids.
    var filterMilliseconds: Double?

    var cells: [String] {
        func number(_ format: String, _ value: Double?) -> String { value.map { String(format: format, $0) } ?? "none" }
        return [
            contender, m.map(String.init) ?? "", efConstruction.map(String.init) ?? "", number("%.4f", recall),
            number("%.1f", medianMicroseconds), number("%.0f", queriesPerSecond), number("%.2f", filterMilliseconds),
        ]
    }
}
