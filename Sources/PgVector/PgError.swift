import RapportCore

/// What can go wrong between Rapport and a PostgreSQL server.
///
/// Names the server, never the password, never a value that was sent: those name fans.
public enum PgError: IndexEngineError, Equatable {
    case badAddress(problem: String)
    /// No connection, or it was cut.
    case unreachable(server: String, reason: String)
    /// It took the statement and said nothing for so long.
    case silent(server: String, operation: String, seconds: Double)
    /// The server refused a statement. `state` is the SQLSTATE
    /// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    case failed(server: String, operation: String, state: String, reason: String)
    case noExtension(server: String, reason: String)
    /// PostgreSQL's text holds no U+0000.
    case zeroByte(attribute: String, recordID: Int64)
    case badReply(server: String, operation: String)

    public var message: String {
        switch self {
        case .badAddress(let problem):
            "the address of the PostgreSQL server cannot be used: \(problem); write it like "
                + "postgres://user@host:5432/database"
        case .unreachable(let server, let reason):
            "PostgreSQL at \(server) cannot be reached: \(reason); check that it runs and its address"
        case .silent(let server, let operation, let seconds):
            "\(operation): PostgreSQL at \(server) did not answer within \(seconds) s; check that it runs, or give it "
                + "longer with answer_timeout=SECONDS in its address"
        case .failed(let server, let operation, let state, let reason):
            "\(operation) failed in PostgreSQL at \(server) (SQLSTATE \(state)): \(reason)"
        case .noExtension(let server, let reason):
            "PostgreSQL at \(server) has no pgvector: \(reason); install it and let a superuser run: "
                + "CREATE EXTENSION vector"
        case .zeroByte(let attribute, let recordID):
            "the attribute '\(attribute)' of record \(recordID) holds the character U+0000, which PostgreSQL cannot "
                + "store; keep this store's index in its own file"
        case .badReply(let server, let operation):
            "\(operation): PostgreSQL at \(server) answered what was not asked for; check that it has pgvector 0.8"
        }
    }

    /// Also where the server has no room, which may pass.
    public var isUnreachable: Bool {
        switch self {
        case .unreachable, .silent: true
        // Class 53, insufficient resources: the disk is full, there are too many connections.
        case .failed(_, _, let state, _): isBroken || state.hasPrefix("53")
        default: false
        }
    }

    /// Whether the same may succeed at once, over a new connection. Class 08 are connection exceptions.
    var isBroken: Bool {
        switch self {
        case .unreachable: true
        case .failed(_, _, let state, _): state.hasPrefix("08") || Self.passing.contains(state)
        default: false
        }
    }

    /// 57P01 to 57P03, the server shuts down or starts. 40001, 40P01 and 23505: in the way was a transaction that ended
    /// meanwhile, which a broken connection had left on a shard; an index's position lets one writer in at a time.
    private static let passing: Set<String> = ["57P01", "57P02", "57P03", "40001", "40P01", "23505"]
}
