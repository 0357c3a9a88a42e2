import RapportCore

/// Reads a pickled pandas DataFrame of logs.
enum PickleReader {
    /// - Parameters:
    ///   - region: holds the pickle; texts that need decoding are added to it.
    ///   - progress: receives how many bytes are behind us.
    /// - Complexity: O(bytes); memory for values of 16 bytes and the columns, beside the file itself.
    static func read(_ region: TextRegion, progress: @escaping (Int) -> Void) throws(LogReadFault) -> RowColumns {
        let resolver = PickleResolver(try PickleMachine.load(region, progress: progress), region)
        let frame = try PandasFrame(resolver)
        var columns: [LogColumn: PandasColumn] = [:]
        for name in LogColumn.allCases { columns[name] = try frame.column(name.rawValue) }
        try LogColumn.checkPresent { columns[$0] != nil }
        let isSystem = try frame.column("is_system")
        let rows = columns[.datetime]?.count ?? 0
        for name in LogColumn.allCases {
            if let column = columns[name] { try check(column, name.rawValue, rows: rows, resolver) }
        }
        if let isSystem { try check(isSystem, "is_system", rows: rows, resolver) }
        return try read(columns, isSystem: isSystem, rows: rows, resolver)
    }

    /// Whether a column's type is one of a log's, and its length that of the others.
    private static func check(
        _ column: PandasColumn, _ name: String, rows: Int, _ resolver: PickleResolver
    ) throws(LogReadFault) {
        if case .other(let found) = column {
            throw LogReadFault(.wrongColumnType(column: name, found: found, expected: "what a log holds there"))
        }
        guard column.count == rows else {
            throw resolver.malformed("column '\(name)' has \(column.count) rows and others have \(rows)")
        }
    }

    private static func read(
        _ columns: [LogColumn: PandasColumn], isSystem: PandasColumn?, rows: Int, _ resolver: PickleResolver
    ) throws(LogReadFault) -> RowColumns {
        var result = RowColumns()
        var faults = [RowFaults](repeating: [], count: rows)
        func with<Value>(
            _ name: LogColumn,
            _ read: (inout PickleColumnReader, PandasColumn) throws(LogReadFault) -> Value
        ) throws(LogReadFault) -> Value? {
            guard let column = columns[name] else { return nil }
            var reader = PickleColumnReader(resolver: resolver, name: name.rawValue, faults: faults)
            faults = []
            let value = try read(&reader, column)
            faults = reader.faults
            return value
        }
        func texts(_ name: LogColumn, mistyped: RowFaults = .badType) throws(LogReadFault) -> TextCells {
            try with(name) { (reader, column) throws(LogReadFault) in
                try reader.texts(column, mistyped: mistyped)
            } ?? TextCells(count: rows)
        }
        func numbers(_ name: LogColumn) throws(LogReadFault) -> [Double]? {
            try with(name) { (reader, column) throws(LogReadFault) in try reader.numbers(column) }
        }
        result.chatterName = try texts(.chatterName)
        result.modelName = try texts(.modelName, mistyped: .mistypedModel)
        result.fanMessage = try texts(.fanMessage)
        result.chatterMessage = try texts(.chatterMessage)
        result.fanID = try texts(.fanID, mistyped: .mistypedFan)
        let zeros = [Double](repeating: 0, count: rows)
        result.price = try numbers(.price) ?? zeros
        result.tips = try numbers(.tips) ?? zeros
        result.hasRevenue = columns[.revenue] != nil
        result.revenue = try numbers(.revenue) ?? zeros
        result.purchased =
            try with(.purchased) { (reader, column) throws(LogReadFault) in
                try reader.bools(column)
            } ?? []
        result.datetime =
            try with(.datetime) { (reader, column) throws(LogReadFault) in
                try reader.times(column)
            } ?? []
        if let isSystem {
            var reader = PickleColumnReader(resolver: resolver, name: "is_system", faults: faults)
            let flags = try reader.bools(isSystem)
            faults = reader.faults
            for row in 0..<rows where flags[row] { faults[row].insert(.system) }
        }
        result.faults = faults
        return result
    }
}

extension LogColumn {
    /// All columns but `revenue`, which can be computed, must be there.
    static func checkPresent(_ isPresent: (LogColumn) -> Bool) throws(LogReadFault) {
        let missing = allCases.filter { $0 != .revenue && !isPresent($0) }
        guard missing.isEmpty else { throw LogReadFault(.missingColumns(missing.map(\.rawValue))) }
    }
}
