import RapportCore

/// JSON lines: an object a row, keys in the order of the columns.
///
/// Null, NaN and infinity are `null`, a time is `"2025-04-09T00:00:30"` in UTC, a vector an array.
enum JSONLinesWriter {
    static func write(_ table: ExportTable, to path: String) throws(LogWriteError) {
        let file = try OutputFile(path: path)
        let keys = table.columns.enumerated().map { number, column in
            (number == 0 ? "{" : ",") + quoted(column.name) + ":"
        }
        var line: [UInt8] = []
        for row in 0..<table.rowCount {
            for (key, column) in zip(keys, table.columns) {
                line.append(contentsOf: key.utf8)
                line.append(contentsOf: value(column.cells, row).utf8)
            }
            line.append(contentsOf: (keys.isEmpty ? "{}\n" : "}\n").utf8)
            try file.write(line)
            line.removeAll(keepingCapacity: true)
        }
        try file.commit()
    }

    private static func value(_ cells: ExportCells, _ row: Int) -> String {
        switch cells {
        case .text(let cell): cell(row).map(quoted) ?? "null"
        case .float64(let cell): cell(row).flatMap { $0.isFinite ? "\($0)" : nil } ?? "null"
        case .int64(let cell): "\(cell(row))"
        case .bool(let cell): cell(row) ? "true" : "false"
        case .datetime(let cell): cell(row).map { "\"\($0)\"" } ?? "null"
        case .vector(_, let cell): array(cell(row))
        }
    }

    /// A JSON array of the shortest digits that read back the same float32.
    static func array(_ vector: [Float]) -> String {
        "[" + vector.map { $0.isFinite ? "\($0)" : "null" }.joined(separator: ",") + "]"
    }

    /// A JSON string; only what JSON demands is escaped.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
