/// When a failed request is sent again, and after how long.
///
/// Exponential backoff with full jitter: the wait before attempt n + 1 is uniform in 0…min(cap, base · 2ⁿ⁻¹).
///
/// Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
public struct RetryPolicy: Sendable, Equatable {
    /// Attempts in all, the first included.
    public var maxAttempts: Int
    public var baseDelaySeconds: Double
    public var maxDelaySeconds: Double
    /// A provider that asks for a longer wait is taken at its word: the request fails at once.
    public var maxRetryAfterSeconds: Double

    public init(
        maxAttempts: Int = 6, baseDelaySeconds: Double = 0.5, maxDelaySeconds: Double = 30,
        maxRetryAfterSeconds: Double = 120
    ) {
        self.maxAttempts = maxAttempts
        self.baseDelaySeconds = baseDelaySeconds
        self.maxDelaySeconds = maxDelaySeconds
        self.maxRetryAfterSeconds = maxRetryAfterSeconds
    }

    /// Seconds to wait after the failed attempt number `attempt` (1-based), or nil to give up.
    ///
    /// `retryAfterSeconds` is a lower bound that the provider stated; the jitter comes on top, so that
    /// clients that were told the same moment do not all return at it.
    ///
    /// - Parameter random: uniform in 0..<1.
    public func delaySeconds(
        after failure: AttemptFailure, attempt: Int, retryAfterSeconds: Double?, random: () -> Double
    ) -> Double? {
        guard failure.isTransient, attempt < maxAttempts else { return nil }
        let stated = max(0, retryAfterSeconds ?? 0)
        guard stated <= maxRetryAfterSeconds else { return nil }
        // 2^62 seconds are past every cap; a larger exponent would only overflow.
        let ceiling = min(maxDelaySeconds, baseDelaySeconds * Double(1 << min(attempt - 1, 62)))
        return stated + random() * ceiling
    }
}

/// How one attempt failed.
public enum AttemptFailure: Sendable, Equatable {
    /// The provider answered with a status outside 200…299.
    case status(Int, code: String?)
    case timeout
    case connection(ConnectionProblem)

    /// Whether the same request may succeed later.
    ///
    /// An exhausted quota answers 429 like a rate limit does, and waiting does not refill it.
    public var isTransient: Bool {
        switch self {
        case .status(429, let code): code != "insufficient_quota"
        case .status(let status, _): [408, 409, 425].contains(status) || (500...599).contains(status) && status != 501
        case .timeout, .connection: true
        }
    }

    /// The error that a caller sees once `attempts` are spent.
    func error(host: String, attempts: Int, retryAfterSeconds: Double?, limitSeconds: Double) -> ProviderError {
        switch self {
        case .timeout: .timedOut(host: host, attempts: attempts, limitSeconds: limitSeconds)
        case .connection(let problem): .unreachable(host: host, attempts: attempts, problem: problem)
        case .status(let status, let code):
            switch status {
            case 401, 403: .unauthorized(host: host, status: status)
            case 429 where isTransient:
                .rateLimited(host: host, attempts: attempts, retryAfterSeconds: retryAfterSeconds)
            default:
                isTransient
                    ? .server(host: host, status: status, attempts: attempts)
                    : .rejected(host: host, status: status, code: code)
            }
        }
    }
}
