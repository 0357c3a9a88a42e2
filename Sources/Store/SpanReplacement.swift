import GRDB
import RapportCore

/// Replaces the conversations, stages and figures of a pair that was cut anew, and tells the graphs.
///
/// Rows are only ever added, so a span with the same id, ends and count holds the same rows: its vector stays.
/// Everything else loses its vector here, in the same transaction, and is embedded anew.
struct SpanReplacement {
    let db: Database
    private let insertConversation: RawStatement
    private let insertStage: RawStatement
    private let updatePair: RawStatement

    init(db: Database) throws {
        self.db = db
        let columns = """
            record_id, pair_id, fan_id, model_name, started_at, ended_at, first_row_id, last_row_id, message_count,
            fan_message_count, chatter_message_count, offers, purchases, revenue
            """
        insertConversation = try RawStatement(
            db,
            "INSERT INTO conversations (\(columns), conversation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        insertStage = try RawStatement(
            db,
            "INSERT INTO stages (\(columns), stage_id, stage) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        updatePair = try RawStatement(
            db,
            """
            UPDATE pairs SET first_at = ?, last_at = ?, message_count = ?, offers = ?, purchases = ?, revenue = ?
            WHERE pair_id = ?
            """)
    }

    /// - Parameter rows: all rows of the pair in order of time, with their ids.
    func replace(pairID: Int64, pair: PairID, rows: [PairRow], segments: Segments) throws {
        let conversations = segments.conversations.map { range in
            Span(
                recordID: StableID.conversation(pair, startedAt: rows[range.lowerBound].exchange.datetime),
                rows: rows[range])
        }
        let stages = segments.stages.map { segment in
            Span(recordID: StableID.stage(pair, segment.stage), rows: rows[segment.rows])
        }
        try dropStale("conversations", pairID: pairID, keeping: conversations)
        try dropStale("stages", pairID: pairID, keeping: stages)
        for span in conversations {
            bind(span, pairID: pairID, pair: pair, to: insertConversation)
            insertConversation.bind(15, ContentHash.hex(span.recordID))
            try insertConversation.run(db)
        }
        for (span, segment) in zip(stages, segments.stages) {
            bind(span, pairID: pairID, pair: pair, to: insertStage)
            insertStage.bind(15, ContentHash.hex(span.recordID))
            insertStage.bind(16, Int64(segment.stage.rawValue))
            try insertStage.run(db)
        }
        try updateFigures(of: pairID, rows: rows)
        // What keeps its vector still has new figures: its pair's, and perhaps its own.
        try db.execute(
            sql: """
                INSERT INTO operations (generation_id, collection, vector_name, kind, record_id)
                SELECT generation_id, collection, vector_name, 'attributes', record_id FROM vectors WHERE pair_id = ?
                """, arguments: [pairID])
    }

    /// Removes a pair's old spans, and the vectors of those that are gone or hold other rows now.
    private func dropStale(_ table: String, pairID: Int64, keeping spans: [Span]) throws {
        let known = Dictionary(uniqueKeysWithValues: spans.map { ($0.recordID, $0) })
        let old = try Row.fetchAll(
            db,
            sql: "SELECT record_id, first_row_id, last_row_id, message_count FROM \(table) WHERE pair_id = ?",
            arguments: [pairID])
        for row in old {
            let recordID: Int64 = try row.value(0)
            let (firstRowID, lastRowID): (Int64, Int64) = try (row.value(1), row.value(2))
            let messageCount: Int = try row.value(3)
            if let span = known[recordID], span.firstRowID == firstRowID, span.lastRowID == lastRowID,
                span.messageCount == messageCount
            {
                continue
            }
            try dropVectors(of: recordID, in: table, pairID: pairID)
        }
        try db.execute(sql: "DELETE FROM \(table) WHERE pair_id = ?", arguments: [pairID])
    }

    private func dropVectors(of recordID: Int64, in collection: String, pairID: Int64) throws {
        try db.execute(
            sql: """
                INSERT INTO operations (generation_id, collection, vector_name, kind, record_id)
                SELECT generation_id, collection, vector_name, 'delete', record_id FROM vectors
                WHERE pair_id = ? AND collection = ? AND record_id = ?
                """, arguments: [pairID, collection, recordID])
        try db.execute(
            sql: "DELETE FROM vectors WHERE pair_id = ? AND collection = ? AND record_id = ?",
            arguments: [pairID, collection, recordID])
        try RunRecords(db).drop(recordID, in: collection)
    }

    private func bind(_ span: Span, pairID: Int64, pair: PairID, to statement: RawStatement) {
        statement.bind(1, span.recordID)
        statement.bind(2, pairID)
        statement.bind(3, pair.fanID)
        statement.bind(4, pair.modelName)
        statement.bind(5, span.startedAt.nanoseconds)
        statement.bind(6, span.endedAt.nanoseconds)
        statement.bind(7, span.firstRowID)
        statement.bind(8, span.lastRowID)
        statement.bind(9, Int64(span.messageCount))
        statement.bind(10, Int64(span.fanMessageCount))
        statement.bind(11, Int64(span.chatterMessageCount))
        statement.bind(12, Int64(span.outcome.offers))
        statement.bind(13, Int64(span.outcome.purchases))
        statement.bind(14, span.outcome.revenue)
    }

    private func updateFigures(of pairID: Int64, rows: [PairRow]) throws {
        guard let first = rows.first, let last = rows.last else { return }
        let outcome = Outcome(of: rows.lazy.map(\.exchange))
        updatePair.bind(1, first.exchange.datetime.nanoseconds)
        updatePair.bind(2, last.exchange.datetime.nanoseconds)
        updatePair.bind(3, Int64(rows.count))
        updatePair.bind(4, Int64(outcome.offers))
        updatePair.bind(5, Int64(outcome.purchases))
        updatePair.bind(6, outcome.revenue)
        updatePair.bind(7, pairID)
        try updatePair.run(db)
    }
}

/// Consecutive rows of a pair: a conversation or a stage.
private struct Span {
    let recordID: Int64
    let startedAt: Timestamp
    let endedAt: Timestamp
    let firstRowID: Int64
    let lastRowID: Int64
    let messageCount: Int
    let fanMessageCount: Int
    let chatterMessageCount: Int
    let outcome: Outcome

    /// - Parameter rows: not empty; `Segments` promises that.
    init(recordID: Int64, rows: ArraySlice<PairRow>) {
        let first = rows[rows.startIndex]
        let last = rows[rows.endIndex - 1]
        self.recordID = recordID
        startedAt = first.exchange.datetime
        endedAt = last.exchange.datetime
        firstRowID = first.rowID
        lastRowID = last.rowID
        messageCount = rows.count
        fanMessageCount = rows.count { $0.exchange.hasFanMessage }
        chatterMessageCount = rows.count { $0.exchange.hasChatterMessage }
        outcome = Outcome(of: rows.lazy.map(\.exchange))
    }
}
