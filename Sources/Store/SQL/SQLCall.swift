import Dispatch
import RapportCore
import Synchronization

/// One query while it runs, as the functions in it see it: when to stop, and how to wait for what is asynchronous.
public struct SQLCall: Sendable {
    let run: SQLRun

    /// A call outside of any query, without limits: for tests of a function by itself.
    package static var unlimited: SQLCall { SQLCall(run: SQLRun(limits: SQLLimits(seconds: .infinity))) }

    /// - Throws: `SQLError.timeout` once the query's time is up, `CancellationError` once it is not wanted any more.
    public func check() throws {
        if let reason = run.reasonToStop { throw reason }
    }

    /// Runs something asynchronous and waits for it in this thread, which is one of the query's own.
    ///
    /// - Throws: what `body` throws, and as `check`.
    public func wait<Value: Sendable>(for body: @escaping @Sendable () async throws -> Value) throws -> Value {
        let box = Box<Value>()
        let task = Task {
            let found: Result<Value, any Error>
            do { found = .success(try await body()) } catch { found = .failure(error) }
            box.result.withLock { $0 = found }
            box.done.signal()
        }
        while box.done.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
            guard let reason = run.reasonToStop else { continue }
            task.cancel()
            throw reason
        }
        guard let found = box.result.withLock({ $0 }) else { throw CancellationError() }
        return try found.get()
    }
}

/// Where a task leaves what it found.
private final class Box<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
}

/// What the callbacks of one query share.
final class SQLRun: Sendable {
    private struct State {
        var failure: (any Error)?
        var denied: String?
        var missing: SQLError?
    }

    let limits: SQLLimits
    private let started = ContinuousClock.now
    private let cancelled = Atomic(false)
    private let state = Mutex(State())

    init(limits: SQLLimits) { self.limits = limits }

    func cancel() { cancelled.store(true, ordering: .relaxed) }

    var reasonToStop: (any Error)? {
        if cancelled.load(ordering: .relaxed) { return CancellationError() }
        guard limits.seconds.isFinite, ContinuousClock.now - started > .seconds(limits.seconds) else { return nil }
        return SQLError.timeout(seconds: limits.seconds)
    }

    /// What a function threw, which SQLite only passes on as a text. The first is the cause.
    var failure: (any Error)? { state.withLock { $0.failure } }
    func fail(_ error: any Error) { state.withLock { $0.failure = $0.failure ?? error } }

    /// What the authorizer refused first.
    var denied: String? { state.withLock { $0.denied } }
    func deny(_ action: String) { state.withLock { $0.denied = $0.denied ?? action } }

    /// The table function that had no plan for want of an argument.
    var missing: SQLError? { state.withLock { $0.missing } }
    func miss(_ error: SQLError) { state.withLock { $0.missing = $0.missing ?? error } }
}
