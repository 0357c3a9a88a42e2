import RapportCore
import Store

/// Runs the jobs of a store, one after the other.
///
/// Of all processes that serve a store one at a time has the turn. A job that its process did not end, by a crash or since
/// it was told to stop, is queued again and goes on where it was.
public final class JobRunner: Sendable {
    private static let pause = Duration.milliseconds(250)
    /// After the store could not be asked.
    private static let longPause = Duration.seconds(5)
    /// Between two looks whether the running job is to stop.
    private static let watchPause = Duration.milliseconds(200)
    /// Progress is stored so often, for whoever asks another process, and for after a crash.
    private static let storingInterval = Duration.seconds(1)
    private static let sweepingInterval = Duration.seconds(3_600)

    public let queue: JobQueue
    private let workspace: Workspace
    private let now: @Sendable () -> Timestamp
    private let failure: @Sendable (any Error) -> String
    private let onFailure: @Sendable (any Error) -> Void
    private let live = LiveProgress()
    private var store: RapportStore { workspace.store }

    /// - Parameters:
    ///   - failure: the problem document, as JSON, that tells of an error.
    ///   - onFailure: is told what a job failed with, and why jobs wait; it may quote what was asked.
    public init(
        workspace: Workspace, now: @escaping @Sendable () -> Timestamp,
        failure: @escaping @Sendable (any Error) -> String,
        onFailure: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.workspace = workspace
        self.now = now
        self.failure = failure
        self.onFailure = onFailure
        queue = JobQueue(store: workspace.store, now: now, live: live)
    }

    /// Runs jobs until the task is cancelled; a job that runs then is queued again.
    public func run() async {
        while !Task.isCancelled {
            do {
                if let turn = try JobTurn(of: store) {
                    try await runJobs()
                    withExtendedLifetime(turn) {}
                } else {
                    try await Task.sleep(for: Self.longPause)
                }
            } catch is CancellationError {
                return
            } catch {
                onFailure(error)
                try? await Task.sleep(for: Self.longPause)
            }
        }
    }

    private func runJobs() async throws {
        try store.recoverJobs(failure: { failure($0) }, at: now())
        var nextSweep = ContinuousClock.now
        while true {
            try Task.checkCancellation()
            if ContinuousClock.now >= nextSweep {
                try Uploads(of: store).sweep(now: now())
                nextSweep = .now + Self.sweepingInterval
            }
            if let job = try store.startJob(at: now()) {
                try await perform(job)
            } else {
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    private func perform(_ job: StoredJob) async throws {
        live.begin(job.id)
        defer { live.end() }
        let end: JobEnd
        do {
            let outcome = try await work(on: job)
            end =
                outcome.stop.map { JobEnd.failed(error: failure($0), result: outcome.result) }
                ?? .done(result: outcome.result)
        } catch let error as CancellationError {
            if try store.isJobCancelled(job.id) {
                end = .cancelled
            } else if Task.isCancelled {
                return try store.putBackJob(job.id)
            } else {
                end = .failed(error: failure(error))
            }
        } catch {
            // A file that is no log is the sender's matter.
            if !(error is JobRefusal) { onFailure(error) }
            end = .failed(error: failure(error))
        }
        if let progress = live.takeNew() { try note(progress, of: job.id) }
        try store.endJob(job.id, end, at: now())
        if job.kind == .ingest { try Uploads(of: store).sweep(now: now()) }
    }

    /// Does the work beside a look, now and then, at whether it is to stop.
    private func work(on job: StoredJob) async throws -> JobWork.Outcome {
        let work = JobWork(workspace: workspace, now: now) { [live] in live.show($0) }
        return try await withThrowingTaskGroup(of: JobWork.Outcome?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work.run(try JobRequest(job)) }
            group.addTask {
                try await self.watch(job.id)
                return nil
            }
            while let ended = try await group.next() {
                if let outcome = ended { return outcome }
                group.cancelAll()
            }
            throw CancellationError()
        }
    }

    /// Returns when somebody wants the job to stop.
    private func watch(_ id: Int64) async throws {
        var nextStoring = ContinuousClock.now
        while true {
            try await Task.sleep(for: Self.watchPause)
            // A store that is busy for a while says neither yes nor no.
            if (try? store.isJobCancelled(id)) == true { return }
            if ContinuousClock.now >= nextStoring, let progress = live.takeNew() {
                try? note(progress, of: id)
                nextStoring = .now + Self.storingInterval
            }
        }
    }

    private func note(_ progress: Progress, of id: Int64) throws {
        try store.noteProgress(ofJob: id, note: progress.stage, done: progress.done, total: progress.knownTotal)
    }
}
