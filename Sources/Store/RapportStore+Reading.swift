import Foundation
import GRDB
import RapportCore

/// Totals of a store.
public struct StoreTotals: Sendable, Equatable {
    public var rows = 0
    public var pairs = 0
    public var conversations = 0
    /// Stages by number.
    public var stages: [Int: Int] = [:]
    /// USD.
    public var revenue = 0.0
    public var purchases = 0
    public var offers = 0
}

/// A stored row with its place.
public struct StoredRow: Sendable {
    public var rowID: Int64
    public var row: LogRow
    public var conversationID: String
    public var stage: Int

    package init(rowID: Int64, row: LogRow, conversationID: String, stage: Int) {
        self.rowID = rowID
        self.row = row
        self.conversationID = conversationID
        self.stage = stage
    }

    public var exchange: Exchange {
        Exchange(
            datetime: row.datetime, price: row.price, tips: row.tips, revenue: row.revenue, purchased: row.purchased,
            hasFanMessage: !Blank.isBlank(row.fanMessage), hasChatterMessage: !Blank.isBlank(row.chatterMessage))
    }
}

/// A conversation or stage with what came of it.
public struct StoredSpan: Sendable {
    public var recordID: Int64
    public var pairID: Int64
    public var pair: PairID
    /// The conversation's or stage's id as people see it.
    public var id: String
    public var startedAt: Timestamp
    public var endedAt: Timestamp
    public var messageCount: Int
    public var outcome: Outcome
    /// 0 for a conversation.
    public var stage: Int
}

/// Where a stored row lies.
public struct RowPlace: Sendable {
    public var rowID: Int64
    public var pair: PairID
    public var conversationID: Int64?
}

/// A pair with its figures over all its rows.
public struct StoredPair: Sendable {
    public var pairID: Int64
    public var pair: PairID
    public var messageCount: Int
    public var lastAt: Timestamp
    public var outcome: Outcome
}

