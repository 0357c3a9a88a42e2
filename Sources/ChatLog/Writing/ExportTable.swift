import RapportCore

/// A table on its way to a file: named columns whose cells are asked for one by one, so that nothing is
/// copied that the file does not need.
public struct ExportTable {
    public var rowCount: Int
    public var columns: [ExportColumn]
    /// The pandas index of a pickle; nil = 0, 1, 2 … Other formats do not write it.
    public var index: [Int64]?
    /// Whether texts that a spreadsheet would compute get an apostrophe in front in CSV. Off for logs alone, which are
    /// read again as they were.
    var isForSpreadsheets = true

    public init(rowCount: Int, columns: [ExportColumn], index: [Int64]? = nil) {
        self.rowCount = rowCount
        self.columns = columns
        self.index = index
    }
}

/// A column of an `ExportTable`.
public struct ExportColumn {
    public var name: String
    public var cells: ExportCells

    public init(_ name: String, _ cells: ExportCells) {
        self.name = name
        self.cells = cells
    }
}

/// What a column holds: a function from row to cell. nil is pandas' null, an empty CSV field, JSON's `null`.
public enum ExportCells {
    /// dtype `object` of `str`.
    case text((Int) -> String?)
    /// dtype `float64`; nil is NaN.
    case float64((Int) -> Double?)
    case int64((Int) -> Int64)
    case bool((Int) -> Bool)
    /// dtype `datetime64[ns]` without time zone, UTC; nil is NaT.
    case datetime((Int) -> Timestamp?)
    /// dtype `object`, each cell a float32 numpy array of `dimension` numbers; a JSON array in other formats.
    ///
    /// - Precondition: the function returns `dimension` numbers for every row.
    case vector(dimension: Int, (Int) -> [Float])
}

extension ExportTable {
    /// The ten columns of a log, in the order and with the dtypes of the production files.
    public init(_ log: LogTable, index: [Int64]? = nil) {
        func column(_ name: LogColumn, _ cells: ExportCells) -> ExportColumn { ExportColumn(name.rawValue, cells) }
        self.init(
            rowCount: log.count,
            columns: [
                column(.chatterName, .text { log.chatterName[$0] }),
                column(.modelName, .text { log.modelName[$0] }),
                column(.fanMessage, .text { log.fanMessage[$0] }),
                column(.chatterMessage, .text { log.chatterMessage[$0] }),
                column(.price, .float64 { log.price[$0] }),
                column(.purchased, .bool { log.purchased[$0] }),
                column(.fanID, .text { log.fanID[$0] }),
                column(.datetime, .datetime { log.datetime[$0] }),
                column(.tips, .float64 { log.tips[$0] }),
                column(.revenue, .float64 { log.revenue[$0] }),
            ], index: index)
        isForSpreadsheets = false
    }
}
