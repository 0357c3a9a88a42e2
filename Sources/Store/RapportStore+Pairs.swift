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

    /// The pairs of these numbers; one that is none of a pair has none.
    ///
    /// - Complexity: O(numbers · log pairs).
    public func pairs(numbered pairIDs: [Int64]) throws -> [PairID] {
        try reading("reading the pairs") { db in
            try Row.fetchAll(
                db,
                sql: "SELECT fan_id, model_name FROM pairs WHERE pair_id IN (SELECT value FROM json_each(?))",
                arguments: [Self.json(pairIDs)]
            ).map { try PairID(fanID: $0.value(0), modelName: $0.value(1)) }
        }
    }

    /// The pairs of these fans, with whatever model.
    ///
    /// - Complexity: O(pairs).
    public func pairs(ofFans fanIDs: [String]) throws -> [PairID] {
        try reading("reading the pairs") { db in
            try Row.fetchAll(
                db,
                sql: "SELECT fan_id, model_name FROM pairs WHERE fan_id IN (SELECT value FROM json_each(?))",
                arguments: [Self.json(fanIDs)]
            ).map { try PairID(fanID: $0.value(0), modelName: $0.value(1)) }
        }
    }

    /// How many pairs and conversations these models have.
    ///
    /// - Complexity: O(pairs + conversations of the models).
    public func totals(ofModels names: [String]) throws -> (pairs: Int, conversations: Int) {
        try reading("counting") { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*), coalesce(sum((SELECT count(*) FROM conversations AS c WHERE c.pair_id = p.pair_id)), 0)
                    FROM pairs AS p WHERE message_count > 0 AND model_name IN (SELECT value FROM json_each(?))
                    """, arguments: [Self.json(names)])
            guard let row else { return (0, 0) }
            return try (row.value(0) as Int, row.value(1) as Int)
        }
    }
}
