import GRDB
import RapportCore

/// Keeps the `profiled` vectors of stages in step with what they are joined from, in the caller's transaction: a stage
/// has one exactly while it has a text vector and its pair a current profile vector, of the same generation. The graph
/// hears of each that comes, changes or goes.
struct ProfiledVectors {
    let db: Database

    /// Joins what a stage has got of both parts; the rest of them waits.
    func join(stage recordID: Int64, generation: Int64) throws {
        try join("text.generation_id = ? AND text.record_id = ?", [generation, recordID])
    }

    /// Joins all stages of a pair with its new profile vector.
    func join(stagesOf pairID: Int64, generation: Int64) throws {
        try join("text.generation_id = ? AND text.pair_id = ?", [generation, pairID])
    }

    /// Takes a pair's profiled vectors out, and remembers that its profile vectors are of an older profile.
    func drop(stagesOf pairID: Int64) throws {
        try drop("pair_id = ?", [pairID])
        try RunRecords(db).dropProfiled(ofPair: pairID)
        try db.execute(sql: "UPDATE profile_vectors SET is_current = 0 WHERE pair_id = ?", arguments: [pairID])
    }

    /// Takes all profiled vectors and all profile vectors of a generation out.
    func drop(generation: Int64) throws {
        try drop("generation_id = ?", [generation])
        try RunRecords(db).dropProfiled(ofGeneration: generation)
        try db.execute(sql: "DELETE FROM profile_vectors WHERE generation_id = ?", arguments: [generation])
    }

    /// Tells the graph that all profiled vectors of a generation are joined with other weights from now on.
    func change(generation: Int64) throws {
        try db.execute(
            sql: """
                INSERT INTO operations (generation_id, collection, vector_name, kind, record_id)
                SELECT generation_id, collection, vector_name, 'upsert', record_id FROM vectors
                WHERE vector_name = 'profiled' AND generation_id = ?
                """, arguments: [generation])
    }

    private func join(_ condition: String, _ arguments: StatementArguments) throws {
        let source = """
            FROM vectors AS text JOIN profile_vectors AS profile
                ON profile.generation_id = text.generation_id AND profile.pair_id = text.pair_id AND is_current = 1
            WHERE text.collection = 'stages' AND text.vector_name = 'text' AND \(condition)
            """
        try db.cachedStatement(
            sql: """
                INSERT INTO vectors (generation_id, collection, vector_name, record_id, pair_id, embedding_id)
                SELECT text.generation_id, text.collection, 'profiled', text.record_id, text.pair_id, text.embedding_id
                \(source) ON CONFLICT DO UPDATE SET embedding_id = excluded.embedding_id
                """
        ).execute(arguments: arguments)
        guard db.changesCount > 0 else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO operations (generation_id, collection, vector_name, kind, record_id)
                SELECT text.generation_id, text.collection, 'profiled', 'upsert', text.record_id \(source)
                """
        ).execute(arguments: arguments)
    }

    private func drop(_ condition: String, _ arguments: StatementArguments) throws {
        try db.execute(
            sql: """
                INSERT INTO operations (generation_id, collection, vector_name, kind, record_id)
                SELECT generation_id, collection, vector_name, 'delete', record_id FROM vectors
                WHERE vector_name = 'profiled' AND \(condition)
                """, arguments: arguments)
        try db.execute(sql: "DELETE FROM vectors WHERE vector_name = 'profiled' AND \(condition)", arguments: arguments)
    }
}
