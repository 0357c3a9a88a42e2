import Foundation

/// Sends JSON to one provider and returns the JSON that it answers: timeouts, retries and rates are kept here, and what
/// the JSON means is the caller's affair.
public struct ProviderClient: Sendable {
    public let baseURL: BaseURL
    public let timeoutSeconds: Double
    let headers: [(name: String, value: String)]
    /// Kept as it is, since a description of this value would show plain headers.
    let authorization: Authorization
    private let retry: RetryPolicy
    private let limiter: RateLimiter?
    private let breaker: CircuitBreaker?
    private let concurrency: ConcurrencyLimit?
    let replyLimitBytes: Int
    private let runtime: ProviderRuntime

    /// - Parameters:
    ///   - timeoutSeconds: for one attempt, from connecting to the reply's last byte.
    ///   - replyLimitBytes: a reply larger than this is an error and is not read to its end.
    public init(
        baseURL: BaseURL, authorization: Authorization, headers: [(name: String, value: String)] = [],
        timeoutSeconds: Double = 60, retry: RetryPolicy = RetryPolicy(), limiter: RateLimiter? = nil,
        breaker: CircuitBreaker? = nil, concurrency: ConcurrencyLimit? = nil, replyLimitBytes: Int = 64 << 20,
        runtime: ProviderRuntime = .live
    ) {
        self.baseURL = baseURL
        self.timeoutSeconds = timeoutSeconds
        self.headers = headers
        self.authorization = authorization
        self.retry = retry
        self.limiter = limiter
        self.breaker = breaker
        self.concurrency = concurrency
        self.replyLimitBytes = replyLimitBytes
        self.runtime = runtime
    }

    /// Posts `body` to `path` below the base URL until it succeeds, fails for good or the policy gives up.
    ///
    /// Redirects are not followed, since they would carry the key to a host that nobody named.
    ///
    /// - Parameter tokens: what the request is thought to cost, for the rate limit.
    /// - Throws: `ProviderError`; `CancellationError` when the task is cancelled.
    public func post(_ path: String, body: JSONText, tokens: Int) async throws -> ProviderReply {
        let body = body.encoded()
        var attempt = 1
        var unanswered = 0
        while true {
            try Task.checkCancellation()
            try await limiter?.admit(tokens: tokens)
            let failure: AttemptFailure
            var retryAfter: Double?
            switch try await attempted(body, to: path, sent: (attempt - 1, unanswered)) {
            case (.reply(let data), let seconds):
                return ProviderReply(
                    body: data, attempts: attempt, unansweredAttempts: unanswered, latencySeconds: seconds)
            case (.tooLarge, _):
                throw ProviderError.replyTooLarge(host: baseURL.host, limitBytes: replyLimitBytes)
            case (.failed(let found, let stated), _):
                failure = found
                retryAfter = stated.flatMap { RetryAfter.seconds($0, now: runtime.now()) }
            }
            if failure == .timeout || failure == .connection(.cut) { unanswered += 1 }
            guard
                let delay = retry.delaySeconds(
                    after: failure, attempt: attempt, retryAfterSeconds: retryAfter, random: runtime.random)
            else {
                throw failure.error(
                    host: baseURL.host, attempts: attempt, retryAfterSeconds: retryAfter, limitSeconds: timeoutSeconds)
            }
            try await runtime.sleep(delay)
            attempt += 1
        }
    }

    /// One attempt, once the circuit and the limit of requests at a time let it through, with the seconds it took.
    ///
    /// - Parameter sent: attempts of the same request before this one.
    private func attempted(
        _ body: Data, to path: String, sent: (count: Int, unanswered: Int)
    ) async throws -> (Outcome, seconds: Double) {
        guard let concurrency else { return try await watched(body, to: path, sent: sent) }
        return try await concurrency.run { try await watched(body, to: path, sent: sent) }
    }

    private func watched(
        _ body: Data, to path: String, sent: (count: Int, unanswered: Int)
    ) async throws -> (Outcome, seconds: Double) {
        if let (admission, failures) = breaker?.admit(), case .refuse(let seconds) = admission {
            throw ProviderError.circuitOpen(
                host: baseURL.host, failures: failures, retryInSeconds: seconds, attempts: sent.count,
                unanswered: sent.unanswered)
        }
        let start = runtime.monotonicSeconds()
        do {
            let outcome = try await send(body, to: path)
            if case .failed(let failure, _) = outcome { breaker?.note(failure) } else { breaker?.note(nil) }
            return (outcome, runtime.monotonicSeconds() - start)
        } catch {
            breaker?.abandon()
            throw error
        }
    }

    /// Tells the rate limiter what a request really cost.
    public func settle(estimatedTokens: Int, actualTokens: Int) {
        limiter?.settle(estimated: estimatedTokens, actual: actualTokens)
    }
}

/// How a provider is shown the key.
public enum Authorization: Sendable {
    case none
    /// `Authorization: Bearer …`.
    case bearer(APIKey)
    /// A header of its own, such as `x-api-key`.
    case header(String, APIKey)

    var headers: [(name: String, value: String)] {
        switch self {
        case .none: []
        case .bearer(let key): [("Authorization", "Bearer \(key.secret)")]
        case .header(let name, let key): [(name, key.secret)]
        }
    }
}

/// A reply with status 200…299.
public struct ProviderReply: Sendable {
    public var body: Data
    /// Attempts that it took, the successful one included.
    public var attempts: Int
    /// Attempts that reached the provider and brought nothing back; it may have billed them.
    public var unansweredAttempts: Int
    /// Of the successful attempt.
    public var latencySeconds: Double
}
