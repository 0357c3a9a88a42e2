import GRDB

extension RapportStore {
    /// What SQLite finds wrong with its own file and with references between tables, and what exists by half; empty
    /// where all is well.
    ///
    /// - Complexity: O(pages · log rows).
    public func integrityProblems() throws -> [String] {
        try reading("checking the store") { db in
            let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            let references = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                "a row of \(row[0] as String) names a row of \(row[2] as String) that is not there"
            }
            // A damaged file may say anything about what it holds.
            return try pages.isEmpty ? references + halfExisting(db) : pages + references
        }
    }
}

extension RapportStore {
    /// SQLite's `synchronous` of the connection that writes; 2 is FULL.
    package func synchronousLevel() throws -> Int {
        try database.writeWithoutTransaction { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// Pretends that another version of the program made the store.
    package func setSchemaVersionForTests(_ version: Int) throws {
        try database.write { db in try db.execute(sql: "PRAGMA user_version = \(version)") }
    }
}
