import RapportCore

/// Reads CSV with the columns of a log in any order; columns of other names, such as the unnamed index that
/// pandas writes first, are ignored.
///
/// A record with another number of fields than the header is a reject of reason `bad_type`.
enum CSVReader {
    /// - Complexity: O(bytes)
    static func read(_ region: TextRegion, progress: (Int) -> Void) throws(LogReadFault) -> RowColumns {
        let start = region.content.starts(with: LogFormat.byteOrderMark) ? 3 : 0
        var scanner = CSVScanner(region.content, from: start)
        var fields: [CSVScanner.Field] = []
        guard try next(&scanner, &fields, row: 0) else { throw LogReadFault(.emptyFile) }
        let width = fields.count
        let roles = try roles(fields, region)
        var rows = RowColumns()
        rows.hasRevenue = roles.contains { $0.role == .column(.revenue) }
        var reported = 0
        while try next(&scanner, &fields, row: rows.count + 1) {
            rows.appendRow()
            if fields.count == width {
                for (number, role) in roles {
                    try set(role, fields[number], &rows, region)
                }
            } else {
                rows.markUnreadable()
            }
            if scanner.position - reported > 1 << 22 {
                reported = scanner.position
                progress(reported)
            }
        }
        return rows
    }

    private static func next(
        _ scanner: inout CSVScanner, _ fields: inout [CSVScanner.Field], row: Int
    ) throws(LogReadFault) -> Bool {
        do throws(LogReadProblem) {
            return try scanner.next(into: &fields)
        } catch {
            throw LogReadFault(error, at: .row(row))
        }
    }

    /// Which field of a record is what; the first of two columns of the same name counts.
    private static func roles(
        _ header: [CSVScanner.Field], _ region: TextRegion
    ) throws(LogReadFault) -> [(number: Int, role: CellRole)] {
        var numbers: [CellRole: Int] = [:]
        for (number, field) in header.enumerated() where field.count < 1_000 {
            let raw = UnsafeRawBufferPointer(rebasing: region.content[field.offset..<field.offset + field.count])
            let name = field.isRaw ? CSVScanner.text(ofRaw: raw) : Array(raw)
            guard let role = CellRole(name: Blank.trimmed(String(decoding: name, as: UTF8.self))),
                numbers[role] == nil
            else { continue }
            numbers[role] = number
        }
        try LogColumn.checkPresent { numbers[.column($0)] != nil }
        return numbers.map { (number: $0.value, role: $0.key) }.sorted { $0.number < $1.number }
    }

    private static func set(
        _ role: CellRole, _ field: CSVScanner.Field, _ rows: inout RowColumns, _ region: TextRegion
    ) throws(LogReadFault) {
        var offset = field.offset
        var count = field.count
        if field.isRaw {
            let text = CSVScanner.text(
                ofRaw: UnsafeRawBufferPointer(rebasing: region.content[offset..<offset + count]))
            guard let added = region.append(text) else {
                throw LogReadFault(.limit("its texts grow when they are decoded"), at: .row(rows.count))
            }
            offset = added
            count = text.count
        }
        guard let range = TextRange(offset: offset, count: count) else { return rows.markUnreadable() }
        rows.set(role, text: range, region.bytes)
    }
}
