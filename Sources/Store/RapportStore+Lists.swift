import GRDB
import RapportCore

/// A pair as it is listed.
public struct ListedPair: Sendable {
    public var pair: StoredPair
    /// The latest one.
    public var stage: Int
}

/// A conversation of a pair with what tells its place in the pair's story.
public struct TimelineConversation: Sendable {
    public var span: StoredSpan
    /// Those that its rows belong to, ascending.
    public var stages: [Int]
    /// Its rows with revenue, in order of time; their texts are not read.
    public var sales: [Sale]

    public struct Sale: Sendable {
        public var datetime: Timestamp
        /// USD; 0 where nothing was offered.
        public var price: Double
        public var purchased: Bool
        /// USD.
        public var tips: Double
        public var revenue: Double
    }
}

extension RapportStore {
    /// Pairs in the byte order of fan and model.
    ///
    /// - Parameters:
    ///   - text: what the fan's id holds, whatever the case of its ASCII letters; nil for all.
    ///   - modelNames: only of these models; nil for all.
    ///   - last: the pair before the first that is wanted.
    /// - Complexity: O(pairs).
    public func listedPairs(
        containing text: String?, modelNames: [String]?, after last: PairID?, limit: Int
    ) throws -> [ListedPair] {
        try reading("listing pairs") { db in
            try Row.fetchAll(
                db,
                sql: """
                    \(Self.listedPairSQL) WHERE message_count > 0
                        AND (?1 IS NULL OR instr(lower(fan_id), lower(?1)) > 0) AND (?2 IS NULL OR model_name IN (SELECT value FROM json_each(?2)))
                        AND (?3 IS NULL OR (fan_id, model_name) > (?3, ?4))
                    ORDER BY fan_id, model_name LIMIT ?5
                    """, arguments: [text, try modelNames.map(Self.json), last?.fanID, last?.modelName, limit]
            ).map(ListedPair.init)
        }
    }

    /// A pair as it is listed; nil where the store holds none of its rows.
    public func listedPair(_ pair: PairID) throws -> ListedPair? {
        try reading("reading a pair") { db in
            try Row.fetchOne(
                db, sql: "\(Self.listedPairSQL) WHERE model_name = ? AND fan_id = ? AND message_count > 0",
                arguments: [pair.modelName, pair.fanID]
            ).map(ListedPair.init)
        }
    }

    private static let listedPairSQL = """
        SELECT *, coalesce((SELECT max(stage) FROM stages WHERE stages.pair_id = pairs.pair_id), 1) AS latest_stage
        FROM pairs
        """

    /// Conversations of a pair in order of time.
    ///
    /// - Parameter last: beginning and id of the conversation before the first that is wanted.
    /// - Complexity: O(conversations of the pair + rows of those that are given).
    public func timeline(
        of pairID: Int64, after last: (startedAt: Timestamp, id: String)?, limit: Int
    ) throws -> [TimelineConversation] {
        try reading("reading a pair's conversations") { db in
            let spans = try Row.fetchAll(
                db,
                sql: """
                    SELECT *, conversation_id AS id, 0 AS stage FROM conversations
                    WHERE pair_id = ?1 AND (?2 IS NULL OR (started_at, conversation_id) > (?2, ?3))
                    ORDER BY started_at, conversation_id LIMIT ?4
                    """, arguments: [pairID, last?.startedAt.nanoseconds, last?.id, limit]
            ).map(StoredSpan.init)
            guard let first = spans.first, let end = spans.map(\.endedAt).max() else { return [] }
            var stages: [String: Set<Int>] = [:]
            var sales: [String: [TimelineConversation.Sale]] = [:]
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT conversation_id, stage, datetime, price, purchased, tips, revenue FROM log_rows
                    WHERE pair_id = ? AND datetime BETWEEN ? AND ? ORDER BY datetime, row_id
                    """, arguments: [pairID, first.startedAt.nanoseconds, end.nanoseconds])
            while let row = try cursor.next() {
                let id: String = try row.value(0)
                try stages[id, default: []].insert(row.value(1))
                let revenue: Double = try row.value(6)
                guard revenue > 0 else { continue }
                sales[id, default: []].append(
                    try TimelineConversation.Sale(
                        datetime: Timestamp(nanoseconds: row.value(2)), price: row.value(3), purchased: row.value(4),
                        tips: row.value(5), revenue: revenue))
            }
            return spans.map { span in
                TimelineConversation(
                    span: span, stages: (stages[span.id] ?? []).sorted(), sales: sales[span.id] ?? [])
            }
        }
    }
}

extension ListedPair {
    init(row: Row) throws {
        pair = try StoredPair(row: row)
        stage = try row.value("latest_stage")
    }
}
