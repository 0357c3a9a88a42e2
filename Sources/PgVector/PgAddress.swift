import Foundation

/// Where a PostgreSQL server is: `postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full&schema=rapport`.
///
/// `shards=HOST:PORT/DATABASE,…` spreads the records over other servers, and this one coordinates.
/// `answer_timeout=SECONDS` is for how long it may say nothing, 30 by default; 0 is for ever.
/// Everything but `schema`, `shards` and `answer_timeout` is libpq's to read: a Unix socket's folder as `host`, `sslrootcert`, `PGPASSWORD`,
/// `~/.pgpass` and the rest of what it knows
/// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING).
public struct PgAddress: Sendable, Equatable {
    /// For libpq; holds the password where the URL did.
    let connection: String
    /// The schema that holds Rapport's tables.
    let schema: String
    /// Where the records lie, if not in the server itself.
    let shards: PgShards?
    /// For how long the server may say nothing; nil for ever.
    let answerSeconds: Double?
    /// What libpq is told of how long to wait, for connections to shards too.
    let timeouts: [URLQueryItem]
    /// Host, port and database: what messages may show.
    public let shown: String
    /// Whether the address itself has a password in it.
    public let holdsSecret: Bool

    public static let schemes = ["postgres", "postgresql"]

    /// - Throws: `PgError.badAddress`.
    public init(_ url: String) throws(PgError) {
        guard var parts = URLComponents(string: url), let scheme = parts.scheme, Self.schemes.contains(scheme) else {
            throw .badAddress(problem: "it does not begin with postgres://")
        }
        var items = parts.queryItems ?? []
        schema = items.last { $0.name == "schema" }?.value ?? "rapport"
        guard Self.isName(schema) else {
            throw .badAddress(problem: "a schema's name has letters a to z, digits and _, at most 40")
        }
        let user = parts.user ?? items.last { $0.name == "user" }?.value ?? NSUserName()
        holdsSecret = parts.password != nil || items.contains { ["password", "sslpassword"].contains($0.name) }
        let password = parts.password ?? items.last { $0.name == "password" }?.value
        let list = items.last { $0.name == "shards" }?.value
        shards = try list.map { list throws(PgError) in try PgShards(list, user: user, password: password) }
        let stated = items.last { $0.name == "answer_timeout" }.map { $0.value.flatMap { Double($0) } }
        guard let seconds = stated ?? Self.defaultAnswerSeconds, seconds >= 0, seconds <= 86_400 else {
            throw .badAddress(problem: "answer_timeout takes seconds, 0 to 86400")
        }
        answerSeconds = seconds == 0 ? nil : seconds
        items.removeAll { ["schema", "shards", "answer_timeout"].contains($0.name) }
        let given = items
        timeouts = Self.defaultTimeouts.map { name, value in
            given.last { $0.name == name } ?? URLQueryItem(name: name, value: value)
        }
        let names = Set(timeouts.map(\.name))
        items = given.filter { !names.contains($0.name) } + timeouts
        parts.queryItems = items
        guard let connection = parts.string else { throw .badAddress(problem: "it is no URL") }
        self.connection = connection
        let socket = items.last { $0.name == "host" }?.value
        let port = (parts.port.map(String.init) ?? items.last { $0.name == "port" }?.value).map { ":" + $0 } ?? ""
        let host = [parts.host, socket].compactMap { $0 }.first { !$0.isEmpty } ?? "localhost"
        shown = "\(host)\(port)\(parts.path)"
    }

    private static let defaultAnswerSeconds = 30.0

    /// A server that is away is noticed in seconds, unless the user wants it otherwise.
    private static let defaultTimeouts = [
        ("connect_timeout", "10"), ("tcp_user_timeout", "15000"), ("keepalives_idle", "15"),
        ("keepalives_interval", "5"), ("keepalives_count", "3"),
    ]

    private static func isName(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f }
    }
}
