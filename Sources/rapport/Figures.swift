import Foundation

/// How figures read to people.
enum Figures {
    static func number(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)f", value) }

    static func outcome(_ successRate: Double?, _ revenue: Double) -> String {
        let rate = successRate.map { "success rate \(number($0, digits: 2))" } ?? "nothing offered"
        return "\(rate), \(number(revenue, digits: 2)) USD"
    }

    /// Rows of cells in aligned columns, the first to the left, the others to the right.
    static func table(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { index, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 0 ? cell.0 + blanks : blanks + cell.0
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
