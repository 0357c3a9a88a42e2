/// The good rows of one log file, as columns, in the order of the file.
///
/// All columns have `count` entries. Texts are ranges of a shared store; numbers are what the rules of
/// reading make of them (null number = 0, missing revenue computed).
public struct LogTable: Sendable {
    public var chatterName: TextColumn
    public var modelName: TextColumn
    public var fanMessage: TextColumn
    public var chatterMessage: TextColumn
    public var fanID: TextColumn
    public var datetime: [Timestamp]
    /// USD, finite, at least 0.
    public var price: [Double]
    public var purchased: [Bool]
    /// USD, finite, at least 0.
    public var tips: [Double]
    /// USD, finite, at least 0.
    public var revenue: [Double]

    /// - Precondition: all columns have the same length.
    public init(
        chatterName: TextColumn, modelName: TextColumn, fanMessage: TextColumn, chatterMessage: TextColumn,
        fanID: TextColumn, datetime: [Timestamp], price: [Double], purchased: [Bool], tips: [Double],
        revenue: [Double]
    ) {
        let count = datetime.count
        precondition(
            [chatterName.count, modelName.count, fanMessage.count, chatterMessage.count, fanID.count].allSatisfy {
                $0 == count
            }
                && [price.count, purchased.count, tips.count, revenue.count].allSatisfy { $0 == count })
        self.chatterName = chatterName
        self.modelName = modelName
        self.fanMessage = fanMessage
        self.chatterMessage = chatterMessage
        self.fanID = fanID
        self.datetime = datetime
        self.price = price
        self.purchased = purchased
        self.tips = tips
        self.revenue = revenue
    }

    /// A table that holds copies of `rows`.
    public init(rows: [LogRow]) {
        self.init(
            chatterName: TextColumn(rows.map(\.chatterName)), modelName: TextColumn(rows.map(\.modelName)),
            fanMessage: TextColumn(rows.map(\.fanMessage)), chatterMessage: TextColumn(rows.map(\.chatterMessage)),
            fanID: TextColumn(rows.map(\.fanID)), datetime: rows.map(\.datetime), price: rows.map(\.price),
            purchased: rows.map(\.purchased), tips: rows.map(\.tips), revenue: rows.map(\.revenue))
    }

    public var count: Int { datetime.count }

    /// One row, with its texts copied out.
    public subscript(row: Int) -> LogRow {
        LogRow(
            chatterName: chatterName[row], modelName: modelName[row], fanMessage: fanMessage[row],
            chatterMessage: chatterMessage[row], price: price[row], purchased: purchased[row], fanID: fanID[row],
            datetime: datetime[row], tips: tips[row], revenue: revenue[row])
    }
}

/// What a reader makes of one file.
public struct LogFile: Sendable {
    /// The good rows.
    public var table: LogTable
    /// Rows in the file, good or not.
    public var rowsRead: Int
    public var rejects: RejectCounts
    /// Good rows whose `revenue` differs from price-if-purchased plus tips by over half a cent.
    public var revenueDisagreements: Int
    /// Good rows with `purchased` and no price.
    public var purchasesWithoutPrice: Int

    public init(
        table: LogTable, rowsRead: Int, rejects: RejectCounts, revenueDisagreements: Int, purchasesWithoutPrice: Int
    ) {
        self.table = table
        self.rowsRead = rowsRead
        self.rejects = rejects
        self.revenueDisagreements = revenueDisagreements
        self.purchasesWithoutPrice = purchasesWithoutPrice
    }
}

extension LogTable {
    /// What segmentation needs of a row.
    public func exchange(at row: Int) -> Exchange {
        Exchange(
            datetime: datetime[row], price: price[row], tips: tips[row], revenue: revenue[row],
            purchased: purchased[row], hasFanMessage: !fanMessage.isBlank(row),
            hasChatterMessage: !chatterMessage.isBlank(row))
    }
}
