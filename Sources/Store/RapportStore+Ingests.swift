import GRDB
import RapportCore

extension RapportStore {
    /// Keeps the report of an ingest.
    ///
    /// - Parameter report: a JSON document.
    public func record(ingestOf file: String, finishedAt: Timestamp, report: String) throws {
        try writing("keeping the report") { db in
            try db.execute(
                sql: "INSERT INTO ingests (finished_at, file, report) VALUES (?, ?, ?)",
                arguments: [finishedAt.nanoseconds, file, report])
        }
    }

    /// The JSON report of the last ingest; nil before the first.
    public func lastIngest() throws -> String? {
        try reading("reading the last report") { db in
            try String.fetchOne(db, sql: "SELECT report FROM ingests ORDER BY ingest_id DESC LIMIT 1")
        }
    }
}
