import GRDB

extension RapportStore {
    /// What SQLite finds wrong with its own file and with references between tables, and what exists by half; empty
    /// where all is well.
    ///
    /// - Parameter isDeep: also that every index agrees with its table, and the full-text index with the texts.
    /// - Complexity: O(pages), sequential; a deep check O(rows · log rows).
    public func integrityProblems(isDeep: Bool = true) throws -> [String] { try integrity(isDeep: isDeep).problems }

    /// As `integrityProblems`, and whether the pages are whole: where they are not, nothing that is read can be relied
    /// on.
    package func integrity(isDeep: Bool) throws -> (problems: [String], pagesAreWhole: Bool) {
        let found = try reading("checking the store") { db in
            let pages = try String.fetchAll(db, sql: "PRAGMA \(isDeep ? "integrity_check" : "quick_check")(20)")
                .filter { $0 != "ok" }
            let references = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                let (naming, named): (String, String) = try (row.value(0), row.value(2))
                return "a row of \(naming) names a row of \(named) that is not there"
            }
            // A damaged file may say anything about what it holds.
            return (try pages.isEmpty ? references + halfExisting(db) : pages + references, pages.isEmpty)
        }
        var problems = found.0
        if try isDeep && !fullTextIsWhole() {
            problems.append("the full-text index does not agree with the texts")
        }
        return (problems, found.1)
    }

    /// What does not add up between tables, one line each.
    ///
    /// - Complexity: O(rows).
    public func countProblems() throws -> [String] {
        let findings = [
            (
                "SELECT (SELECT coalesce(sum(message_count), 0) FROM pairs) <> (SELECT count(*) FROM log_rows)",
                "the pairs count other rows than there are"
            ),
            (
                """
                SELECT count(*) FROM embeddings JOIN generations USING (generation_id)
                WHERE length(vector) <> 4 * dimension
                """, "vectors have the wrong size"
            ),
            (
                """
                SELECT count(*) FROM profile_vectors JOIN generations USING (generation_id)
                JOIN profile_spaces USING (generation_id)
                WHERE length(statements) <> 4 * dimension OR length(structured) <> 4 * structured_dimension
                """, "profile vectors have the wrong size"
            ),
            (
                """
                SELECT count(*) FROM vectors WHERE CASE collection
                    WHEN 'turns' THEN NOT EXISTS
                        (SELECT 1 FROM log_rows WHERE row_id = record_id AND log_rows.pair_id = vectors.pair_id)
                    WHEN 'conversations' THEN NOT EXISTS (SELECT 1 FROM conversations AS span
                        WHERE span.record_id = vectors.record_id AND span.pair_id = vectors.pair_id)
                    ELSE NOT EXISTS (SELECT 1 FROM stages AS span
                        WHERE span.record_id = vectors.record_id AND span.pair_id = vectors.pair_id) END
                """, "vectors belong to no record of their pair"
            ),
        ]
        return try reading("counting") { db in
            try findings.compactMap { sql, text in
                let count = try Int.fetchOne(db, sql: sql) ?? 0
                return count == 0 ? nil : count == 1 ? text : "\(count) \(text)"
            }
        }
    }

    private func fullTextIsWhole() throws -> Bool {
        do {
            try database.write { db in
                // Rank 1 compares with the texts themselves, not only the index with itself.
                try db.execute(sql: "INSERT INTO row_texts (row_texts, rank) VALUES ('integrity-check', 1)")
            }
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return false
        } catch { throw StoreError.wrapping(error, "checking the full-text index", lockTimeoutSeconds) }
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

    /// Runs SQL that no program of ours would run: damage, or a table of a later version.
    package func executeForTests(_ sql: String) throws {
        try database.write { db in try db.execute(sql: sql) }
    }

    /// One number out of the store.
    package func countForTests(_ sql: String) throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: sql) ?? 0 }
    }
}
