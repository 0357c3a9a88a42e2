import Synchronization

/// Counts what a call sends and is billed for, whether it brings an answer or fails.
///
/// Whoever wants to know sets `current` around the call; whoever sends requests notes them.
final class CallMeter: Sendable {
    struct Reading: Sendable, Equatable {
        /// HTTP requests that were sent.
        var requests = 0
        var billed = TokenUsage(input: 0, output: 0)
        /// Whether some of `billed` is not the provider's count.
        var isEstimated = false
    }

    @TaskLocal static var current: CallMeter?

    private let state = Mutex(Reading())

    var reading: Reading { state.withLock { $0 } }

    func note(requests: Int, billed: TokenUsage, isEstimated: Bool) {
        state.withLock { reading in
            reading.requests += requests
            reading.billed = reading.billed + billed
            reading.isEstimated = reading.isEstimated || isEstimated
        }
    }
}
