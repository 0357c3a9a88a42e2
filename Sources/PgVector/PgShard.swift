import Foundation
import RapportCore

/// One server of several, as the coordinator reaches it.
struct PgShard: Sendable, Equatable {
    var host: String
    var port: Int
    var database: String
    var user: String
    var password: String?

    /// - Parameter text: `host:port/database`; a Unix socket's folder as host is written with `%2F`.
    init(_ text: Substring, user: String, password: String?) throws(PgError) {
        let wrong = PgError.badAddress(problem: "a shard is written host:port/database, several with commas between")
        guard let parts = URLComponents(string: "postgres://\(text)"), let host = parts.host, !host.isEmpty,
            let port = parts.port, parts.path.count > 1
        else { throw wrong }
        self.host = host
        self.port = port
        database = String(parts.path.dropFirst())
        self.user = user
        self.password = password
    }

    /// Where we make its table ourselves, with the patience that we have with the coordinator.
    func address(in schema: String, as coordinator: PgAddress) throws(PgError) -> PgAddress {
        var parts = URLComponents()
        parts.scheme = "postgres"
        // Without one, even an empty one, it would not be the URL that libpq reads.
        parts.host = ""
        parts.path = "/" + database
        parts.queryItems = [
            URLQueryItem(name: "host", value: host), URLQueryItem(name: "port", value: "\(port)"),
            URLQueryItem(name: "user", value: user), URLQueryItem(name: "schema", value: schema),
            URLQueryItem(name: "answer_timeout", value: "\(coordinator.answerSeconds ?? 0)"),
        ]
        parts.queryItems?.append(contentsOf: coordinator.timeouts)
        if let password { parts.queryItems?.append(URLQueryItem(name: "password", value: password)) }
        return try PgAddress(parts.string ?? "")
    }
}
