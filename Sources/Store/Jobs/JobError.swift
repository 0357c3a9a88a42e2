import RapportCore

/// Why there is no such job or upload, or why it was refused.
public enum JobError: RapportError, Equatable {
    case unknownJob(id: String)
    case unknownUpload(id: String)
    /// The key was sent with another request before.
    case keyOfAnotherRequest
    case tooManyWaiting(most: Int)
    case uploadTooLarge(limitBytes: Int)
    case diskFull
    /// A person was forgotten while the file was being sent, and with it all files that were not loaded yet.
    case uploadForgotten
    /// The process ended so often while the job ran that the job may be why.
    case startedTooOften(times: Int)

    public var message: String {
        switch self {
        case .unknownJob(let id): "there is no job '\(id)'; list them with: rapport jobs"
        case .unknownUpload(let id):
            "there is no upload '\(id)', or it was loaded or unused for a day; send the file once more to /v1/uploads"
        case .keyOfAnotherRequest: "this Idempotency-Key was sent with another request; make a new one"
        case .tooManyWaiting(let most): "\(most) jobs wait already; try again when some have ended"
        case .uploadTooLarge(let limit):
            "the file is larger than \(limit) bytes; send it in parts, or raise the limit with: serve --upload-limit"
        case .diskFull: "the disk of the store is full; make room, then send the file again"
        case .uploadForgotten:
            "a person was forgotten while the file was sent, and files that were not loaded yet went too; send it again"
        case .startedTooOften(let times):
            "the server ended \(times) times while this job ran; look why (its memory?), then start the job anew"
        }
    }
}
