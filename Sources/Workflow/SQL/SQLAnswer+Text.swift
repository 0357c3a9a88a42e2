import Foundation
import RapportCore
import Store

/// A query's answer for people and spreadsheets. Of a blob its size is shown, since nobody reads a vector.
extension SQLAnswer {
    /// Columns in line, numbers to the right; numbers with at most four decimals, long texts cut, line breaks shown as
    /// `⏎`. The last line says how many rows there are.
    ///
    /// - Complexity: O(cells).
    public var table: String {
        let cells =
            [columns.map { $0.cell(limit: Self.longestCell) }]
            + rows.map { row in
                row.map { $0.shown.cell(limit: Self.longestCell) }
            }
        let isRight = columns.indices.map { column in isNumeric(column) }
        let widths = columns.indices.map { column in cells.map { $0[column].displayWidth }.max() ?? 0 }
        var lines = cells.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let blanks = String(repeating: " ", count: widths[column] - cell.displayWidth)
                if column > 0 { line += "  " }
                line += isRight[column] ? blanks + cell : cell + blanks
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        lines.insert(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), at: 1)
        lines.append("(\(rows.count) row\(rows.count == 1 ? "" : "s"))")
        return lines.joined(separator: "\n")
    }

    /// A Markdown table with the numbers of `table`, texts whole.
    public var markdown: String {
        let marks = columns.indices.map { isNumeric($0) ? "---:" : "---" }
        let lines =
            [columns.map { $0.cell().markdownCell }, marks] + rows.map { $0.map { $0.shown.cell().markdownCell } }
        return lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }

    /// RFC 4180 with LF and a header; null is an empty field, a number has the shortest digits that read back the same.
    ///
    /// A text that a spreadsheet would compute, since it begins with `=`, `+`, `-`, `@`, a tab or a line break, gets an
    /// apostrophe in front; JSON has every text as it is.
    public var csv: String {
        let lines = [columns.map(\.csvField)] + rows.map { $0.map(\.csvField) }
        // A line without a byte would be read as no row at all.
        return lines.map { $0 == [""] ? "\"\"" : $0.joined(separator: ",") }.joined(separator: "\n")
    }

    private static let longestCell = 80

    /// Whether a column holds numbers and nothing else but null.
    private func isNumeric(_ column: Int) -> Bool {
        var hasNumber = false
        for row in rows {
            switch row[column] {
            case .integer, .real: hasNumber = true
            case .null: continue
            case .text, .blob: return false
            }
        }
        return hasNumber
    }
}

extension SQLValue {
    /// For people.
    fileprivate var shown: String {
        switch self {
        case .null: "–"
        case .integer(let number): "\(number)"
        case .real(let number): Self.shown(number)
        case .text(let text): text
        case .blob(let bytes): "<\(bytes.count) bytes>"
        }
    }

    /// At most four decimals without trailing zeros; four digits where those would show none.
    private static func shown(_ number: Double) -> String {
        guard number.isFinite, number != 0 else { return number == 0 ? "0" : "\(number)" }
        guard number.magnitude >= 0.01, number.magnitude < 1e15 else { return String(format: "%.4g", number) }
        let digits = String(format: "%.4f", number)
        let kept = digits.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed()
        return String(kept)
    }

    fileprivate var csvField: String {
        switch self {
        case .null: ""
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): text.csvField
        case .blob: shown
        }
    }
}

extension String {
    /// As one cell of one line: no control characters, which would steer a terminal, and no more than `limit` characters.
    fileprivate func cell(limit: Int = .max) -> String {
        let shown = String(UnicodeScalarView(unicodeScalars.map { $0.shown }))
        return shown.count <= limit ? shown : shown.prefix(limit - 1) + "…"
    }

    fileprivate var markdownCell: String {
        replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "|", with: "\\|")
            .replacingOccurrences(of: "<", with: "&lt;")
    }

    fileprivate var csvField: String {
        let text = SpreadsheetText.inert(self)
        guard text.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return text }
        return "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\""
    }

    /// Columns of a terminal; emoji and the scripts of East Asia take two.
    fileprivate var displayWidth: Int { reduce(0) { $0 + ($1.isWide ? 2 : 1) } }
}

extension Character {
    fileprivate var isWide: Bool {
        guard let first = unicodeScalars.first else { return false }
        if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return true }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }
}

extension Unicode.Scalar {
    /// Itself, or a sign for what a terminal would obey.
    fileprivate var shown: Unicode.Scalar {
        switch value {
        case 0x0A: "⏎"
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: self
        }
    }
}
