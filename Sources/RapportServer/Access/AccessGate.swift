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
    private let rates: RequestRates
    /// Whether a token was ever made; once one was, nobody is let in without.
    private let isLocked = Mutex(false)

    init(access: AccessStore, requestsPerSecond: Double, now: @escaping @Sendable () -> Timestamp) {
        self.access = access
        self.now = now
        rates = RequestRates(perSecond: requestsPerSecond)
    }

    /// - Parameter route: method and path, as in `AccessRule.routes`.
    /// - Returns: the context with who asks.
    /// - Throws: `Problem` 401, 403 or 429.
    func admit(_ request: Request, _ context: ServerContext, route: String) async throws -> ServerContext {
        guard let rule = AccessRule.routes[route] else { throw Problem(.forbidden, "this route is closed") }
        if rule.isOpen { return context }
        guard let grant = try grant(of: request) else {
            throw Problem(
                .unauthorized,
                "send a token with Authorization: Bearer …; an admin makes one with: rapport token create")
        }
        guard rule.roles.contains(grant.role) else {
            throw Problem(.forbidden, "the role \(grant.role.rawValue) may not ask this")
        }
        if let csrf = grant.csrf, request.method != .get, request.method != .head {
            guard AccessSecret.areEqual(Array((request.headers[named: "X-CSRF-Token"] ?? "").utf8), Array(csrf.utf8))
            else { throw Problem(.forbidden, "the page's X-CSRF-Token is missing or old; sign in again") }
        }
        try hold(grant, to: rule.scope, context)
        if let token = grant.tokenID, let wait = rates.take(token) {
            throw Problem(.tooManyRequests, "this token asks too often", retryAfterSeconds: wait)
        }
        var context = context
        context.grant = grant
        context.method = request.method.rawValue
        if rule.isAudited {
            // Paths that name a fan name him here; handlers add the fans that they answer about.
            let pair = route.contains("{fan}") ? try APIRoutes.pair(context.parameters) : nil
            try await write([event(route, pair, context)])
        }
        return context
    }

    /// Notes in the audit that an answer holds something of these fans.
    func note(_ pairs: [PairID], _ context: ServerContext) async throws {
        let route = "\(context.method) \(context.route)"
        try await write(Set(pairs).map { event(route, $0, context) })
    }

    private func event(_ route: String, _ pair: PairID?, _ context: ServerContext) -> AuditEvent {
        AuditEvent(at: now(), who: context.grant.who, action: route, pair: pair, requestID: context.requestID)
    }

    /// Beside those who answer: the file may have another writer, for whom one waits.
    private func write(_ events: [AuditEvent]) async throws {
        try await withTaskExecutorPreference(BackgroundExecutor.shared) { try access.note(events) }
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
        guard let cookie = Self.cookie(of: request), let session = sessions.find(cookie, now: now()),
            // Asked for again each time: a token that is revoked ends its sessions.
            let token = try access.token(session.tokenID, at: now())
        else { return nil }
        return Grant(token, csrf: session.csrf)
    }

    static func cookie(of request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
                if parts.count == 2, parts[0] == Sessions.cookie { return String(parts[1]) }
            }
        }
        return nil
    }
}

/// How often each token asks: so many requests a second, and twice that at once.
final class RequestRates: Sendable {
    private struct Bucket {
        var left: Double
        var filledAt: ContinuousClock.Instant
    }

    private let perSecond: Double
    private let buckets = Mutex<[Int64: Bucket]>([:])

    init(perSecond: Double) { self.perSecond = perSecond }

    /// Takes one request.
    ///
    /// - Returns: nil, or the seconds to wait where none is left.
    func take(_ token: Int64, at now: ContinuousClock.Instant = .now) -> Int? {
        buckets.withLock { buckets in
            var bucket = buckets[token] ?? Bucket(left: 2 * perSecond, filledAt: now)
            let (seconds, attoseconds) = (now - bucket.filledAt).components
            let elapsed = Double(seconds) + Double(attoseconds) / 1e18
            bucket.left = min(2 * perSecond, bucket.left + elapsed * perSecond)
            bucket.filledAt = now
            let isLeft = bucket.left >= 1
            if isLeft { bucket.left -= 1 }
            buckets[token] = bucket
            return isLeft ? nil : max(1, Int((1 / perSecond).rounded(.up)))
        }
    }
}
