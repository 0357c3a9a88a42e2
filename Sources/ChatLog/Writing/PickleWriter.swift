import RapportCore

/// A pickle of a pandas DataFrame that plain `pandas.read_pickle` opens under pandas 1.5, 2 and 3.
///
/// The frame has the shape that pandas itself pickles: a `BlockManager` over blocks, here one block a
/// column, and two indexes. Arrays are made by calling `numpy.ndarray` with a buffer, the one
/// constructor whose name numpy 1 and 2 share and load without a warning.
struct PickleWriter {
    private var encoder: PickleEncoder
    private let table: ExportTable
    private let path: String

    static func write(_ table: ExportTable, to path: String) throws(LogWriteError) {
        let file = try OutputFile(path: path)
        var writer = PickleWriter(encoder: try PickleEncoder(file: file), table: table, path: path)
        try writer.frame()
        try file.commit()
    }

    private mutating func frame() throws(LogWriteError) {
        try encoder.global("pandas.core.frame", "DataFrame")
        try encoder.op(.emptyTuple)
        try encoder.op(.newObject)
        try encoder.op(.emptyDict)
        try encoder.op(.mark)
        try encoder.text("_mgr")
        try manager()
        try encoder.text("_typ")
        try encoder.text("dataframe")
        try encoder.text("_metadata")
        try encoder.op(.emptyList)
        try encoder.text("attrs")
        try encoder.op(.emptyDict)
        try encoder.text("_flags")
        try encoder.op(.emptyDict)
        try encoder.text("allows_duplicate_labels")
        try encoder.op(.newTrue)
        try encoder.op(.setItem)
        try encoder.op(.setItems)
        try encoder.op(.build)
        try encoder.stop()
    }

    private mutating func manager() throws(LogWriteError) {
        try encoder.global("pandas.core.internals.managers", "BlockManager")
        try encoder.op(.mark)
        for number in table.columns.indices { try block(number) }
        try encoder.op(.tuple)
        try encoder.op(.emptyList)
        try encoder.op(.mark)
        try columnIndex()
        try rowIndex()
        try encoder.op(.appends)
        try encoder.op(.tuple2)
        try encoder.op(.reduce)
    }

    private mutating func block(_ number: Int) throws(LogWriteError) {
        try encoder.global("pandas._libs.internals", "_unpickle_block")
        try values(of: table.columns[number])
        try encoder.global("builtins", "slice")
        try encoder.int(Int64(number))
        try encoder.int(Int64(number + 1))
        try encoder.int(1)
        try encoder.op(.tuple3)
        try encoder.op(.reduce)
        try encoder.int(2)
        try encoder.op(.tuple3)
        try encoder.op(.reduce)
    }

    private mutating func values(of column: ExportColumn) throws(LogWriteError) {
        let count = table.rowCount
        switch column.cells {
        case .text(let cell):
            let path = path
            try objects(shape: [1, count]) { (encoder, known, row) throws(LogWriteError) in
                try Self.textCell(cell(row), column: column.name, row, path, &encoder, &known)
            }
        case .vector(_, let cell):
            try objects(shape: [1, count]) { (encoder, _, row) throws(LogWriteError) in
                try Self.vectorCell(cell(row), &encoder)
            }
        case .float64(let cell): try numbers("<f8", [1, count]) { cell($0) ?? .nan }
        case .int64(let cell): try numbers("<i8", [1, count], cell)
        case .bool(let cell): try numbers("|b1", [1, count]) { cell($0) ? UInt8(1) : 0 }
        case .datetime(let cell): try numbers("<M8[ns]", [1, count]) { cell($0)?.nanoseconds ?? .min }
        }
    }

    private mutating func columnIndex() throws(LogWriteError) {
        let names = table.columns.map(\.name)
        try newIndex("pandas.core.indexes.base", "Index")
        try encoder.text("data")
        try objects(shape: [names.count]) { (encoder, _, row) throws(LogWriteError) in try encoder.text(names[row]) }
        try endIndex()
    }

    private mutating func rowIndex() throws(LogWriteError) {
        if let index = table.index {
            try newIndex("pandas.core.indexes.base", "Index")
            try encoder.text("data")
            try numbers("<i8", [index.count]) { index[$0] }
        } else {
            try newIndex("pandas.core.indexes.range", "RangeIndex")
            for (key, value) in [("start", 0), ("stop", table.rowCount), ("step", 1)] {
                try encoder.text(key)
                try encoder.int(Int64(value))
            }
        }
        try endIndex()
    }

