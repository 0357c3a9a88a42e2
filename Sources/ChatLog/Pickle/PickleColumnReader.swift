/// Turns columns of a DataFrame into what `RowColumns` holds, and notes the faults of rows.
struct PickleColumnReader {
    let resolver: PickleResolver
    /// For errors.
    let name: String
    var faults: [RowFaults]

    private var bytes: UnsafeRawBufferPointer { resolver.bytes }

    private func wrongType(_ column: PandasColumn, expected: String) -> LogReadFault {
        LogReadFault(.wrongColumnType(column: name, found: column.typeName, expected: expected))
    }

    // MARK: Texts

    /// - Parameter mistyped: what is noted of a row whose cell is no text and not null.
    mutating func texts(_ column: PandasColumn, mistyped: RowFaults = .badType) throws(LogReadFault) -> TextCells {
        var cells = TextCells(count: column.count)
        switch column {
        case .cells(let list, let start, let count):
            let items = resolver.graph.lists[list]
            for row in 0..<count {
                let value = items[start + row]
                if value.kind == .text, let range = TextRange(offset: value.offset, count: value.count) {
                    cells.set(row, range)
                } else if let range = try text(unusual: value) {
                    cells.set(row, range)
                } else {
                    faults[row].insert(mistyped)
                }
            }
        case .arrow(let chunks):
            try arrowTexts(chunks, column, into: &cells)
        case .categorical(let codes, let categories):
            return try byCode(codes, categories, null: { .null }) { (reader, column) throws(LogReadFault) in
                let texts = try reader.texts(column, mistyped: mistyped)
                return { TextRange(offset: texts.offsets[$0], length: texts.lengths[$0]) }
            } collect: { values in
                var cells = TextCells()
                for value in values { cells.append(value) }
                return cells
            }
        case .numbers(let run) where run.type.kind == "f":
            // A text column without a text is one of NaN to pandas.
            for row in 0..<run.count where !run.double(row, bytes).isNaN { throw wrongType(column, expected: "text") }
        default: throw wrongType(column, expected: "text")
        }
        return cells
    }

    /// The text of a cell that is not simply a text: null, or nil where it is of another type.
    private func text(unusual value: PickleValue) throws(LogReadFault) -> TextRange? {
        switch value.kind {
        case .none: return .null
        case .float: return value.float.isNaN ? .null : nil
        case .object, .global:
            let plain = try resolver.plain(value)
            if plain.kind == .none { return .null }
            // A Decimal's digits are no text.
            let isScalar = resolver.graph.object(value)?.callable.global == .scalar
            return plain.kind == .text && isScalar ? TextRange(offset: plain.offset, count: plain.count) : nil
        default: return nil
        }
    }

    private func arrowTexts(
        _ chunks: [ArrowChunk], _ column: PandasColumn, into cells: inout TextCells
    ) throws(LogReadFault) {
        var row = 0
        for chunk in chunks {
            switch chunk.type {
            case .text, .textView, .dictionary, .null: break
            default: throw wrongType(column, expected: "text")
            }
            for index in 0..<chunk.count {
                if let range = try resolver.arrowText(chunk, index) { cells.set(row, range) }
                row += 1
            }
        }
    }

    // MARK: Numbers, bools, times

    /// Finite numbers from 0; null is 0.
    mutating func numbers(_ column: PandasColumn) throws(LogReadFault) -> [Double] {
        try values(column, null: 0, expected: "numbers") { (resolver, cell) throws(LogReadFault) in
            switch cell {
            case .object(let value): try resolver.number(value).checked
            case .number(let run, _) where run.type.kind == "b": nil
            case .number(let run, let row):
                CellReading<Double>.number(run.double(row, resolver.bytes)).checked
            case .bool, .time: nil
            }
        }
    }

    /// Null is false.
    mutating func bools(_ column: PandasColumn) throws(LogReadFault) -> [Bool] {
        try values(column, null: false, expected: "bools") { (resolver, cell) throws(LogReadFault) in
            switch cell {
            case .object(let value): try resolver.bool(value)
            case .number(let run, let row): .bool(run.double(row, resolver.bytes))
            case .bool(let value): .value(value)
            case .time: nil
            }
        }
    }

    /// Nanoseconds since 1970 in UTC; null is a bad time.
    mutating func times(_ column: PandasColumn) throws(LogReadFault) -> [Int64] {
        try values(column, null: nil, fallback: 0, expected: "times") { (resolver, cell) throws(LogReadFault) in
            switch cell {
            case .object(let value): return try resolver.time(value)
            case .time(let ticks, let tick):
                let (product, overflow) = ticks.multipliedReportingOverflow(by: tick)
                return overflow || ticks == .min ? .fault(.badTime) : .value(product)
            case .number, .bool: return nil
            }
        }
    }

    /// One cell of a column that holds no texts only.
    private enum Cell {
        case object(PickleValue)
        case number(NumberRun, Int)
        case bool(Bool)
        case time(ticks: Int64, tick: Int64)
    }

    private typealias Read<Value> = (PickleResolver, Cell) throws(LogReadFault) -> CellReading<Value>?

