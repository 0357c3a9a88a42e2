import Synchronization

/// Work that goes on beside the answering of requests, from when the server listens to its end.
final class BackgroundWork: Sendable {
    private let body: @Sendable () async -> Void
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// - Parameter body: works until its task is cancelled.
    init(_ body: @escaping @Sendable () async -> Void) { self.body = body }

    func start() {
        let body = body
        task.withLock { $0 = Task(executorPreference: BackgroundExecutor.shared) { await body() } }
    }

    func cancel() { task.withLock { $0 }?.cancel() }

    /// Cancels it and waits until it has come to its end.
    func finish() async {
        cancel()
        await task.withLock { $0 }?.value
    }
}
