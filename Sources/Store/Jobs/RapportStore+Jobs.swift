import GRDB
import RapportCore

/// Jobs: what waits, what runs, how it ended. Which process may run them is `JobTurn`'s matter.
extension RapportStore {
    /// Jobs that may wait at a time.
    public static let mostWaitingJobs = 100
    /// Jobs that have ended and are kept; older ones go.
    private static let keptJobs = 1_000
    /// A job that ran when its process died goes on so often; then it is taken for the reason.
    private static let mostStarts = 3

    /// Queues a job. One with a key that is known is the job that has it.
    ///
    /// - Throws: `JobError.keyOfAnotherRequest`, `JobError.tooManyWaiting`.
    public func add(_ job: NewJob, at moment: Timestamp) throws -> StoredJob {
        try writing("queueing the job") { db in
            if let key = job.idempotencyKey,
                let row = try Row.fetchOne(db, sql: "SELECT * FROM jobs WHERE idempotency_key = ?", arguments: [key])
            {
                let known = try StoredJob(row: row)
                guard known.kind == job.kind, known.parameters == job.parameters else {
                    throw JobError.keyOfAnotherRequest
                }
                return known
            }
            let waiting = try Int.fetchOne(db, sql: "SELECT count(*) FROM jobs WHERE state = 'queued'") ?? 0
            guard waiting < Self.mostWaitingJobs else { throw JobError.tooManyWaiting(most: Self.mostWaitingJobs) }
            try db.execute(
                sql: """
                    INSERT INTO jobs (kind, parameters, state, created_at, idempotency_key)
                    VALUES (?, ?, 'queued', ?, ?)
                    """, arguments: [job.kind.rawValue, job.parameters, moment.nanoseconds, job.idempotencyKey])
            return try Self.job(db.lastInsertedRowID, db)
        }
    }

