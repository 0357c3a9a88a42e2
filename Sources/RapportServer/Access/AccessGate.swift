import HTTPTypes
import Hummingbird
import RapportCore
import Store
import Synchronization

/// Lets requests in, or not: finds out who asks, holds him to `AccessRule`, his models and his share of requests, and
/// notes in the audit what he reads.
final class AccessGate: Sendable {
    let access: AccessStore
    let sessions = Sessions()
    let now: @Sendable () -> Timestamp
    let cookieName: String
    private let rates: RequestRates<Int64>
    /// Of tokens that are none, by where they come from.
    private let failures: RequestRates<PeerAddress>
    /// Whether a token was ever made; once one was, nobody is let in without.
    private let isLocked = Mutex(false)

    init(access: AccessStore, settings: ServerSettings, now: @escaping @Sendable () -> Timestamp) {
        self.access = access
        self.now = now
        cookieName = Sessions.cookieName(isEncrypted: settings.isEncrypted)
        rates = RequestRates(perSecond: settings.requestsPerSecond)
        failures = RequestRates(perSecond: settings.failedTokensPerSecond)
    }

    /// - Parameter route: method and path, as in `AccessRule.routes`.
    /// - Returns: the context with who asks.
    /// - Throws: `Problem` 401, 403 or 429.
    func admit(_ request: Request, _ context: ServerContext, route: String) async throws -> ServerContext {
        guard let rule = AccessRule.routes[route] else { throw Problem(.forbidden, "this route is closed") }
        if rule.isOpen { return context }
        let grant = try known(request, context)
        guard rule.roles.contains(grant.role) else {
            throw Problem(.forbidden, "the role \(grant.role.rawValue) may not ask this")
        }
        if let csrf = grant.csrf, request.method != .get, request.method != .head {
            guard AccessSecret.areEqual(Array((request.headers[named: "X-CSRF-Token"] ?? "").utf8), Array(csrf.utf8))
            else { throw Problem(.forbidden, "the page's X-CSRF-Token is missing or old; sign in again") }
        }
        try hold(grant, to: rule.scope, context)
        context.connection?.letIn()
        var context = context
        context.grant = grant
        context.method = request.method.rawValue
        if rule.audit == .asked { try await note([], context) }
        return context
    }

    /// Who sends a request, which counts among those of his token, whatever comes of it.
    ///
    /// - Throws: `Problem` 401 where nobody is known, 429.
    func known(_ request: Request, _ context: ServerContext) throws -> Grant {
        guard let grant = try grant(of: request) else {
            if request.headers[.authorization] != nil { try countFailure(context) }
            throw Problem(
                .unauthorized,
                "send a token with Authorization: Bearer …; an admin makes one with: rapport token create")
        }
        try count(grant)
        return grant
    }

    /// Counts a request among those of its token.
    ///
    /// - Throws: `Problem` 429.
    func count(_ grant: Grant) throws {
        guard let token = grant.tokenID, let wait = rates.take(token) else { return }
        throw Problem(.tooManyRequests, "this token asks too often", retryAfterSeconds: wait)
    }

    /// Counts a request that found no route; where nobody is known it costs nothing and gets nothing.
    ///
    /// - Throws: `Problem` 429.
    func countStray(_ request: Request) throws {
        if let grant = try grant(of: request) { try count(grant) }
    }

    /// Counts a token that is none. It is looked up first and refused then: whoever has a good one is never kept out by
    /// those who guess from the same address, and nobody guesses 256 bits.
    ///
    /// - Throws: `Problem` 429.
    func countFailure(_ context: ServerContext) throws {
        guard let wait = failures.take(PeerAddress(context.channel.remoteAddress)) else { return }
        throw Problem(.tooManyRequests, "too many tokens from there are none", retryAfterSeconds: wait)
    }

    /// Whether somebody who was let in may still ask: his token is neither revoked nor expired, his session goes on.
    ///
    /// - Complexity: one row.
    func isStillKnown(_ grant: Grant) throws -> Bool {
        guard let token = grant.tokenID else { return try isOpen() }
        if let key = grant.sessionKey, !sessions.isGoingOn(key, now: now()) { return false }
        return try access.token(token, at: now()) != nil
    }

    private func hold(_ grant: Grant, to scope: AccessRule.Scope, _ context: ServerContext) throws {
        guard grant.models != nil else { return }
        switch scope {
        case .nothing, .pushed: return
        case .path: try grant.check(APIRoutes.pair(context.parameters).modelName)
        case .everything: throw Problem(.forbidden, "this token sees some models only, and this is about all fans")
        }
    }

    /// Nobody needs a token: nobody made one, which `ServerSettings.check` allows on this machine alone. Looked up each
    /// time, so that the first token counts at once.
    private func isOpen() throws -> Bool {
        if isLocked.withLock({ $0 }) { return false }
        guard try access.hasTokens() else { return true }
        isLocked.withLock { $0 = true }
        return false
    }

    /// Who sends a request; nil where nobody is known.
    func grant(of request: Request) throws -> Grant? {
        if try isOpen() { return .local }
        if let header = request.headers[.authorization] {
            let words = header.split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[0].lowercased() == "bearer",
                let secret = AccessSecret(String(words[1])), let token = try access.token(of: secret, at: now())
            else { return nil }
            return Grant(token)
        }
        guard let cookie = cookie(of: request), let session = sessions.find(cookie, now: now()),
            // Asked for again each time: a token that is revoked ends its sessions.
            let token = try access.token(session.tokenID, at: now())
        else { return nil }
        return Grant(token, csrf: session.csrf, sessionKey: session.key)
    }

    func cookie(of request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
                if parts.count == 2, parts[0] == cookieName { return String(parts[1]) }
            }
        }
        return nil
    }
}
