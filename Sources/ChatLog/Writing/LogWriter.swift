import RapportCore

/// Writes logs in the format that a path's ending names: `.pkl`, `.csv` or `.jsonl`, each also with `.gz`.
public enum LogWriter {
    /// Writes the ten columns of the production files.
    ///
    /// Texts stand in CSV as they are, also those that a spreadsheet would compute: a log is read again, and with an
    /// apostrophe in front a text or an id would become another one.
    ///
    /// - Parameter index: the pandas index of a pickle; nil = 0, 1, 2 … Other formats do not write it.
    /// - Throws: `LogWriteError`; then nothing has appeared at `path`.
    public static func write(_ table: LogTable, index: [Int64]? = nil, to path: String) throws(LogWriteError) {
        try TableWriter.write(ExportTable(table, index: index), to: path)
    }
}

/// Writes any table in the format that a path's ending names: `.pkl`, `.csv` or `.jsonl`, each also with `.gz`.
public enum TableWriter {
    /// The file appears whole or not at all, and replaces one that was there.
    ///
    /// - Complexity: O(cells); memory for one column's texts in flight, not for the table.
    /// - Throws: `LogWriteError`; then nothing has appeared at `path`.
    public static func write(_ table: ExportTable, to path: String) throws(LogWriteError) {
        guard table.index.map({ $0.count == table.rowCount }) ?? true else {
            throw LogWriteError(file: path, problem: .unequalColumns)
        }
        let name = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
        if name.hasSuffix(".pkl") || name.hasSuffix(".pickle") {
            try PickleWriter.write(table, to: path)
        } else if name.hasSuffix(".csv") {
            try CSVWriter.write(table, to: path)
        } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
            try JSONLinesWriter.write(table, to: path)
        } else {
            throw LogWriteError(file: path, problem: .unknownEnding)
        }
    }
}
