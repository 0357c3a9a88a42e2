import RapportCore

/// Reads JSON lines, an object a row, as pandas' `to_json(orient='records', lines=True)` writes them.
///
/// Blank lines are ignored; a line that is no object is a reject of reason `bad_type`. A key that a line
/// lacks is null; a column that no line has is missing.
struct JSONLinesReader {
    private let region: TextRegion
    private var rows = RowColumns()
    private var seen: Set<CellRole> = []
    private let roles: [(name: [UInt8], role: CellRole)]
    /// Lines have their keys in one order: the role behind the last one is the likeliest.
    private var expected = 0

    /// - Complexity: O(bytes)
    static func read(_ region: TextRegion, progress: (Int) -> Void) throws(LogReadFault) -> RowColumns {
        var reader = JSONLinesReader(region)
        let content = region.content
        var position = content.starts(with: LogFormat.byteOrderMark) ? 3 : 0
        var reported = 0
        while position < content.count {
            let end = content[position...].firstIndex(of: 0x0A) ?? content.count
            if content[position..<end].contains(where: { !JSONScanner.isBlank($0) }) {
                try reader.readLine(position..<end)
            }
            position = end + 1
            if position - reported > 1 << 22 {
                reported = position
                progress(position)
            }
        }
        try LogColumn.checkPresent { reader.seen.contains(.column($0)) }
        reader.rows.hasRevenue = reader.seen.contains(.column(.revenue))
        return reader.rows
    }

    private init(_ region: TextRegion) {
        self.region = region
        roles =
            LogColumn.allCases.map { (Array($0.rawValue.utf8), CellRole.column($0)) }
            + [(Array("is_system".utf8), CellRole.isSystem)]
    }

    private mutating func readLine(_ line: Range<Int>) throws(LogReadFault) {
        rows.appendRow()
        var scanner = JSONScanner(region.content, line)
        var isWhole = true
        let isObject = scanner.readObject { key, hasEscapes, value in
            guard let role = role(key, hasEscapes) else { return }
            isWhole = set(role, value) && isWhole
        }
        guard isWhole else {
            throw LogReadFault(.limit("its texts grow when they are decoded"), at: .row(rows.count))
        }
        if !isObject { rows.markUnreadable() }
    }

    private mutating func role(_ key: Range<Int>, _ hasEscapes: Bool) -> CellRole? {
        let raw = UnsafeRawBufferPointer(rebasing: region.content[key])
        let decoded = hasEscapes ? JSONText.decode(raw) ?? [] : []
        for step in roles.indices {
            let number = (expected + step) % roles.count
            let name = roles[number].name
            let isEqual = hasEscapes ? decoded == name : raw.count == name.count && raw.elementsEqual(name)
            guard isEqual else { continue }
            expected = number + 1
            seen.insert(roles[number].role)
            return roles[number].role
        }
        return nil
    }

    /// - Returns: false where there is no room for a decoded text.
    private mutating func set(_ role: CellRole, _ value: JSONScanner.Value) -> Bool {
        switch value {
        case .null: break
        case .bool(let bool):
            switch role {
            case .column(.purchased), .isSystem: rows.set(role, bool: .value(bool))
            default: mistyped(role)
            }
        case .number(let range): set(role, number: UnsafeRawBufferPointer(rebasing: region.content[range]))
        case .text(let range, let hasEscapes): return set(role, text: range, hasEscapes: hasEscapes)
        case .nested: mistyped(role)
        }
        return true
    }

    private mutating func mistyped(_ role: CellRole) {
        switch role {
        case .column(.fanID): rows.note([.badType, .mistypedFan])
        case .column(.modelName): rows.note([.badType, .mistypedModel])
        // The row has a time, if none that can be one.
        case .column(.datetime):
            rows.set(time: 0)
            rows.note(.badType)
        default: rows.note(.badType)
        }
    }

    private mutating func set(_ role: CellRole, number digits: UnsafeRawBufferPointer) {
        switch role {
        case .column(.price), .column(.tips), .column(.revenue):
            rows.set(role, number: CellReading(CellText.number(digits), unreadable: .badNumber))
        case .column(.purchased), .isSystem:
            guard case .value(let number) = CellText.number(digits) else { return rows.note(.badType) }
            rows.set(role, bool: .bool(number))
        case .column(.datetime):
            rows.set(time: Int64(String(decoding: digits.prefix(20), as: UTF8.self)).flatMap(CellText.time(epoch:)))
        default: mistyped(role)
        }
    }

    private mutating func set(_ role: CellRole, text range: Range<Int>, hasEscapes: Bool) -> Bool {
        var offset = range.lowerBound
        var count = range.count
        if hasEscapes {
            guard let text = JSONText.decode(UnsafeRawBufferPointer(rebasing: region.content[range])) else {
                rows.note(.badType)
                return true
            }
            guard let added = region.append(text) else { return false }
            offset = added
            count = text.count
        }
        guard let text = TextRange(offset: offset, count: count) else {
            rows.note(.badType)
            return true
        }
        rows.set(role, text: text, region.bytes)
        return true
    }
}
