import RapportCore
import Store

/// What documents ask: the store in SQL, and the clusters that they speak of.
struct Inquiry: Sendable {
    let session: SQLSession
    let clusters: ClusterNames

    /// Days without a message after which a pair counts as silent, as in `conversation_features.csv`.
    static let silentDays = 2

    /// Asks with `member` in reach: the clustered stages, each with its cluster.
    func ask(_ sql: String) async throws -> Answer {
        try await Self.ask(sql.contains("member") ? Self.with(members, sql) : sql, session)
    }

    static func ask(_ sql: String, _ session: SQLSession) async throws -> Answer {
        let answer = try await session.answer(to: sql)
        return Answer(sql: sql, columns: answer.columns, rows: answer.rows)
    }

    private var members: String { Self.members(ofRun: clusters.runID) }

    static func members(ofRun runID: Int64) -> String {
        """
        member AS (SELECT cluster, stages.* FROM run_clusters JOIN stages USING (record_id) WHERE run_id = \(runID))
        """
    }

    /// Puts a table in front of a query that may begin with tables of its own.
    private static func with(_ table: String, _ sql: String) -> String {
        sql.hasPrefix("WITH ") ? "WITH \(table),\n\(sql.dropFirst(5))" : "WITH \(table)\n\(sql)"
    }
}