    private mutating func newIndex(_ module: String, _ name: String) throws(LogWriteError) {
        try encoder.global("pandas.core.indexes.base", "_new_Index")
        try encoder.global(module, name)
        try encoder.op(.emptyDict)
        try encoder.op(.mark)
    }

    private mutating func endIndex() throws(LogWriteError) {
        try encoder.text("name")
        try encoder.op(.none)
        try encoder.op(.setItems)
        try encoder.op(.tuple2)
        try encoder.op(.reduce)
    }
}

// MARK: - Arrays

extension PickleWriter {
    /// Cells in flight: enough that a call costs nothing, few enough that they stay in the cache.
    private static var batch: Int { 4_096 }
    /// As many list items as CPython puts into one `APPENDS`.
    private static var listBatch: Int { 1_000 }

    private mutating func shape(_ shape: [Int]) throws(LogWriteError) {
        try encoder.op(.mark)
        for extent in shape { try encoder.int(Int64(extent)) }
        try encoder.op(.tuple)
    }

    private mutating func numbers<Element: BitwiseCopyable>(
        _ dtype: String, _ shape: [Int], _ element: (Int) -> Element
    ) throws(LogWriteError) {
        let count = shape.reduce(1, *)
        try encoder.global("numpy", "ndarray")
        try self.shape(shape)
        try encoder.text(dtype)
        try encoder.byteArray(count: count * MemoryLayout<Element>.stride) { (write) throws(LogWriteError) in
            for start in stride(from: 0, to: count, by: Self.batch) {
                let part = (start..<min(count, start + Self.batch)).map(element)
                try part.withUnsafeBufferPointer { (all) throws(LogWriteError) in
                    try write(UnsafeRawBufferPointer(all))
                }
            }
        }
        try encoder.op(.tuple3)
        try encoder.op(.reduce)
    }

    /// An array of dtype object: an empty one, whose state is then set to a list, as numpy does it.
    private mutating func objects(
        shape: [Int],
        cell: (inout PickleEncoder, inout KnownTexts, Int) throws(LogWriteError) -> Void
    ) throws(LogWriteError) {
        let count = shape.reduce(1, *)
        var known: KnownTexts = [:]
        try encoder.global("numpy", "ndarray")
        try self.shape(shape)
        try encoder.text("|O")
        try encoder.op(.tuple2)
        try encoder.op(.reduce)
        try encoder.op(.mark)
        try encoder.int(1)
        try self.shape(shape)
        try objectType()
        try encoder.op(.newFalse)
        try encoder.op(.emptyList)
        for start in stride(from: 0, to: count, by: Self.listBatch) {
            try encoder.op(.mark)
            for row in start..<min(count, start + Self.listBatch) { try cell(&encoder, &known, row) }
            try encoder.op(.appends)
        }
        try encoder.op(.tuple)
        try encoder.op(.build)
    }

    private mutating func objectType() throws(LogWriteError) {
        try encoder.global("numpy", "dtype")
        try encoder.text("O8")
        try encoder.op(.newFalse)
        try encoder.op(.newTrue)
        try encoder.op(.tuple3)
        try encoder.op(.reduce)
    }

    /// The memo's numbers of texts, by their bytes: two strings that are equal to Swift may differ in how
    /// their accents are composed.
    private typealias KnownTexts = [[UInt8]: UInt32]

    /// Short texts that come again (names) are written once, as in a pickle of pandas' own. The table of
    /// known ones is bounded, so that memory does not grow with the file.
    private static func textCell(
        _ text: String?, column: String, _ row: Int, _ path: String, _ encoder: inout PickleEncoder,
        _ known: inout KnownTexts
    ) throws(LogWriteError) {
        guard let text else { return try encoder.op(.none) }
        let count = text.utf8.count
        guard count <= Int(Int32.max) else {
            throw LogWriteError(file: path, problem: .textTooLong(column: column, row: row + 1))
        }
        guard count <= 40 else {
            try encoder.text(text)
            return
        }
        let key = Array(text.utf8)
        if let number = known[key] { return try encoder.get(number) }
        let number = try encoder.text(text)
        if known.count < 20_000 { known[key] = number }
    }

    private static func vectorCell(_ vector: [Float], _ encoder: inout PickleEncoder) throws(LogWriteError) {
        try encoder.global("numpy", "ndarray")
        try encoder.op(.mark)
        try encoder.int(Int64(vector.count))
        try encoder.op(.tuple)
        try encoder.text("<f4")
        try vector.withUnsafeBufferPointer { (all) throws(LogWriteError) in
            try encoder.smallByteArray(UnsafeRawBufferPointer(all))
        }
        try encoder.op(.tuple3)
        try encoder.op(.reduce)
    }
}
