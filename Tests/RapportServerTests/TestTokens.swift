import Foundation
import RapportCore
import Store
import Synchronization

/// Tokens by the name of who has them, and the headers that bring them.
final class TestTokens: Sendable {
    private let secrets = Mutex<[String: (id: Int64, text: String)]>([:])

    /// - Parameters:
    ///   - models: nil for all.
    ///   - now: by the clock of the server that is asked.
    func make(
        _ name: String, _ role: AccessRole, models: [String]? = nil, days: Int64 = 1, now: Timestamp = LocalServer.now,
        in access: AccessStore
    ) throws {
        let expiry = Timestamp(nanoseconds: now.nanoseconds + days * 86_400_000_000_000)
        let made = try access.makeToken(name: name, role: role, models: models, expiresAt: expiry, now: now)
        secrets.withLock { $0[name] = (made.token.id, made.secret.text) }
    }

    func id(_ name: String) -> Int64 { secrets.withLock { $0[name]?.id ?? 0 } }

    func secret(_ name: String) -> String { secrets.withLock { $0[name]?.text ?? "" } }

    func headers(_ name: String, _ more: [String: String] = [:]) -> [String: String] {
        more.merging(["Authorization": "Bearer \(secret(name))"]) { $1 }
    }

    /// One of each role and state, and what makes them.
    static func everybody() -> (TestTokens, @Sendable (AccessStore) throws -> Void) {
        let tokens = TestTokens()
        return (
            tokens,
            { access in
                try tokens.make("chatter", .chatter, models: ["Model/1"], in: access)
                try tokens.make("analyst", .analyst, in: access)
                try tokens.make("limited analyst", .analyst, models: ["Model/1"], in: access)
                try tokens.make("admin", .admin, in: access)
                try tokens.make("expired", .admin, days: 0, in: access)
                try tokens.make("revoked", .admin, in: access)
                _ = try access.revoke(tokens.id("revoked"), at: LocalServer.now)
            }
        )
    }

    static func json(_ headers: [String: String]) -> [String: String] {
        headers.merging(["Content-Type": "application/json"]) { $1 }
    }
}

extension Timestamp {
    /// The wall clock's, for servers in processes of their own.
    static var now: Timestamp { Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9)) }
}
