import GRDB
import RapportCore

extension RapportStore {
    /// The attributes of records, as `RecordCollection.attributeSchema` names them; ids that are not there are left out.
    public func attributes(
        of recordIDs: [Int64], in collection: RecordCollection
    ) throws -> [Int64: [String: AttributeValue]] {
        try reading("reading attributes") { db in
            // No run has this id.
            let run = try Self.currentRunID(collection, db) ?? -1
            let statement = try db.cachedStatement(
                sql:
                    "\(collection.attributesSQL) WHERE span.\(collection == .turns ? "row_id" : "record_id") IN (SELECT value FROM json_each(?))"
            )
            let cursor = try Row.fetchCursor(statement, arguments: [run, Self.json(recordIDs)])
            var attributes: [Int64: [String: AttributeValue]] = [:]
            attributes.reserveCapacity(recordIDs.count)
            while let row = try cursor.next() { try attributes[row.value(0)] = collection.attributes(row) }
            return attributes
        }
    }
}

extension RecordCollection {
    /// Takes the id of the run that gives clusters, then the records.
    ///
    /// Record id; model, fan, pair's figures; stage, own figures, time, count; then what only some have.
    fileprivate var attributesSQL: String {
        let pair = "pairs.model_name, pairs.fan_id, pairs.offers, pairs.purchases, pairs.revenue"
        let recordID = self == .turns ? "row_id" : "record_id"
        let cluster = """
            (SELECT cluster FROM run_clusters AS run WHERE run.run_id = ? AND run.record_id = span.\(recordID))
            """
        switch self {
        case .turns:
            return """
                SELECT span.row_id, \(pair), span.stage, own.offers, own.purchases, own.revenue, span.datetime,
                    own.message_count, span.conversation_id, span.chatter_name,
                    \(cluster) AS cluster
                FROM log_rows AS span JOIN pairs USING (pair_id)
                JOIN conversations AS own ON own.conversation_id = span.conversation_id
                """
        case .conversations:
            return """
                SELECT span.record_id, \(pair), last.stage, span.offers, span.purchases, span.revenue, span.ended_at,
                    span.message_count, span.conversation_id, \(cluster) AS cluster
                FROM conversations AS span JOIN pairs USING (pair_id) JOIN log_rows AS last ON last.row_id = last_row_id
                """
        case .stages:
            return """
                SELECT span.record_id, \(pair), span.stage, span.offers, span.purchases, span.revenue, span.ended_at,
                    span.message_count, pairs.last_at, \(cluster) AS cluster
                FROM stages AS span JOIN pairs USING (pair_id)
                """
        }
    }

    fileprivate func attributes(_ row: Row) throws -> [String: AttributeValue] {
        let pair = try PairID(fanID: row.value(2), modelName: row.value(1))
        let pairOutcome = try Outcome(offers: row.value(3), purchases: row.value(4), revenue: row.value(5))
        let outcome = try Outcome(offers: row.value(7), purchases: row.value(8), revenue: row.value(9))
        func seconds(_ nanoseconds: Int64) -> AttributeValue { .number(Double(nanoseconds / 1_000_000_000)) }
        var attributes: [String: AttributeValue] = try [
            "model": .text(pair.modelName), "fan": .text(pair.fanID), "pair": .text(pair.description),
            "pair_offers": AttributeValue(pairOutcome.offers), "pair_purchases": AttributeValue(pairOutcome.purchases),
            "pair_revenue": .number(pairOutcome.revenue), "pair_success_rate": AttributeValue(pairOutcome.successRate),
            "stage": AttributeValue(row.value(6) as Int), "offers": AttributeValue(outcome.offers),
            "purchases": AttributeValue(outcome.purchases), "revenue": .number(outcome.revenue),
            "success_rate": AttributeValue(outcome.successRate), "last_message": seconds(row.value(10)),
            "message_count": AttributeValue(row.value(11) as Int),
            "cluster": (row.value("cluster") as Int?).map { AttributeValue($0) } ?? .null,
        ]
        if self == .stages { attributes["pair_last_message"] = try seconds(row.value(12)) }
        if self != .stages { attributes["conversation_id"] = try .text(row.value(12)) }
        if self == .turns { attributes["chatter"] = try .text(row.value(13)) }
        return attributes
    }
}
