import Synchronization

/// A budget that refills at a steady rate: a token bucket that may be overdrawn, so that waiting is fair.
///
/// Who asks while the bucket is empty takes a place behind those who asked before.
public struct TokenBucket: Sendable, Equatable {
    public let capacity: Double
    public let refillPerSecond: Double
    /// What is left; negative where future refill is promised already.
    public private(set) var level: Double
    private var updatedAt: Double

    /// - Parameter now: seconds on a clock that only goes forward.
    public init(capacity: Double, refillPerSecond: Double, now: Double) {
        self.capacity = capacity
        self.refillPerSecond = refillPerSecond
        self.level = capacity
        self.updatedAt = now
    }

    /// Takes `cost` and returns the seconds after which it may be spent.
    ///
    /// A cost above the capacity is possible and waits for the difference.
    public mutating func reserve(_ cost: Double, now: Double) -> Double {
        level = min(capacity, level + max(0, now - updatedAt) * refillPerSecond)
        updatedAt = max(updatedAt, now)
        level -= cost
        return max(0, -level / refillPerSecond)
    }

    /// Returns what was reserved and not spent; a negative amount takes what was spent beyond.
    public mutating func giveBack(_ amount: Double) {
        level = min(capacity, level + amount)
    }
}

/// Holds requests back so that a provider's limits per minute are kept. One instance per provider account.
public final class RateLimiter: Sendable {
    private struct Buckets {
        var requests: TokenBucket?
        var tokens: TokenBucket?
    }

    private let buckets: Mutex<Buckets>
    private let runtime: ProviderRuntime

    /// - Parameters: limits per minute; nil, zero and less mean none.
    public init(requestsPerMinute: Int?, tokensPerMinute: Int?, runtime: ProviderRuntime = .live) {
        let now = runtime.monotonicSeconds()
        // A bucket of ten seconds' worth: a burst at the start does not use up a minute's share at once.
        func bucket(_ perMinute: Int?) -> TokenBucket? {
            guard let perMinute, perMinute > 0 else { return nil }
            let perSecond = Double(perMinute) / 60
            return TokenBucket(capacity: max(1, perSecond * 10), refillPerSecond: perSecond, now: now)
        }
        self.buckets = Mutex(Buckets(requests: bucket(requestsPerMinute), tokens: bucket(tokensPerMinute)))
        self.runtime = runtime
    }

    /// Returns when a request of about `tokens` may be sent.
    ///
    /// - Throws: `CancellationError`; then nothing stays reserved.
    public func admit(tokens: Int) async throws {
        let now = runtime.monotonicSeconds()
        let wait = buckets.withLock { buckets in
            max(
                buckets.requests?.reserve(1, now: now) ?? 0,
                buckets.tokens?.reserve(Double(tokens), now: now) ?? 0)
        }
        guard wait > 0 else { return }
        do {
            try await runtime.sleep(wait)
        } catch {
            buckets.withLock { buckets in
                buckets.requests?.giveBack(1)
                buckets.tokens?.giveBack(Double(tokens))
            }
            throw error
        }
    }

    /// Corrects an estimate once the provider has said how many tokens it counted.
    public func settle(estimated: Int, actual: Int) {
        buckets.withLock { $0.tokens?.giveBack(Double(estimated - actual)) }
    }
}
