import Foundation

/// What `filters` found, as tables and as JSON.
struct FiltersReport: Encodable {
    let base: String
    let rows: Int
    let columns: Int
    let k: Int
    let ef: Int
    /// Between the column and the similarity to the query, where there is one.
    let correlationCoefficient: Double
    let settings: [String]
    var cells: [FilterCell] = []
    /// Contenders without a figure, with the reason.
    var missing: [String] = []

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func text() -> String {
        let head = "\(rows) × \(columns), k = \(k), ef = \(ef), one thread; \(settings.joined(separator: " "))"
        let tables = FilterCorrelation.allCases.compactMap { correlation -> String? in
            let own = cells.filter { $0.correlation == correlation }
            return own.isEmpty ? nil : "filters \(title(correlation))\n\(table(own))"
        }
        return ([head] + tables + missing).joined(separator: "\n\n")
    }

    private func title(_ correlation: FilterCorrelation) -> String {
        let coefficient = String(format: "%.1f", correlationCoefficient)
        return switch correlation {
        case .apart: "apart from the query"
        case .along: "along the query (correlation \(coefficient))"
        case .against: "against the query (correlation -\(coefficient))"
        }
    }

    private func table(_ cells: [FilterCell]) -> String {
        let others = cells.flatMap { $0.results.map(\.contender) }.reduce(into: [String]()) { names, name in
            if name != Contender.rapport.rawValue && !names.contains(name) { names.append(name) }
        }
        let head =
            ["matches", "share", "plan", "recall", "µs", "× plain", "× brute force", ""]
            + others.flatMap { [$0 == Workshop.bruteForce ? "brute force" : $0, "µs"] }
        return TextTable.text([head] + cells.map { $0.text(others) })
    }
}

extension FilterCell {
    /// Cells of a table; of each of the others its recall and its time.
    fileprivate func text(_ others: [String]) -> [String] {
        func number(_ format: String, _ value: Double?) -> String { value.map { String(format: format, $0) } ?? "" }
        let own = [
            "\(matches)", String(format: "%.4g%%", 100 * Double(matches) / Double(rows)), plan ?? "",
            number("%.3f", rapport?.recall), number("%.1f", rapport?.medianMicroseconds),
            number("%.2f", ratioToPlain), number("%.3f", ratioToBruteForce),
            isKept.map { $0 ? "met" : "MISSED" } ?? "",
        ]
        return own
            + others.flatMap { name in
                let result = results.first { $0.contender == name }
                return [number("%.3f", result?.recall), number("%.0f", result?.medianMicroseconds)]
            }
    }
}
