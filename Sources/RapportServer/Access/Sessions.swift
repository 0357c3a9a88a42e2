import RapportCore
import Synchronization

/// Browsers that signed in with a token. In memory: after a restart one signs in again.
package final class Sessions: Sendable {
    private struct Session {
        var tokenID: Int64
        var csrf: String
        var endsAt: Timestamp
    }

    /// Where it travels encrypted, browsers hold it to this very host: no other name of the same site may set it.
    static func cookieName(isEncrypted: Bool) -> String { isEncrypted ? "__Host-rapport_session" : "rapport_session" }

    static let seconds: Int64 = 12 * 3_600
    /// Each is a few hundred bytes; the oldest goes.
    private static let most = 10_000
    /// Of one token: whoever signs in over and over ends no sessions but his own.
    private static let mostOfToken = 100
    /// By the SHA-256 of what the cookie holds.
    private let sessions = Mutex<[[UInt8]: Session]>([:])

    package init() {}

    /// Begins a session.
    ///
    /// - Returns: what the cookie holds, and what the page sends with every change.
    package func begin(tokenID: Int64, now: Timestamp) -> (secret: String, csrf: String) {
        let (secret, csrf) = (AccessSecret.randomText(), AccessSecret.randomText())
        let session = Session(
            tokenID: tokenID, csrf: csrf, endsAt: Timestamp(nanoseconds: now.nanoseconds + Self.seconds * 1_000_000_000)
        )
        sessions.withLock { sessions in
            sessions = sessions.filter { $0.value.endsAt > now }
            let own = sessions.filter { $0.value.tokenID == tokenID }
            let crowd = own.count >= Self.mostOfToken ? own : sessions.count >= Self.most ? sessions : [:]
            if let oldest = crowd.min(by: { $0.value.endsAt < $1.value.endsAt }) { sessions[oldest.key] = nil }
            sessions[ContentHash(of: secret).bytes] = session
        }
        return (secret, csrf)
    }

    /// The token that a session was begun with, and the key for `isGoingOn`.
    package func find(_ secret: String, now: Timestamp) -> (tokenID: Int64, csrf: String, key: [UInt8])? {
        let key = ContentHash(of: secret).bytes
        let session = sessions.withLock { $0[key] }
        guard let session, session.endsAt > now else { return nil }
        return (session.tokenID, session.csrf, key)
    }

    /// Whether a session that was found has ended since.
    func isGoingOn(_ key: [UInt8], now: Timestamp) -> Bool {
        sessions.withLock { ($0[key]?.endsAt).map { $0 > now } ?? false }
    }

    func end(_ secret: String) {
        sessions.withLock { $0[ContentHash(of: secret).bytes] = nil }
    }
}