extension RapportStore {
    public func totals() throws -> StoreTotals {
        try reading("counting") { db in
            var totals = StoreTotals()
            let sums = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*), coalesce(sum(message_count), 0), coalesce(sum(revenue), 0),
                        coalesce(sum(purchases), 0), coalesce(sum(offers), 0) FROM pairs WHERE message_count > 0
                    """)
            if let sums {
                (totals.pairs, totals.rows, totals.revenue) = (sums[0], sums[1], sums[2])
                (totals.purchases, totals.offers) = (sums[3], sums[4])
            }
            totals.conversations = try Int.fetchOne(db, sql: "SELECT count(*) FROM conversations") ?? 0
            for row in try Row.fetchAll(db, sql: "SELECT stage, count(*) FROM stages GROUP BY stage") {
                totals.stages[row[0]] = row[1]
            }
            return totals
        }
    }

    /// The moment of the newest row; nil in an empty store.
    public func newestRow() throws -> Timestamp? {
        try reading("reading the newest row") { db in
            try Int64.fetchOne(db, sql: "SELECT max(last_at) FROM pairs WHERE message_count > 0").map(
                Timestamp.init(nanoseconds:))
        }
    }

    /// The names of all models with their number of pairs, in byte order.
    public func models() throws -> [(name: String, pairs: Int)] {
        try reading("reading the models") { db in
            try Row.fetchAll(db, sql: "SELECT model_name, count(*) FROM pairs GROUP BY model_name ORDER BY model_name")
                .map { ($0[0], $0[1]) }
        }
    }

    /// A pair's figures; nil where the store holds none of its rows.
    public func pair(_ pair: PairID) throws -> StoredPair? {
        try reading("reading a pair") { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM pairs WHERE model_name = ? AND fan_id = ? AND message_count > 0",
                arguments: [pair.modelName, pair.fanID]
            ).map(StoredPair.init)
        }
    }

    /// All rows of a pair in order of time.
    public func rows(of pairID: Int64) throws -> [StoredRow] {
        try reading("reading a pair's rows") { db in try Self.rows(db, "pair_id = ?", [pairID]) }
    }

    /// All pairs in the order of exports, each with its rows in order of time, in one snapshot of the store.
    public func forEachPair(_ body: (StoredPair, [StoredRow]) throws -> Void) throws {
        try reading("reading all pairs") { db in
            // BINARY is the byte order of UTF-8.
            let pairs = try Row.fetchAll(
                db, sql: "SELECT * FROM pairs WHERE message_count > 0 ORDER BY fan_id, model_name")
            for row in pairs {
                let pair = StoredPair(row: row)
                try body(pair, try Self.rows(db, "pair_id = ?", [pair.pairID]))
            }
        }
    }

    /// The rows of a conversation in order of time.
    public func rows(ofConversation conversationID: String) throws -> [StoredRow] {
        try reading("reading a conversation") { db in
            try Self.rows(
                db,
                "pair_id = (SELECT pair_id FROM conversations WHERE conversation_id = ?) AND conversation_id = ?",
                [conversationID, conversationID])
        }
    }

    /// Rows by id; ids that are not there are left out.
    public func rows(ids: [Int64]) throws -> [Int64: StoredRow] {
        try reading("reading rows") { db in
            let rows = try Self.rows(db, "row_id IN (SELECT value FROM json_each(?))", [Self.json(ids)])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0.rowID, $0) })
        }
    }

    /// Conversations by their ids.
    public func conversations(ids: [String]) throws -> [String: StoredSpan] {
        try reading("reading conversations") { db in
            let rows = try ids.compactMap { id in
                try Row.fetchOne(
                    db, sql: "SELECT *, conversation_id AS id, 0 AS stage FROM conversations WHERE conversation_id = ?",
                    arguments: [id])
            }
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"], StoredSpan(row: $0)) })
        }
    }

    /// The stages of a pair in their order.
    public func stages(of pairID: Int64) throws -> [StoredSpan] {
        try reading("reading stages") { db in
            try Row.fetchAll(
                db, sql: "SELECT *, stage_id AS id FROM stages WHERE pair_id = ? ORDER BY stage", arguments: [pairID]
            ).map(StoredSpan.init)
        }
    }

    /// Conversations or stages by record id.
    public func spans(_ collection: RecordCollection, recordIDs: [Int64]) throws -> [Int64: StoredSpan] {
        guard collection != .turns else { return [:] }
        let (id, stage) = collection == .stages ? ("stage_id", "stage") : ("conversation_id", "0")
        return try reading("reading \(collection.rawValue)") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT *, \(id) AS id, \(stage) AS stage FROM \(collection.rawValue)
                    WHERE record_id IN (SELECT value FROM json_each(?))
                    """, arguments: [Self.json(recordIDs)])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["record_id"], StoredSpan(row: $0)) })
        }
    }

    /// Every row with the pair that it belongs to by itself and the conversation that it was put into, in one
    /// snapshot: what the contamination check reads. A row whose conversation is not stored has none.
    public func withRowPlaces<Result>(_ body: (AnyIterator<RowPlace>) -> Result) throws -> Result {
        try reading("checking conversations") { db in
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT row_id, pairs.fan_id, pairs.model_name, conversations.record_id
                    FROM log_rows JOIN pairs USING (pair_id) LEFT JOIN conversations USING (conversation_id)
                    """)
            var failure: (any Error)?
            let result = body(
                AnyIterator {
                    do {
                        return try cursor.next().map { row in
                            RowPlace(
                                rowID: row[0], pair: PairID(fanID: row[1], modelName: row[2]), conversationID: row[3])
                        }
                    } catch {
                        failure = error
                        return nil
                    }
                })
            if let failure { throw failure }
            return result
        }
    }

    private static func rows(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> [StoredRow]
    {
        let statement = try db.cachedStatement(
            sql: """
                SELECT row_id, chatter_name, model_name, fan_message, chatter_message, price, purchased, fan_id,
                    datetime, tips, log_rows.revenue, conversation_id, stage
                FROM log_rows JOIN pairs USING (pair_id) WHERE \(condition) ORDER BY datetime, row_id
                """)
        let cursor = try Row.fetchCursor(statement, arguments: arguments)
        var rows: [StoredRow] = []
        while let row = try cursor.next() { rows.append(StoredRow(row: row)) }
        return rows
    }

    /// Ids as a JSON list, which SQLite reads as a table: one prepared statement for any number.
    static func json(_ ids: [Int64]) -> String {
        "[\(ids.map(String.init).joined(separator: ","))]"
    }

    static func json(_ texts: [String]) throws -> String {
        String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
    }
}

extension StoredRow {
    fileprivate init(row: Row) {
        rowID = row[0]
        self.row = LogRow(
            chatterName: (row[1] as StoredText).string, modelName: (row[2] as StoredText).string,
            fanMessage: (row[3] as StoredText).string, chatterMessage: (row[4] as StoredText).string, price: row[5],
            purchased: row[6], fanID: (row[7] as StoredText).string, datetime: Timestamp(nanoseconds: row[8]),
            tips: row[9], revenue: row[10])
        conversationID = row[11]
        stage = row[12]
    }
}

extension StoredSpan {
    init(row: Row) {
        recordID = row["record_id"]
        pairID = row["pair_id"]
        pair = PairID(fanID: row["fan_id"], modelName: row["model_name"])
        id = row["id"]
        startedAt = Timestamp(nanoseconds: row["started_at"])
        endedAt = Timestamp(nanoseconds: row["ended_at"])
        messageCount = row["message_count"]
        outcome = Outcome(offers: row["offers"], purchases: row["purchases"], revenue: row["revenue"])
        stage = row["stage"]
    }
}

extension StoredPair {
    init(row: Row) {
        pairID = row["pair_id"]
        pair = PairID(fanID: row["fan_id"], modelName: row["model_name"])
        messageCount = row["message_count"]
        lastAt = Timestamp(nanoseconds: row["last_at"])
        outcome = Outcome(offers: row["offers"], purchases: row["purchases"], revenue: row["revenue"])
    }
}
