import RapportCore
import Store

/// A job as it is shown: `GET /v1/jobs/{id}`.
public struct JobCard: Encodable, Sendable, Equatable {
    public var id: Int64
    public var kind: JobKind
    public var state: JobState
    public var done: Int
    /// Nil where it is not known.
    public var total: Int?
    /// What is being done.
    public var note: String
    var parameters: StoredJSON
    var error: StoredJSON?
    var result: StoredJSON?
    public var createdAt: Timestamp
    public var startedAt: Timestamp?
    public var endedAt: Timestamp?

    enum CodingKeys: String, CodingKey {
        case id, kind, state, done, total, note, parameters, error, result
        case createdAt = "created_at"
        case startedAt = "started_at"
        case endedAt = "ended_at"
    }

    /// - Throws: `DecodingError` where what is stored is no JSON.
    init(_ job: StoredJob) throws {
        id = job.id
        kind = job.kind
        state = job.state
        done = job.done
        total = job.total
        note = job.note
        parameters = try StoredJSON(job.parameters)
        error = try job.error.map { try StoredJSON($0) }
        result = try job.result.map { try StoredJSON($0) }
        createdAt = job.createdAt
        startedAt = job.startedAt
        endedAt = job.endedAt
    }

    /// Why it failed, in one line.
    public var errorDetail: String? {
        guard case .object(let problem) = error, case .string(let detail) = problem["detail"] else { return nil }
        return detail
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode("\(id)", forKey: .id)
        try object.encode(kind, forKey: .kind)
        try object.encode(state, forKey: .state)
        try object.encode(done, forKey: .done)
        try object.encode(total, forKey: .total)
        try object.encode(note, forKey: .note)
        try object.encode(parameters, forKey: .parameters)
        try object.encode(error, forKey: .error)
        try object.encode(result, forKey: .result)
        try object.encode(createdAt.description, forKey: .createdAt)
        try object.encode(startedAt?.description, forKey: .startedAt)
        try object.encode(endedAt?.description, forKey: .endedAt)
    }
}

/// A page of jobs, the newest first: `GET /v1/jobs`.
public struct JobPage: Encodable, Sendable {
    static let list = "jobs"
    public var jobs: [JobCard]
    public var nextCursor: String?

    public init(jobs: [JobCard], nextCursor: String? = nil) {
        self.jobs = jobs
        self.nextCursor = nextCursor
    }

    enum CodingKeys: String, CodingKey {
        case jobs
        case nextCursor = "next_cursor"
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(jobs, forKey: .jobs)
        try object.encode(nextCursor, forKey: .nextCursor)
    }
}

/// An upload as it is shown: `POST /v1/uploads`.
public struct UploadCard: Encodable, Sendable {
    public var id: String
    public var name: String
    public var bytes: Int

    public init(_ upload: StoredUpload) {
        id = upload.id
        name = upload.name
        bytes = upload.bytes
    }
}
