import Dispatch
import Logging
import Synchronization

/// The work before the indexes can answer: opening them, building a damaged one anew, loading the model.
///
/// The server listens meanwhile. What fails is tried again: another process may be busy, or a person mends it.
final class Preparation: Sendable {
    enum State: Sendable, Equatable {
        case underWay
        case done
        /// Why the last try failed; quotes no text.
        case failed(reason: String)
    }

    /// Seconds that a request for the indexes waits for them.
    static let longestWaitSeconds = 5.0
    /// What a caller is asked to wait before the next try.
    static let retryAfterSeconds = 5
    private static let pauses: [Duration] = [.seconds(5), .seconds(20), .seconds(60), .seconds(300)]

    private let work: @Sendable () async throws -> Void
    private let logger: Logger
    private let current = Mutex(State.underWay)

    init(logger: Logger, _ work: @escaping @Sendable () async throws -> Void) {
        self.logger = logger
        self.work = work
    }

    var state: State { current.withLock { $0 } }

    /// Works until it is done or the task is cancelled.
    func run() async {
        for attempt in 0... {
            do {
                try await work()
                return current.withLock { $0 = .done }
            } catch is CancellationError {
                return
            } catch {
                let reason = error.loggedReason
                logger.warning("suggestions are not ready", metadata: ["reason": "\(reason)"])
                current.withLock { $0 = .failed(reason: reason) }
            }
            do { try await Task.sleep(for: Self.pauses[min(attempt, Self.pauses.count - 1)]) } catch { return }
        }
    }

    /// Waits a moment for what is under way. Where it failed the request goes on, and is told what stands in *its* way:
    /// words can be searched without an index.
    ///
    /// - Throws: `Problem` 503 where it takes longer.
    func wait() async throws {
        let deadline = ContinuousClock.now + .seconds(Self.longestWaitSeconds)
        while state == .underWay {
            guard ContinuousClock.now < deadline else { throw Self.notReady }
            // Only requests of a server's first moments come here, so that asking again is good enough.
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private static let notReady = Problem(
        .serviceUnavailable, "the indexes are being prepared; try again in some seconds",
        retryAfterSeconds: retryAfterSeconds)

    /// Nothing where it is done.
    ///
    /// - Throws: `Problem` 503 with the reason.
    func check() throws {
        switch state {
        case .done: return
        case .underWay: throw Self.notReady
        case .failed(let reason):
            throw Problem(
                .serviceUnavailable, "the indexes cannot be prepared: \(reason)",
                retryAfterSeconds: Self.retryAfterSeconds)
        }
    }
}

/// Threads beside those that answer requests: building an index of millions takes minutes, and on a machine of two
/// cores would take half of them. A job, and whoever waits for the store's writer, has no place among them either.
final class BackgroundExecutor: TaskExecutor {
    static let shared = BackgroundExecutor()
    private let queue = DispatchQueue(label: "rapport.background", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
