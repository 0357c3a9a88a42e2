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
                (totals.pairs, totals.rows, totals.revenue) = try (sums.value(0), sums.value(1), sums.value(2))
                (totals.purchases, totals.offers) = try (sums.value(3), sums.value(4))
            }
            totals.conversations = try Int.fetchOne(db, sql: "SELECT count(*) FROM conversations") ?? 0
            for row in try Row.fetchAll(db, sql: "SELECT stage, count(*) FROM stages GROUP BY stage") {
                try totals.stages[row.value(0)] = row.value(1)
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
                .map { try (name: $0.value(0), pairs: $0.value(1)) }
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
                let pair = try StoredPair(row: row)
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
            return Dictionary(rows.map { ($0.rowID, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Conversations by their ids.
    public func conversations(ids: [String]) throws -> [String: StoredSpan] {
        try reading("reading conversations") { db in
            let spans = try ids.compactMap { id in
                try Row.fetchOne(
                    db, sql: "SELECT *, conversation_id AS id, 0 AS stage FROM conversations WHERE conversation_id = ?",
                    arguments: [id]
                ).map(StoredSpan.init)
            }
            return Dictionary(spans.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
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
            let spans = try Row.fetchAll(
                db,
                sql: """
                    SELECT *, \(id) AS id, \(stage) AS stage FROM \(collection.rawValue)
                    WHERE record_id IN (SELECT value FROM json_each(?))
                    """, arguments: [Self.json(recordIDs)]
            ).map(StoredSpan.init)
            return Dictionary(spans.map { ($0.recordID, $0) }, uniquingKeysWith: { first, _ in first })
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
                            try RowPlace(
                                rowID: row.value(0), pair: PairID(fanID: row.value(1), modelName: row.value(2)),
                                conversationID: row.value(3))
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
        while let row = try cursor.next() { rows.append(try StoredRow(row: row)) }
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
    fileprivate init(row: Row) throws {
        rowID = try row.value(0)
        self.row = try LogRow(
            chatterName: (row.value(1) as StoredText).string, modelName: (row.value(2) as StoredText).string,
            fanMessage: (row.value(3) as StoredText).string, chatterMessage: (row.value(4) as StoredText).string,
            price: row.value(5), purchased: row.value(6), fanID: (row.value(7) as StoredText).string,
            datetime: Timestamp(nanoseconds: row.value(8)), tips: row.value(9), revenue: row.value(10))
        conversationID = try row.value(11)
        stage = try row.value(12)
    }
}

extension StoredSpan {
    init(row: Row) throws {
        recordID = try row.value("record_id")
        pairID = try row.value("pair_id")
        pair = try PairID(fanID: row.value("fan_id"), modelName: row.value("model_name"))
        id = try row.value("id")
        startedAt = try Timestamp(nanoseconds: row.value("started_at"))
        endedAt = try Timestamp(nanoseconds: row.value("ended_at"))
        messageCount = try row.value("message_count")
        outcome = try Outcome(
            offers: row.value("offers"), purchases: row.value("purchases"), revenue: row.value("revenue"))
        stage = try row.value("stage")
    }
}

extension StoredPair {
    init(row: Row) throws {
        pairID = try row.value("pair_id")
        pair = try PairID(fanID: row.value("fan_id"), modelName: row.value("model_name"))
        messageCount = try row.value("message_count")
        lastAt = try Timestamp(nanoseconds: row.value("last_at"))
        outcome = try Outcome(
            offers: row.value("offers"), purchases: row.value("purchases"), revenue: row.value("revenue"))
    }
}
