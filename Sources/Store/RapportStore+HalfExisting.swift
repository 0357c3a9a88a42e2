import GRDB

extension RapportStore {
    /// What exists by half, one line a kind: rows without their conversation, vectors without their record, and so on.
    ///
    /// Each write is one transaction, so that this is empty whenever a process was stopped.
    ///
    /// - Complexity: O(rows · log rows).
    func halfExisting(_ db: Database) throws -> [String] {
        try Self.halfExistingQueries.compactMap { finding, sql in
            let count = try Int.fetchOne(db, sql: sql) ?? 0
            return count > 0 ? "\(count) \(finding)" : nil
        }
    }

    /// What is counted, and how.
    private static let halfExistingQueries: [(finding: String, sql: String)] = [
        (
            "pairs do not hold the rows that they count",
            """
            SELECT count(*) FROM pairs LEFT JOIN (SELECT pair_id, count(*) AS held FROM log_rows GROUP BY pair_id)
            USING (pair_id) WHERE held IS NOT message_count
            """
        ),
        (
            "conversations do not hold the rows that they count",
            """
            SELECT count(*) FROM conversations
            LEFT JOIN (SELECT conversation_id, count(*) AS held FROM log_rows GROUP BY conversation_id)
            USING (conversation_id) WHERE held IS NOT message_count
            """
        ),
        (
            "stages do not hold the rows that they count",
            """
            SELECT count(*) FROM stages
            LEFT JOIN (SELECT pair_id, stage, count(*) AS held FROM log_rows GROUP BY pair_id, stage)
            USING (pair_id, stage) WHERE held IS NOT message_count
            """
        ),
        (
            "rows have no conversation or no stage",
            """
            SELECT count(*) FROM log_rows LEFT JOIN conversations USING (conversation_id)
            LEFT JOIN stages ON stages.pair_id = log_rows.pair_id AND stages.stage = log_rows.stage
            WHERE conversations.record_id IS NULL OR stages.record_id IS NULL
            """
        ),
        (
            "rows are not in the full-text index, or in it without being there",
            """
            SELECT (SELECT count(*) FROM log_rows WHERE row_id NOT IN (SELECT id FROM row_texts_docsize))
            + (SELECT count(*) FROM row_texts_docsize WHERE id NOT IN (SELECT row_id FROM log_rows))
            """
        ),
        (
            "vectors have no record",
            """
            SELECT count(*) FROM vectors
            LEFT JOIN log_rows ON collection = 'turns' AND row_id = vectors.record_id AND is_turn = 1
            LEFT JOIN conversations ON collection = 'conversations' AND conversations.record_id = vectors.record_id
            LEFT JOIN stages ON collection = 'stages' AND stages.record_id = vectors.record_id
            WHERE vectors.pair_id IS NOT coalesce(log_rows.pair_id, conversations.pair_id, stages.pair_id)
            """
        ),
        (
            // Whatever of the log was dropped, the last entry of a record tells whether it has a vector.
            "entries of the operation log contradict the vectors",
            """
            SELECT count(*) FROM (
                SELECT generation_id, collection, vector_name, record_id, kind, max(sequence) FROM operations
                GROUP BY generation_id, collection, vector_name, record_id
            ) AS last LEFT JOIN vectors USING (generation_id, collection, vector_name, record_id)
            WHERE (last.kind = 'delete') = (vectors.embedding_id IS NOT NULL)
            """
        ),
        (
            "profiled vectors lack their text's vector or their profile's",
            """
            SELECT count(*) FROM vectors AS own
            LEFT JOIN vectors AS text ON text.generation_id = own.generation_id AND text.collection = own.collection
                AND text.vector_name = 'text' AND text.record_id = own.record_id
            LEFT JOIN profile_vectors AS profile ON profile.generation_id = own.generation_id
                AND profile.pair_id = own.pair_id AND profile.is_current = 1
            WHERE own.vector_name = 'profiled'
                AND (own.embedding_id IS NOT text.embedding_id OR profile.profile_vector_id IS NULL)
            """
        ),
        (
            "stages whose text and profile have vectors have no profiled one",
            """
            SELECT count(*) FROM profile_vectors AS profile
            JOIN vectors AS text ON text.pair_id = profile.pair_id AND text.generation_id = profile.generation_id
                AND text.collection = 'stages' AND text.vector_name = 'text'
            LEFT JOIN vectors AS own ON own.generation_id = text.generation_id AND own.collection = text.collection
                AND own.vector_name = 'profiled' AND own.record_id = text.record_id
            WHERE profile.is_current = 1 AND own.record_id IS NULL
            """
        ),
        (
            "records have a cluster or a place of a run but not its vector",
            """
            SELECT count(*) FROM (SELECT run_id, record_id, pair_id FROM run_clusters
                UNION ALL SELECT run_id, record_id, pair_id FROM run_points) AS own
            LEFT JOIN runs USING (run_id)
            LEFT JOIN vectors ON vectors.generation_id = runs.generation_id AND vectors.collection = runs.collection
                AND vectors.vector_name = runs.vector_name AND vectors.record_id = own.record_id
            WHERE vectors.pair_id IS NOT own.pair_id
            """
        ),
        (
            "profile vectors have no profile or no way to be read",
            """
            SELECT count(*) FROM profile_vectors AS vector LEFT JOIN profiles USING (pair_id)
            LEFT JOIN profile_spaces USING (generation_id)
            WHERE profiles.pair_id IS NULL OR profile_spaces.scheme IS NULL
            """
        ),
    ]
}
