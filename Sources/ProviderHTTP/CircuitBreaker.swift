import Synchronization

/// Spares a provider that is down, and whoever waits for it: after some failures in a row nothing is sent for a while,
/// then one request tries, and its fate decides.
///
/// A value; time comes in as seconds on a clock that only goes forward.
///
/// Source: Michael Nygard, "Release It!", 2007, chapter 5, "Circuit Breaker".
public struct CircuitState: Sendable, Equatable {
    /// What may happen to a request.
    public enum Admission: Sendable, Equatable {
        case send
        /// Nothing is sent before `seconds` have passed.
        case refuse(seconds: Double)
    }

    private enum Phase: Sendable, Equatable {
        case closed
        case open(until: Double)
        /// One request is on its way to find out; where it never reports, another may try at `until`.
        case halfOpen(until: Double)
    }

    public let failureLimit: Int
    public let coolDownSeconds: Double
    /// Failures since the last success.
    public private(set) var failures = 0
    private var phase = Phase.closed

    /// - Parameters:
    ///   - failureLimit: failures in a row that open the circuit; at least 1.
    ///   - coolDownSeconds: how long it stays open.
    public init(failureLimit: Int, coolDownSeconds: Double) {
        self.failureLimit = max(1, failureLimit)
        self.coolDownSeconds = max(0, coolDownSeconds)
    }

    /// Whether a request may be sent now. Whoever gets `send` must say how it went, or that it came to nothing.
    public mutating func admit(now: Double) -> Admission {
        switch phase {
        case .closed: return .send
        case .open(let until), .halfOpen(let until):
            guard now >= until else { return .refuse(seconds: until - now) }
            phase = .halfOpen(until: now + coolDownSeconds)
            return .send
        }
    }

    /// The provider answered.
    public mutating func succeed() {
        failures = 0
        phase = .closed
    }

    /// The provider did not answer, or said that it is not well.
    public mutating func fail(now: Double) {
        failures += 1
        if phase != .closed || failures >= failureLimit { phase = .open(until: now + coolDownSeconds) }
    }

    /// The request was given up before it showed anything; the next one may try in its place.
    public mutating func abandon(now: Double) {
        if case .halfOpen = phase { phase = .open(until: now) }
    }
}

/// A circuit that requests of several tasks share. One instance per provider account.
public final class CircuitBreaker: Sendable {
    private let state: Mutex<CircuitState>
    private let runtime: ProviderRuntime

    public init(failureLimit: Int, coolDownSeconds: Double, runtime: ProviderRuntime = .live) {
        state = Mutex(CircuitState(failureLimit: failureLimit, coolDownSeconds: coolDownSeconds))
        self.runtime = runtime
    }

    /// Whether an attempt may be sent now, and how many failures came before it.
    func admit() -> (admission: CircuitState.Admission, failures: Int) {
        state.withLock { ($0.admit(now: runtime.monotonicSeconds()), $0.failures) }
    }

    /// Notes how an attempt went.
    ///
    /// - Parameter failure: nil where the provider answered. A refusal or a rate limit is an answer, too: whoever
    ///   gives one is well.
    func note(_ failure: AttemptFailure?) {
        state.withLock { state in
            if failure?.saysThatProviderIsDown == true {
                state.fail(now: runtime.monotonicSeconds())
            } else {
                state.succeed()
            }
        }
    }

    /// Notes that an attempt was cancelled.
    func abandon() {
        state.withLock { $0.abandon(now: runtime.monotonicSeconds()) }
    }
}

extension AttemptFailure {
    var saysThatProviderIsDown: Bool {
        switch self {
        case .status(429, _): false
        default: isTransient
        }
    }
}
