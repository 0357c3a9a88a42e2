import RapportCore

/// What can go wrong between Rapport and a Milvus server.
///
/// Names the server, never the token, never a value that was sent: those name fans.
public enum MilvusError: IndexEngineError, Equatable {
    case badAddress(problem: String)
    /// No connection, or it was cut.
    case unreachable(server: String, reason: String)
    /// It took the request, or the connection, and no answer came for so long.
    case silent(server: String, operation: String, seconds: Double)
    /// It answers, but not yet with records: it was started a moment ago.
    case notReady(server: String, reason: String)
    /// The server refused a request. `code` is Milvus' own, or gRPC's where the request did not get as far.
    case failed(server: String, operation: String, code: String, reason: String)
    /// Longer than a text of Milvus can be.
    case textTooLong(attribute: String, recordID: Int64, bytes: Int, limit: Int)
    /// Milvus reads conditions only so deep.
    case filterTooDeep(limit: Int)
    case badReply(server: String, operation: String)

    /// Limits of memory, disk and rate; quotas, also where an administrator set one to nothing; too few resources.
    ///
    /// Source: Milvus' `pkg/util/merr`.
    private static let fullCodes: Set = ["3", "7", "8", "9", "12"]
    /// A disk that is full without a quota is an unexpected error to Milvus, with the system's text.
    private static let fullDisk = "No space left on device"

    public var message: String {
        switch self {
        case .badAddress(let problem):
            "the address of the Milvus server cannot be used: \(problem); write it like milvus://host:19530"
        case .unreachable(let server, let reason):
            "Milvus at \(server) cannot be reached: \(reason); check that it runs and its address"
        case .silent(let server, let operation, let seconds):
            "\(operation): Milvus at \(server) did not answer within \(seconds) s; check that it runs, or give it longer "
                + "with answer_timeout=SECONDS in its address"
        case .notReady(let server, let reason):
            "Milvus at \(server) is not ready: \(reason); it may need a minute after a start, try again then"
        case .failed(let server, let operation, let code, let reason):
            "\(operation) failed in Milvus at \(server) (code \(code)): \(reason)"
        case .textTooLong(let attribute, let recordID, let bytes, let limit):
            "the attribute '\(attribute)' of record \(recordID) has \(bytes) bytes, and Milvus stores at most \(limit); "
                + "keep this store's index in its own file"
        case .filterTooDeep(let limit):
            "the filter takes turns of 'and' and 'or' deeper than \(limit) levels, which Milvus does not read; "
                + "write it with fewer parentheses"
        case .badReply(let server, let operation):
            "\(operation): Milvus at \(server) answered what was not asked for; check that it is Milvus 2.3 or newer"
        }
    }

    /// Also where the server has no room, which may pass.
    public var isUnreachable: Bool {
        switch self {
        case .unreachable, .silent, .notReady: true
        case .failed(_, _, let code, let reason): Self.fullCodes.contains(code) || reason.contains(Self.fullDisk)
        default: false
        }
    }
}
