import GRDB

/// Takes out of runs what no longer holds, in the caller's transaction.
struct RunRecords {
    let db: Database

    init(_ db: Database) { self.db = db }

    private static let tables = ["run_clusters", "run_points"]

    /// A record that is gone, or whose text changed: what a run said of it was said of another vector.
    func drop(_ recordID: Int64, in collection: String) throws {
        try drop("record_id = ? AND run_id IN (SELECT run_id FROM runs WHERE collection = ?)", [recordID, collection])
    }

    /// The stages of a pair whose profile changed.
    func dropProfiled(ofPair pairID: Int64) throws {
        try drop("pair_id = ? AND run_id IN (SELECT run_id FROM runs WHERE vector_name = 'profiled')", [pairID])
    }

    /// All stages, since profiles are other vectors now.
    func dropProfiled(ofGeneration generation: Int64) throws {
        try drop(
            "run_id IN (SELECT run_id FROM runs WHERE vector_name = 'profiled' AND generation_id = ?)", [generation])
    }

    /// Runs whose filter or name holds the name of a fan who is to be forgotten.
    func dropRuns(naming pairIDs: [Int64]) throws {
        let runs = try Int64.fetchAll(
            db,
            sql: """
                SELECT DISTINCT run_id FROM runs JOIN pairs
                ON instr(coalesce(filter, ''), replace(fan_id, '''', '''''')) > 0 OR instr(coalesce(name, ''), fan_id) > 0
                WHERE pairs.pair_id IN (SELECT value FROM json_each(?)) AND fan_id <> ''
                """, arguments: [RapportStore.json(pairIDs)])
        for run in runs { try drop(run: run) }
    }

    /// A whole run.
    func drop(run: Int64) throws {
        try drop("run_id = ?", [run])
        try db.execute(sql: "DELETE FROM runs WHERE run_id = ?", arguments: [run])
    }

    private func drop(_ condition: String, _ arguments: StatementArguments) throws {
        for table in Self.tables {
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE \(condition)").execute(arguments: arguments)
        }
    }
}
