import GRDB
import RapportCore

extension RapportStore {
    /// All pairs that have rows, in the order of exports.
    ///
    /// - Complexity: O(pairs · log), without their rows: a walk that waits for a provider between two pairs must not
    ///   hold a snapshot of the store.
    public func pairs() throws -> [StoredPair] {
        try reading("reading the pairs") { db in
            // BINARY is the byte order of UTF-8.
            try Row.fetchAll(db, sql: "SELECT * FROM pairs WHERE message_count > 0 ORDER BY fan_id, model_name")
                .map(StoredPair.init)
        }
    }
}
