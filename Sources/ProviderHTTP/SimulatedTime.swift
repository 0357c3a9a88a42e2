import RapportCore
import Synchronization

/// A runtime in which time passes by sleeping alone, so that a test of retries waits for nothing and replays.
package final class SimulatedTime: Sendable {
    private struct State {
        var seconds = 0.0
        var sleeps: [Double] = []
    }

    private let state = Mutex(State())
    private let start: Timestamp
    private let chance: Double

    /// - Parameter chance: what every draw gives, in 0..<1.
    package init(start: Timestamp = Timestamp(nanoseconds: 0), chance: Double = 0.5) {
        self.start = start
        self.chance = chance
    }

    /// What was slept, in seconds, in order.
    package var sleeps: [Double] { state.withLock { $0.sleeps } }

    package var runtime: ProviderRuntime {
        ProviderRuntime(
            now: { [self] in
                Timestamp(nanoseconds: start.nanoseconds + Int64(state.withLock { $0.seconds } * 1_000_000_000))
            },
            monotonicSeconds: { [self] in state.withLock { $0.seconds } },
            sleep: { [self] seconds in
                try Task.checkCancellation()
                state.withLock { state in
                    state.seconds += seconds
                    state.sleeps.append(seconds)
                }
            },
            random: { [chance] in chance })
    }
}
