import Dispatch
import Synchronization

/// Work that goes on beside the answering of requests, from when the server listens to its end.
final class BackgroundWork: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var isGoingOn = false
    }

    private static let pauseMilliseconds = 20
    private let body: @Sendable () async -> Void
    private let state = Mutex(State())

    /// - Parameter body: works until its task is cancelled.
    init(_ body: @escaping @Sendable () async -> Void) { self.body = body }

    func start() {
        state.withLock { state in
            state.isGoingOn = true
            state.task = Task(executorPreference: BackgroundExecutor.shared) { [self] in
                await body()
                self.state.withLock { $0.isGoingOn = false }
            }
        }
    }

    func cancel() { state.withLock { $0.task }?.cancel() }

    /// Cancels it and waits until it has come to its end, but not for ever: an index that is being built takes minutes.
    ///
    /// - Returns: whether it has.
    func finish(within limit: Duration) async -> Bool {
        cancel()
        let deadline = ContinuousClock.now + limit
        while state.withLock({ $0.isGoingOn }) {
            guard ContinuousClock.now < deadline else { return false }
            // A sleep would end at once where whoever waits was cancelled too.
            await withCheckedContinuation { continuation in
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Self.pauseMilliseconds)) {
                    continuation.resume()
                }
            }
        }
        return true
    }
}
