import GRDB
import RapportCore

extension RapportStore {
    /// Loads rows of some pairs, cuts the touched pairs anew and replaces what was derived, in one transaction.
    ///
    /// A row whose key is known updates `purchased`, `tips` and `revenue` and adds nothing.
    ///
    /// - Parameters:
    ///   - keys: the keys of the table's rows, in its order.
    ///   - cut: makes conversations and stages of a pair's rows in order of time.
    /// - Complexity: O(rows of the batch and of the touched pairs · log).
    /// - Throws: `StoreError`; then nothing of the batch was loaded.
    public func load(
        _ batch: [IncomingPair], of table: LogTable, keys: [RowKey], cut: ([Exchange]) -> Segments
    ) throws -> LoadReport {
        try writing("loading rows") { db in
            let loader = try PairLoader(db: db, table: table, keys: keys)
            // Read in this transaction: a pair that is forgotten while its log is being read stays away.
            let forgotten = try ForgottenPairs(db)
            var report = LoadReport()
            for rows in batch {
                if !forgotten.isEmpty, forgotten.contains(rows.pair) {
                    report.forgotten += rows.rows.count
                } else {
                    report.add(try loader.load(rows, cut: cut))
                }
            }
            return report
        }
    }
}

/// Loads one pair after the other inside a transaction.
private struct PairLoader {
    let db: Database
    let table: LogTable
    let keys: [RowKey]
    let spans: SpanReplacement
    private let findPair: RawStatement
    private let insertPair: RawStatement
    private let findRow: RawStatement
    private let insertRow: RawStatement
    private let insertTexts: RawStatement
    private let updateRow: RawStatement

    init(db: Database, table: LogTable, keys: [RowKey]) throws {
        self.db = db
        self.table = table
        self.keys = keys
        spans = try SpanReplacement(db: db)
        findPair = try RawStatement(db, "SELECT pair_id FROM pairs WHERE model_name = ? AND fan_id = ?")
        insertPair = try RawStatement(
            db, "INSERT INTO pairs (model_name, fan_id, pair_id) VALUES (?, ?, \(Self.nextID("pair_id", "pairs", db)))")
        findRow = try RawStatement(db, "SELECT row_id FROM log_rows WHERE row_key = ?")
        insertRow = try RawStatement(
            db,
            """
            INSERT INTO log_rows (row_key, pair_id, datetime, chatter_name, fan_message, chatter_message, price,
                purchased, tips, revenue, is_turn, has_answer, conversation_id, stage, row_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, \(Self.nextID("row_id", "log_rows", db)))
            """)
        insertTexts = try RawStatement(
            db, "INSERT INTO row_texts (rowid, fan_message, chatter_message) VALUES (?, ?, ?)")
        updateRow = try RawStatement(
            db,
            "UPDATE log_rows SET purchased = ?, tips = ?, revenue = ?, conversation_id = ?, stage = ? WHERE row_id = ?")
    }

    /// What a new row's id is: the next one, unless the floor lies higher, where higher rows were forgotten. An id never
    /// comes again, so that what somebody still holds of a row that is gone cannot be taken for another's.
    private static func nextID(_ column: String, _ table: String, _ db: Database) throws -> String {
        let highest = "SELECT coalesce(max(\(column)), 0) FROM \(table)"
        let floor = try Int64.fetchOne(db, sql: "SELECT \(column) FROM floors WHERE \(column) > (\(highest))")
        return floor.map { "(SELECT 1 + max(\($0), coalesce(max(\(column)), 0)) FROM \(table))" } ?? "NULL"
    }

    func load(_ incoming: IncomingPair, cut: ([Exchange]) -> Segments) throws -> LoadReport {
        var report = LoadReport()
        let (pairID, isNew) = try pairID(of: incoming.pair)
        var rows = isNew ? [] : try storedRows(of: pairID)
        try merge(incoming, into: &rows, report: &report)
        guard report.added + report.updated > 0 else { return report }
        report.touchedPairs = 1
        // Stable: among equal times the known rows come first, then the order of the file.
        let order = rows.indices.sorted {
            (rows[$0].exchange.datetime, $0) < (rows[$1].exchange.datetime, $1)
        }
        rows = order.map { rows[$0] }
        let segments = cut(rows.map(\.exchange))
        assign(segments, to: &rows, of: incoming.pair)
        try write(&rows, pairID: pairID)
        try spans.replace(pairID: pairID, pair: incoming.pair, rows: rows, segments: segments)
        return report
    }

    private func pairID(of pair: PairID) throws -> (id: Int64, isNew: Bool) {
        findPair.bind(1, pair.modelName)
        findPair.bind(2, pair.fanID)
        if let id = try findPair.first(db, { $0.int(0) }) { return (id, false) }
        insertPair.bind(1, pair.modelName)
        insertPair.bind(2, pair.fanID)
        try insertPair.run(db)
        return (db.lastInsertedRowID, true)
    }

