import GRDB
import RapportCore

/// What came of a row and of those after it in its conversation.
public struct Following: Sendable, Hashable {
    public struct Offer: Sendable, Hashable {
        /// USD.
        public var priceUSD: Double
        /// It was unlocked.
        public var isPurchase: Bool
    }

    /// USD.
    public var revenue = 0.0
    /// In order of time.
    public var offers: [Offer] = []

    public init() {}
}

extension RapportStore {
    /// For each row the ids of the rows beside it in its conversation, itself included, in order of time.
    ///
    /// - Complexity: O(rows · (before + after) · log), by the index of a pair's rows.
    public func rowIDs(around rowIDs: [Int64], before: Int, after: Int) throws -> [Int64: [Int64]] {
        try reading("reading excerpts") { db in
            let earlier = try db.cachedStatement(sql: Self.neighbourSQL(isLater: false))
            let later = try db.cachedStatement(sql: Self.neighbourSQL(isLater: true))
            var excerpts: [Int64: [Int64]] = [:]
            for rowID in rowIDs {
                let head = try Int64.fetchAll(earlier, arguments: [rowID, before])
                let tail = try Int64.fetchAll(later, arguments: [rowID, after])
                excerpts[rowID] = head.reversed() + [rowID] + tail
            }
            return excerpts
        }
    }

    /// The conversation's bounds stand in the condition so that the walk along the pair's rows ends with it.
    private static func neighbourSQL(isLater: Bool) -> String {
        let (range, side, order) =
            isLater
            ? ("hit.datetime AND own.ended_at", "near.datetime > hit.datetime OR near.row_id > hit.row_id", "ASC")
            : ("own.started_at AND hit.datetime", "near.datetime < hit.datetime OR near.row_id < hit.row_id", "DESC")
        return """
            SELECT near.row_id FROM log_rows AS hit
            JOIN conversations AS own ON own.conversation_id = hit.conversation_id
            JOIN log_rows AS near ON near.pair_id = hit.pair_id AND near.datetime BETWEEN \(range)
            WHERE hit.row_id = ?1 AND (\(side)) ORDER BY near.datetime \(order), near.row_id \(order) LIMIT ?2
            """
    }

    /// What came of each row and of those after it in its conversation; ids that are not there are left out.
    ///
    /// - Complexity: O(rows of the conversations from there on), one statement.
    public func following(_ rowIDs: [Int64]) throws -> [Int64: Following] {
        try reading("reading what followed") { db in
            let cursor = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT hit.row_id, later.revenue, later.price, later.purchased
                        FROM log_rows AS hit JOIN conversations AS own ON own.conversation_id = hit.conversation_id
                        LEFT JOIN log_rows AS later
                            ON later.pair_id = hit.pair_id AND later.datetime BETWEEN hit.datetime AND own.ended_at
                            AND (later.datetime > hit.datetime OR later.row_id >= hit.row_id)
                            AND (later.revenue > 0 OR later.price > 0)
                        WHERE hit.row_id IN (SELECT value FROM json_each(?))
                        ORDER BY hit.row_id, later.datetime, later.row_id
                        """), arguments: [Self.json(rowIDs)])
            var following: [Int64: Following] = [:]
            while let row = try cursor.next() {
                let rowID: Int64 = try row.value(0)
                var known = following[rowID] ?? Following()
                known.revenue += try (row.value(1) as Double?) ?? 0
                if let price = try row.value(2) as Double?, price > 0 {
                    known.offers.append(Following.Offer(priceUSD: price, isPurchase: try row.value(3)))
                }
                following[rowID] = known
            }
            return following
        }
    }

    /// Prices that a pair unlocked, newest first, at most `limit`, in USD.
    ///
    /// - Complexity: O(rows of the pair).
    public func unlockedPrices(of pairID: Int64, limit: Int) throws -> [Double] {
        try reading("reading a pair's purchases") { db in
            try Double.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT price FROM log_rows WHERE pair_id = ? AND price > 0 AND purchased
                        ORDER BY datetime DESC, row_id DESC LIMIT ?
                        """), arguments: [pairID, limit])
        }
    }

    /// Answers of a model's chatters to the fans who wrote last, newest first, at most `limit`.
    ///
    /// - Complexity: O(pairs of the model · log + rows of the `pairs` newest of them).
    public func newestAnswers(ofModel modelName: String, pairs: Int, limit: Int) throws -> [String] {
        try reading("reading a model's answers") { db in
            try StoredText.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT chatter_message FROM log_rows WHERE has_answer AND pair_id IN
                            (SELECT pair_id FROM pairs WHERE model_name = ? ORDER BY last_at DESC, pair_id LIMIT ?)
                        ORDER BY datetime DESC, row_id DESC LIMIT ?
                        """), arguments: [modelName, pairs, limit]
            ).map(\.string)
        }
    }

    /// The last `count` rows of conversations or stages, in order of time, by record id.
    ///
    /// - Complexity: O(records · rows of their pairs).
    public func lastRowIDs(
        of recordIDs: [Int64], in collection: RecordCollection, count: Int
    ) throws -> [Int64: [Int64]] {
        guard collection != .turns else { return [:] }
        return try reading("reading excerpts") { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT row_id FROM \(collection.rawValue) AS span JOIN log_rows ON log_rows.pair_id = span.pair_id
                        AND datetime BETWEEN started_at AND ended_at AND \(collection.rowsSQL)
                    WHERE span.record_id = ? ORDER BY datetime DESC, row_id DESC LIMIT ?
                    """)
            var last: [Int64: [Int64]] = [:]
            for recordID in recordIDs {
                last[recordID] = try Int64.fetchAll(statement, arguments: [recordID, count]).reversed()
            }
            return last
        }
    }

    /// The newest rows of a pair, at most `limit`, in order of time.
    ///
    /// - Complexity: O(limit · log rows).
    public func newestRows(of pairID: Int64, limit: Int) throws -> [StoredRow] {
        let ids = try reading("reading a pair's newest rows") { db in
            try Int64.fetchAll(
                db, sql: "SELECT row_id FROM log_rows WHERE pair_id = ? ORDER BY datetime DESC, row_id DESC LIMIT ?",
                arguments: [pairID, limit])
        }
        let rows = try rows(ids: ids)
        return ids.reversed().compactMap { rows[$0] }
    }

    /// Pairs that the store got after the pair with the id `pairID`, by their ids.
    ///
    /// - Complexity: O(new pairs).
    public func pairs(after pairID: Int64) throws -> [(pairID: Int64, pair: PairID)] {
        try reading("reading new pairs") { db in
            try Row.fetchAll(
                db, sql: "SELECT pair_id, fan_id, model_name FROM pairs WHERE pair_id > ? ORDER BY pair_id",
                arguments: [pairID]
            ).map { try (pairID: $0.value(0), pair: PairID(fanID: $0.value(1), modelName: $0.value(2))) }
        }
    }
}
