import RapportCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Clock, sleep and chance as a client of a provider uses them; tests pass their own, so that nothing waits.
public struct ProviderRuntime: Sendable {
    /// The wall clock, for dates that a provider states.
    public var now: @Sendable () -> Timestamp
    /// A clock that only goes forward, for latencies and rates, in seconds.
    public var monotonicSeconds: @Sendable () -> Double
    /// Waits; throws `CancellationError` when the task is cancelled.
    public var sleep: @Sendable (_ seconds: Double) async throws -> Void
    /// Uniform in 0..<1.
    public var random: @Sendable () -> Double

    public init(
        now: @escaping @Sendable () -> Timestamp, monotonicSeconds: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.monotonicSeconds = monotonicSeconds
        self.sleep = sleep
        self.random = random
    }

    /// The machine's own.
    public static let live = ProviderRuntime(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
        },
        monotonicSeconds: {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
        },
        sleep: { try await Task.sleep(for: .seconds($0)) },
        random: { Double.random(in: 0..<1) })
}