    /// Whether a job has the key.
    public func hasJob(idempotencyKey: String) throws -> Bool {
        try reading("reading a job") { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM jobs WHERE idempotency_key = ?)", arguments: [idempotencyKey])
                ?? false
        }
    }

    /// - Throws: `JobError.unknownJob`.
    public func job(_ id: Int64) throws -> StoredJob {
        try reading("reading a job") { db in try Self.job(id, db) }
    }

    /// Jobs, the newest first.
    ///
    /// - Parameter last: only those that are older than this one.
    public func jobs(before last: Int64?, limit: Int) throws -> [StoredJob] {
        try reading("reading the jobs") { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM jobs WHERE ?1 IS NULL OR job_id < ?1 ORDER BY job_id DESC LIMIT ?2",
                arguments: [last, limit]
            ).map(StoredJob.init)
        }
    }

    /// Jobs that have not ended, by state; a state that none is in is 0.
    public func unfinishedJobs() throws -> [JobState: Int] {
        try reading("counting jobs") { db in
            var counts: [JobState: Int] = [.queued: 0, .running: 0]
            for row in try Row.fetchAll(
                db,
                sql: "SELECT state, count(*) FROM jobs WHERE state IN ('queued', 'running') GROUP BY state")
            {
                if let state = try JobState(rawValue: row.value(0)) { counts[state] = try row.value(1) }
            }
            return counts
        }
    }

    /// Cancels a job that waits, and asks one that runs to stop; one that has ended stays as it is.
    ///
    /// - Throws: `JobError.unknownJob`.
    public func cancelJob(_ id: Int64, at moment: Timestamp) throws -> StoredJob {
        try writing("cancelling the job") { db in
            try db.execute(
                sql: """
                    UPDATE jobs SET is_cancelled = 1, ended_at = CASE state WHEN 'queued' THEN ?2 END,
                        state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END
                    WHERE job_id = ?1 AND state IN ('queued', 'running')
                    """, arguments: [id, moment.nanoseconds])
            return try Self.job(id, db)
        }
    }

    /// Whether somebody wants a running job to stop; also where it is gone, since a person was forgotten.
    public func isJobCancelled(_ id: Int64) throws -> Bool {
        try reading("reading a job") { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT is_cancelled FROM jobs WHERE job_id = ?"), arguments: [id]) ?? true
        }
    }

    /// Starts the job that has waited longest; nil where none waits.
    public func startJob(at moment: Timestamp) throws -> StoredJob? {
        let sql = "SELECT job_id FROM jobs WHERE state = 'queued' ORDER BY job_id LIMIT 1"
        // Most often there is none, and a reader disturbs no writer.
        guard try reading("looking for a job", { db in try Int64.fetchOne(db, sql: sql) }) != nil else { return nil }
        return try writing("starting the job") { db in
            guard let id = try Int64.fetchOne(db, sql: sql) else { return nil }
            try db.execute(
                sql: """
                    UPDATE jobs SET state = 'running', starts = starts + 1, started_at = coalesce(started_at, ?)
                    WHERE job_id = ?
                    """, arguments: [moment.nanoseconds, id])
            return try Self.job(id, db)
        }
    }

    /// Keeps how far a running job is.
    ///
    /// - Parameter total: nil where it is not known.
    public func noteProgress(ofJob id: Int64, note: String, done: Int, total: Int?) throws {
        try writing("noting how far the job is") { db in
            try db.execute(
                sql: "UPDATE jobs SET note = ?, done = ?, total = ? WHERE job_id = ? AND state = 'running'",
                arguments: [note, done, total, id])
        }
    }

    /// Ends a running job, and lets the oldest of those that have ended go.
    public func endJob(_ id: Int64, _ end: JobEnd, at moment: Timestamp) throws {
        let (state, error, result): (JobState, String?, String?) =
            switch end {
            case .done(let result): (.done, nil, result)
            case .failed(let error, let result): (.failed, error, result)
            case .cancelled: (.cancelled, nil, nil)
            }
        try writing("ending the job") { db in
            try db.execute(
                sql: """
                    UPDATE jobs SET state = ?, error = ?, result = ?, ended_at = ?
                    WHERE job_id = ? AND state = 'running'
                    """, arguments: [state.rawValue, error, result, moment.nanoseconds, id])
            try db.execute(
                sql: """
                    DELETE FROM jobs WHERE state IN ('done', 'failed', 'cancelled') AND job_id <=
                        (SELECT job_id FROM jobs WHERE state IN ('done', 'failed', 'cancelled')
                        ORDER BY job_id DESC LIMIT 1 OFFSET ?)
                    """, arguments: [Self.keptJobs])
        }
    }

    /// Queues a running job again, since its process ends in good order.
    public func putBackJob(_ id: Int64) throws {
        try writing("putting the job back") { db in
            try db.execute(
                sql: "UPDATE jobs SET state = 'queued', starts = starts - 1 WHERE job_id = ? AND state = 'running'",
                arguments: [id])
        }
    }

    /// Queues jobs again that a process was running when it died. Only who has the turn may.
    ///
    /// - Parameter failure: the problem document of a job that was started too often.
    public func recoverJobs(failure: (JobError) -> String, at moment: Timestamp) throws {
        let error = failure(.startedTooOften(times: Self.mostStarts))
        try writing("queueing jobs again") { db in
            try db.execute(
                sql: "UPDATE jobs SET state = 'cancelled', ended_at = ? WHERE state = 'running' AND is_cancelled = 1",
                arguments: [moment.nanoseconds])
            try db.execute(
                sql: """
                    UPDATE jobs SET state = 'failed', error = ?, ended_at = ? WHERE state = 'running' AND starts >= ?
                    """, arguments: [error, moment.nanoseconds, Self.mostStarts])
            try db.execute(sql: "UPDATE jobs SET state = 'queued' WHERE state = 'running'")
        }
    }

    private static func job(_ id: Int64, _ db: Database) throws -> StoredJob {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM jobs WHERE job_id = ?", arguments: [id])
        guard let row else { throw JobError.unknownJob(id: "\(id)") }
        return try StoredJob(row: row)
    }

    /// Lets jobs go that name a fan who is to be forgotten, and all uploads: what they hold nobody has looked at.
    static func deleteJobsAndUploads(naming pairIDs: [Int64], _ db: Database) throws {
        // A fan's id stands in JSON, and perhaps there in a filter's quotes.
        let forms = ["fan_id", "replace(fan_id, '''', '''''')"].map { "trim(json_quote(\($0)), '\"')" }
        let texts = "parameters || ' ' || note || ' ' || coalesce(error, '') || ' ' || coalesce(result, '')"
        let isNamed = (forms + ["fan_id"]).map { "instr(\(texts), \($0)) > 0" }.joined(separator: " OR ")
        try db.execute(
            sql: """
                DELETE FROM jobs WHERE EXISTS (SELECT 1 FROM pairs
                    WHERE pair_id IN (SELECT value FROM json_each(?)) AND fan_id <> '' AND (\(isNamed)))
                """, arguments: [json(pairIDs)])
        try db.execute(sql: "DELETE FROM uploads")
    }
}