    private func storedRows(of pairID: Int64) throws -> [PairRow] {
        let cursor = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT row_id, datetime, price, tips, revenue, purchased, is_turn, has_answer, conversation_id, stage
                    FROM log_rows WHERE pair_id = ? ORDER BY datetime, row_id
                    """), arguments: [pairID])
        var rows: [PairRow] = []
        while let row = try cursor.next() { rows.append(try PairRow(stored: row)) }
        return rows
    }

    private func merge(_ incoming: IncomingPair, into rows: inout [PairRow], report: inout LoadReport) throws {
        let known = Dictionary(rows.indices.map { (rows[$0].rowID, $0) }, uniquingKeysWith: { first, _ in first })
        for tableRow in incoming.rows {
            let exchange = table.exchange(at: tableRow)
            guard !known.isEmpty, let index = try knownIndex(of: keys[tableRow], among: known) else {
                rows.append(PairRow(exchange: exchange, tableRow: tableRow))
                report.added += 1
                continue
            }
            let stored = rows[index].exchange
            if stored.purchased == exchange.purchased, stored.tips == exchange.tips, stored.revenue == exchange.revenue
            {
                report.unchanged += 1
            } else {
                rows[index].exchange.purchased = exchange.purchased
                rows[index].exchange.tips = exchange.tips
                rows[index].exchange.revenue = exchange.revenue
                rows[index].isChanged = true
                report.updated += 1
            }
        }
    }

    private func knownIndex(of key: RowKey, among known: [Int64: Int]) throws -> Int? {
        findRow.bind(1, blob: key.bytes)
        return try findRow.first(db) { $0.int(0) }.flatMap { known[$0] }
    }

    private func assign(_ segments: Segments, to rows: inout [PairRow], of pair: PairID) {
        for range in segments.conversations {
            let id = ContentHash.hex(StableID.conversation(pair, startedAt: rows[range.lowerBound].exchange.datetime))
            for index in range where rows[index].conversationID != id {
                rows[index].conversationID = id
                rows[index].isChanged = true
            }
        }
        for segment in segments.stages {
            for index in segment.rows where rows[index].stage != segment.stage.rawValue {
                rows[index].stage = segment.stage.rawValue
                rows[index].isChanged = true
            }
        }
    }

    private func write(_ rows: inout [PairRow], pairID: Int64) throws {
        for index in rows.indices {
            if let tableRow = rows[index].tableRow {
                try insert(rows[index], tableRow: tableRow, pairID: pairID)
                rows[index].rowID = db.lastInsertedRowID
                insertTexts.bind(1, rows[index].rowID)
                insertTexts.bind(2, table.fanMessage, row: tableRow)
                insertTexts.bind(3, table.chatterMessage, row: tableRow)
                try insertTexts.run(db)
            } else if rows[index].isChanged {
                let row = rows[index]
                updateRow.bind(1, row.exchange.purchased)
                updateRow.bind(2, row.exchange.tips)
                updateRow.bind(3, row.exchange.revenue)
                updateRow.bind(4, row.conversationID)
                updateRow.bind(5, Int64(row.stage))
                updateRow.bind(6, row.rowID)
                try updateRow.run(db)
            }
        }
    }

    private func insert(_ row: PairRow, tableRow: Int, pairID: Int64) throws {
        insertRow.bind(1, blob: keys[tableRow].bytes)
        insertRow.bind(2, pairID)
        insertRow.bind(3, row.exchange.datetime.nanoseconds)
        insertRow.bind(4, table.chatterName, row: tableRow)
        insertRow.bind(5, table.fanMessage, row: tableRow)
        insertRow.bind(6, table.chatterMessage, row: tableRow)
        insertRow.bind(7, row.exchange.price)
        insertRow.bind(8, row.exchange.purchased)
        insertRow.bind(9, row.exchange.tips)
        insertRow.bind(10, row.exchange.revenue)
        insertRow.bind(11, row.exchange.hasFanMessage)
        insertRow.bind(12, row.exchange.hasChatterMessage)
        insertRow.bind(13, row.conversationID)
        insertRow.bind(14, Int64(row.stage))
        try insertRow.run(db)
    }
}

/// A row of the pair at hand, stored or to be stored.
struct PairRow {
    /// 0 until it is inserted.
    var rowID: Int64 = 0
    var exchange: Exchange
    /// Where a row that is not stored yet lies in the table.
    var tableRow: Int?
    var conversationID = ""
    var stage = 0
    var isChanged = false

    init(exchange: Exchange, tableRow: Int) {
        self.exchange = exchange
        self.tableRow = tableRow
    }

    init(stored row: Row) throws {
        rowID = try row.value(0)
        exchange = try Exchange(
            datetime: Timestamp(nanoseconds: row.value(1)), price: row.value(2), tips: row.value(3),
            revenue: row.value(4), purchased: row.value(5), hasFanMessage: row.value(6),
            hasChatterMessage: row.value(7))
        conversationID = try row.value(8)
        stage = try row.value(9)
    }
}
