import GRDB
import RapportCore

/// Which long work a job is.
public enum JobKind: String, Sendable, CaseIterable, Codable {
    case ingest, embed, profile, cluster
}

/// How far a job has come.
public enum JobState: String, Sendable, CaseIterable, Codable {
    case queued, running, done, failed, cancelled

    public var hasEnded: Bool { self != .queued && self != .running }
}

/// A job to store.
public struct NewJob: Sendable, Equatable {
    public var kind: JobKind
    /// JSON, the same for the same request.
    public var parameters: String
    /// The same key with the same request is the same job.
    public var idempotencyKey: String?

    public init(kind: JobKind, parameters: String, idempotencyKey: String? = nil) {
        self.kind = kind
        self.parameters = parameters
        self.idempotencyKey = idempotencyKey
    }
}

/// A stored job.
public struct StoredJob: Sendable, Equatable {
    public let id: Int64
    public let kind: JobKind
    /// JSON.
    public let parameters: String
    public let state: JobState
    /// Whether somebody wants it to stop.
    public let isCancelled: Bool
    public let done: Int
    /// Nil where it is not known.
    public let total: Int?
    /// What is being done.
    public let note: String
    /// JSON, a problem document.
    public let error: String?
    /// JSON.
    public let result: String?
    public let createdAt: Timestamp
    public let startedAt: Timestamp?
    public let endedAt: Timestamp?

    init(row: Row) throws {
        guard let kind = try JobKind(rawValue: row.value("kind")),
            let state = try JobState(rawValue: row.value("state"))
        else { throw StoreError.sqlite(operation: "reading a job", reason: "it is of no kind that is known") }
        func moment(_ column: String) throws -> Timestamp? {
            try (row.value(column) as Int64?).map { Timestamp(nanoseconds: $0) }
        }
        id = try row.value("job_id")
        self.kind = kind
        self.state = state
        parameters = try row.value("parameters")
        isCancelled = try row.value("is_cancelled")
        done = try row.value("done")
        total = try row.value("total")
        note = try row.value("note")
        error = try row.value("error")
        result = try row.value("result")
        createdAt = try Timestamp(nanoseconds: row.value("created_at"))
        startedAt = try moment("started_at")
        endedAt = try moment("ended_at")
    }
}

/// How a job ended.
public enum JobEnd: Sendable, Equatable {
    /// With the result as JSON.
    case done(result: String)
    /// With a problem document as JSON, and what there is of a result.
    case failed(error: String, result: String? = nil)
    case cancelled
}
