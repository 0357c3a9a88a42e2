import GRDB
import RapportCore

/// What a store holds of one pair.
public struct PairTraces: Sendable, Equatable {
    public var rows = 0
    public var conversations = 0
    public var stages = 0
    /// Of all generations and names.
    public var vectors = 0
    /// Entries of the cache of vectors that no other pair uses.
    public var cachedVectors = 0

    public init() {}
}

extension RapportStore {
    /// What `forget` would remove of a pair; nil where the store knows no such pair.
    public func traces(of pair: PairID) throws -> PairTraces? {
        try reading("reading what is known of the pair") { db -> PairTraces? in
            guard let pairID = try Self.pairID(pair, db) else { return nil }
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql, arguments: [pairID]) ?? 0 }
            var traces = PairTraces()
            traces.rows = try count("SELECT count(*) FROM log_rows WHERE pair_id = ?")
            traces.conversations = try count("SELECT count(*) FROM conversations WHERE pair_id = ?")
            traces.stages = try count("SELECT count(*) FROM stages WHERE pair_id = ?")
            traces.vectors = try count("SELECT count(*) FROM vectors WHERE pair_id = ?")
            traces.cachedVectors = try count(
                """
                SELECT count(DISTINCT embedding_id) FROM vectors AS own WHERE pair_id = ? AND NOT EXISTS
                    (SELECT 1 FROM vectors AS other
                    WHERE other.embedding_id = own.embedding_id AND other.pair_id <> own.pair_id)
                """)
            return traces
        }
    }

    /// Whether the store was told to forget a pair.
    public func isForgotten(_ pair: PairID) throws -> Bool {
        try reading("reading who is forgotten") { db in try ForgottenPairs(db).contains(pair) }
    }

    /// Whether something that was deleted for a person may still lie in the bytes of the store's files.
    public func hasUnfinishedErasure() throws -> Bool {
        try reading("reading what is to be erased") { db in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM erasures)") ?? false
        }
    }

    /// Deletes a pair from all tables and keeps its hash, in one transaction; `Erasure` then cleans the files.
    func delete(_ pair: PairID, at moment: Timestamp) throws {
        try writing("forgetting the pair") { db in
            try ForgottenPairs(db).insert(pair, at: moment, db)
            guard let pairID = try Self.pairID(pair, db) else { return }
            try Self.delete([pairID], at: moment, db)
        }
    }

    /// Deletes what is known of pairs. Graphs are not told what to remove, for that would say what was there:
    /// the log is cut, and they are built anew.
    ///
    /// - Complexity: O(rows of the store), for the full-text index.
    static func delete(_ pairIDs: [Int64], at moment: Timestamp, _ db: Database) throws {
        try raiseIDs(db, to: floors(db))
        // References are checked at the end: the order of tables does not matter.
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        let tables = try String.fetchAll(
            db,
            sql: """
                SELECT tables.name FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND tables.schema = 'main' AND columns.name = 'pair_id'
                    AND tables.name <> 'floors'
                """)
        try RunRecords(db).dropRuns(naming: pairIDs)
        try deleteJobsAndUploads(naming: pairIDs, db)
        for table in tables {
            try db.execute(
                sql: "DELETE FROM \(table.quotedDatabaseIdentifier) WHERE pair_id IN (SELECT value FROM json_each(?))",
                arguments: [json(pairIDs)])
        }
        try makeSuggestionsNameless(ofPairs: pairIDs, db)
        // Names of clusters follow from words that many fans use: whose, nobody can say.
        try db.execute(sql: "DELETE FROM wordings")
        // Whoever is embedding takes what is left anew.
        try db.execute(sql: "DELETE FROM embed_workers")
        // A vector that nothing uses may be of a conversation that grew since: whose, nobody can say any more.
        try db.execute(
            sql: """
                DELETE FROM embeddings WHERE NOT EXISTS
                    (SELECT 1 FROM vectors WHERE vectors.embedding_id = embeddings.embedding_id)
                """)
        try db.execute(sql: "INSERT INTO row_texts (row_texts) VALUES ('rebuild')")
        try cutLog(db, at: raiseSequence(db))
        try db.execute(sql: "INSERT INTO erasures (started_at) VALUES (?)", arguments: [moment.nanoseconds])
    }

    static func pairID(_ pair: PairID, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db, sql: "SELECT pair_id FROM pairs WHERE model_name = ? AND fan_id = ?",
            arguments: [pair.modelName, pair.fanID])
    }
}