    /// Reads a column cell by cell.
    ///
    /// - Parameters:
    ///   - null: what a null means; nil: it is a bad time.
    ///   - fallback: stands in the place of what could not be read.
    ///   - read: nil where the column's type is wrong.
    private mutating func values<Value>(
        _ column: PandasColumn, null: Value?, fallback: Value? = nil, expected: String, read: Read<Value>
    ) throws(LogReadFault) -> [Value] {
        guard let empty = null ?? fallback else { return [] }
        if case .categorical(let codes, let categories) = column {
            return try byCode(codes, categories, null: { empty }, isFaultyNull: null == nil) {
                (reader, column) throws(LogReadFault) in
                let values = try reader.values(column, null: null, fallback: fallback, expected: expected, read: read)
                return { values[$0] }
            } collect: {
                $0
            }
        }
        var sink = CellSink(
            values: Array(repeating: empty, count: column.count), faults: faults, isNullFaulty: null == nil,
            wrongType: wrongType(column, expected: expected))
        faults = []
        try fill(&sink, column, read)
        faults = sink.faults
        return sink.values
    }

    private func fill<Value>(
        _ sink: inout CellSink<Value>, _ column: PandasColumn, _ read: Read<Value>
    ) throws(LogReadFault) {
        switch column {
        case .cells(let list, let start, let count):
            let items = resolver.graph.lists[list]
            for row in 0..<count { try sink.set(row, read(resolver, .object(items[start + row]))) }
        case .numbers(let run):
            for row in 0..<run.count { try sink.set(row, read(resolver, .number(run, row))) }
        case .times(let run):
            for row in 0..<run.count {
                try sink.set(row, read(resolver, .time(ticks: run.int(row, bytes), tick: run.type.tick)))
            }
        case .masked(.numbers(let run), let mask):
            for row in 0..<run.count {
                try sink.set(row, mask.int(row, bytes) != 0 ? .null : read(resolver, .number(run, row)))
            }
        case .arrow(let chunks):
            var row = 0
            for chunk in chunks {
                for index in 0..<chunk.count {
                    try sink.set(row, arrowValue(chunk, index, read))
                    row += 1
                }
            }
        default: throw sink.wrongType
        }
    }

    private func arrowValue<Value>(
        _ chunk: ArrowChunk, _ row: Int, _ read: Read<Value>
    ) throws(LogReadFault) -> CellReading<Value>? {
        if chunk.type == .null || chunk.isNull(row, bytes) { return .null }
        let place = chunk.first + row
        switch chunk.type {
        case .number(let type):
            let run = NumberRun(type: type, offset: chunk.buffers[0].lowerBound, step: type.size, count: place + 1)
            return try read(resolver, .number(run, place))
        case .timestamp(let tick):
            let offset = chunk.buffers[0].lowerBound + place * 8
            let ticks = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self))
            return try read(resolver, .time(ticks: ticks, tick: tick))
        case .bool: return try read(resolver, .bool(ArrowChunk.bit(place, of: chunk.buffers[0], bytes)))
        case .text, .textView, .dictionary:
            guard let range = try resolver.arrowText(chunk, row) else { return .null }
            return try read(resolver, .object(.text(offset: range.offset, count: Int(range.length))))
        default: return nil
        }
    }

    // MARK: Categories

    /// Reads the categories once, then looks each code up; a fault of a category is one of its rows.
    private mutating func byCode<Value, Column>(
        _ codes: NumberRun, _ categories: PandasColumn, null: () -> Value, isFaultyNull: Bool = false,
        read: (inout PickleColumnReader, PandasColumn) throws(LogReadFault) -> (Int) -> Value,
        collect: ([Value]) -> Column
    ) throws(LogReadFault) -> Column {
        if case .categorical = categories { throw wrongType(categories, expected: "plain values as categories") }
        let count = categories.count
        var inner = PickleColumnReader(
            resolver: resolver, name: name, faults: Array(repeating: [], count: count))
        let value = try read(&inner, categories)
        var result: [Value] = []
        result.reserveCapacity(codes.count)
        for row in 0..<codes.count {
            let code = Int(codes.int(row, bytes))
            guard code < count else {
                throw LogReadFault(.malformedPickle("a category's number is out of range"), at: .row(row + 1))
            }
            if code < 0 {
                if isFaultyNull { faults[row].insert(.badTime) }
                result.append(null())
            } else {
                faults[row].formUnion(inner.faults[code])
                result.append(value(code))
            }
        }
        return collect(result)
    }
}

/// The values of a column as they are read, and the faults of its rows.
private struct CellSink<Value> {
    var values: [Value]
    var faults: [RowFaults]
    /// Null is a bad time; otherwise it is the value that is already there.
    let isNullFaulty: Bool
    let wrongType: LogReadFault

    /// - Parameter reading: nil where the column's type is wrong.
    mutating func set(_ row: Int, _ reading: CellReading<Value>?) throws(LogReadFault) {
        switch reading {
        case .value(let value): values[row] = value
        case .null: if isNullFaulty { faults[row].insert(.badTime) }
        case .fault(let fault): faults[row].insert(fault)
        case nil: throw wrongType
        }
    }
}

extension CellReading<Double> {
    fileprivate static func number(_ value: Double) -> CellReading<Double> { value.isNaN ? .null : .value(value) }
}

extension PickleResolver {
    /// The names that an index of columns holds; nil where one is no text, empty where none is.
    func names(_ labels: PandasColumn) throws(LogReadFault) -> [String?] {
        switch labels {
        case .cells(let list, let start, let count): return graph.lists[list][start..<start + count].map(word)
        case .arrow, .categorical: break
        default: return []
        }
        var reader = PickleColumnReader(
            resolver: self, name: "columns", faults: Array(repeating: [], count: labels.count))
        let texts = try reader.texts(labels)
        return texts.offsets.indices.map { row in
            texts.lengths[row] > 1_000 ? nil : String(decoding: texts.bytes(row, in: bytes), as: UTF8.self)
        }
    }
}
