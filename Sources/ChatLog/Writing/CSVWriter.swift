import RapportCore

/// CSV as RFC 4180 has it, with LF, a header, and no index column.
///
/// Null is an empty field, a bool `true` or `false`, a time `2025-04-09T00:00:30` in UTC, a double the
/// shortest digits that read back the same, a vector a JSON array.
enum CSVWriter {
    static func write(_ table: ExportTable, to path: String) throws(LogWriteError) {
        let file = try OutputFile(path: path)
        var line: [UInt8] = []
        for (number, column) in table.columns.enumerated() {
            if number > 0 { line.append(comma) }
            appendField(column.name, to: &line)
        }
        line.append(lineFeed)
        try file.write(line)
        for row in 0..<table.rowCount {
            line.removeAll(keepingCapacity: true)
            for (number, column) in table.columns.enumerated() {
                if number > 0 { line.append(comma) }
                appendCell(column.cells, row, isForSpreadsheets: table.isForSpreadsheets, to: &line)
            }
            // A line without a byte would be read as no row at all.
            if table.columns.count == 1, line.isEmpty { line.append(contentsOf: [quote, quote]) }
            line.append(lineFeed)
            try file.write(line)
        }
        try file.commit()
    }

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")

    private static func appendCell(
        _ cells: ExportCells, _ row: Int, isForSpreadsheets: Bool, to line: inout [UInt8]
    ) {
        switch cells {
        case .text(let cell):
            if let text = cell(row) { appendField(isForSpreadsheets ? SpreadsheetText.inert(text) : text, to: &line) }
        case .float64(let cell): if let value = cell(row), !value.isNaN { line.append(contentsOf: "\(value)".utf8) }
        case .int64(let cell): line.append(contentsOf: "\(cell(row))".utf8)
        case .bool(let cell): line.append(contentsOf: (cell(row) ? "true" : "false").utf8)
        case .datetime(let cell): if let moment = cell(row) { line.append(contentsOf: "\(moment)".utf8) }
        case .vector(_, let cell): appendField(JSONLinesWriter.array(cell(row)), to: &line)
        }
    }

    /// Quotes a field where RFC 4180 asks for it.
    static func appendField(_ field: String, to line: inout [UInt8]) {
        let needsQuotes = field.utf8.contains { $0 == comma || $0 == quote || $0 == lineFeed || $0 == 0x0D }
        guard needsQuotes else { return line.append(contentsOf: field.utf8) }
        line.append(quote)
        for byte in field.utf8 {
            if byte == quote { line.append(quote) }
            line.append(byte)
        }
        line.append(quote)
    }
}
