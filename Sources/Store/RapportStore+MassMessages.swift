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
            // The index holds beginnings, to stay small beside the texts.
            let statement = try db.cachedStatement(
                sql: """
                    SELECT count(*) FROM (SELECT DISTINCT pair_id FROM log_rows
                    WHERE substr(chatter_message, 1, 24) = substr(?1, 1, 24) AND chatter_message = ?1 LIMIT ?2)
                    """)
            var counts: [String: Int] = [:]
            for answer in Set(answers) {
                counts[answer] = try Int.fetchOne(statement, arguments: [answer, limit]) ?? 0
            }
            return counts
        }
    }
}
