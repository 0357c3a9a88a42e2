import GRDB
import RapportCore

extension RapportStore {
    /// To how many pairs each of `answers` was sent, word for word, counted no further than `limit`.
    ///
    /// What many fans got is a mass message, and no answer to anyone's words.
    ///
    /// - Complexity: O(answers · rows that begin alike), by the index `log_rows_by_answer`.
    public func pairCounts(ofAnswers answers: [String], limit: Int) throws -> [String: Int] {
        try reading("counting equal answers") { db in
            // The index holds beginnings, to stay small beside the texts. Without the plus SQLite would put the second
            // text for the column in the first condition, which then fits no index.
            let statement = try db.cachedStatement(
                sql: """
                    SELECT count(*) FROM (SELECT DISTINCT pair_id FROM log_rows
                    WHERE substr(chatter_message, 1, 24) = ?1 AND +chatter_message = ?2 LIMIT ?3)
                    """)
            var counts: [String: Int] = [:]
            for answer in Set(answers) {
                // SQLite counts scalars, not characters.
                let beginning = String(answer.unicodeScalars.prefix(24))
                counts[answer] = try Int.fetchOne(statement, arguments: [beginning, answer, limit]) ?? 0
            }
            return counts
        }
    }
}
