import Foundation
import GRDB
import RapportCore

extension RapportStore {
    /// Keeps suggestions that were shown, all in one transaction. One that is kept already stays as it is.
    ///
    /// - Complexity: O(suggestions).
    public func save(shown suggestions: [(suggestion: ShownSuggestion, at: Timestamp)]) throws {
        guard !suggestions.isEmpty else { return }
        try writing("storing suggestions") { db in
            for (suggestion, moment) in suggestions { try Self.insert(suggestion, at: moment, db) }
        }
    }

    private static func insert(_ shown: ShownSuggestion, at moment: Timestamp, _ db: Database) throws {
        let pair = try shown.pair.flatMap { pair in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT pair_id, revenue FROM pairs WHERE model_name = ? AND fan_id = ? AND message_count > 0"),
                arguments: [pair.modelName, pair.fanID])
        }
        let pairID: Int64? = try pair?.value(0)
        try db.cachedStatement(
            sql: """
                INSERT INTO suggestions (suggestion_id, shown_at, source, maker, rank, confidence, text_hash, model_name,
                    chatter_name, asking_pair, fan_type)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """
        ).execute(arguments: [
            shown.id, moment.nanoseconds, shown.source, shown.maker, shown.rank, shown.confidence, shown.textHash.blob,
            shown.modelName, shown.chatterName, pairID, FanType(revenue: pair?.value(1)).rawValue,
        ])
    }

    /// Keeps what a chatter did with a suggestion; the same action of the same chatter counts once.
    ///
    /// - Parameters:
    ///   - chatterName: empty where it is not known.
    ///   - key: nil, or what the request is known by; one that is known changes nothing more.
    /// - Throws: `StoreError.unknownSuggestion`, `.keyOfAnotherRequest`.
    public func save(
        _ action: FeedbackAction, onSuggestion id: String, by chatterName: String, key: FeedbackKey? = nil,
        at moment: Timestamp
    ) throws {
        try writing("storing feedback") { db in
            if let key, try key.isKnown(db) { return }
            let isKnown = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM suggestions WHERE suggestion_id = ?)", arguments: [id])
            guard isKnown == true else { throw StoreError.unknownSuggestion(id: id) }
            try db.execute(
                sql: """
                    INSERT INTO feedback (suggestion_id, action, chatter_name, given_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """, arguments: [id, action.rawValue, chatterName, moment.nanoseconds])
            try key?.keep(at: moment, db)
        }
    }

    /// The suggestions that were shown, counted by source, model, chatter and type of fan.
    ///
    /// - Complexity: O(suggestions).
    public func suggestionCounts() throws -> [SuggestionCounts] {
        let sums = FeedbackAction.allCases.map { action in
            "coalesce(sum(EXISTS (SELECT 1 FROM feedback AS f WHERE f.suggestion_id = s.suggestion_id"
                + " AND f.action = '\(action.rawValue)')), 0)"
        }
        return try reading("counting suggestions") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT source, maker, model_name, chatter_name, fan_type, count(*),
                        coalesce(sum(EXISTS (SELECT 1 FROM feedback AS f WHERE f.suggestion_id = s.suggestion_id
                            AND f.action IN ('copied', 'edited', 'sent'))), 0),
                        \(sums.joined(separator: ", "))
                    FROM suggestions AS s GROUP BY source, maker, model_name, chatter_name, fan_type
                    """
            ).map { row in
                var actions: [FeedbackAction: Int] = [:]
                for (index, action) in FeedbackAction.allCases.enumerated() {
                    actions[action] = try row.value(7 + index)
                }
                return try SuggestionCounts(
                    source: row.value(0), maker: row.value(1), modelName: row.value(2), chatterName: row.value(3),
                    fanType: FanType(rawValue: row.value(4)) ?? .unknown, shown: row.value(5), accepted: row.value(6),
                    actions: actions)
            }
        }
    }

    /// Takes out of suggestions who asked, what was said, and when but for the day: they still count, and lead to
    /// nobody.
    static func makeSuggestionsNameless(ofPairs pairIDs: [Int64], _ db: Database) throws {
        let day = 86_400 * 1_000_000_000
        try db.execute(
            sql: """
                UPDATE feedback SET given_at = given_at / \(day) * \(day) WHERE suggestion_id IN
                    (SELECT suggestion_id FROM suggestions WHERE asking_pair IN (SELECT value FROM json_each(?)))
                """, arguments: [json(pairIDs)])
        try db.execute(
            sql: """
                UPDATE suggestions SET asking_pair = NULL, text_hash = zeroblob(32), shown_at = shown_at / \(day) * \(day)
                WHERE asking_pair IN (SELECT value FROM json_each(?))
                """, arguments: [json(pairIDs)])
    }
}
