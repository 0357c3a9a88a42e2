import RapportCore
import Store

/// The jobs of a store, as those see them who ask for them.
public struct JobQueue: Sendable {
    let store: RapportStore
    let now: @Sendable () -> Timestamp
    let live: LiveProgress

    /// - Parameter now: the wall clock.
    public init(store: RapportStore, now: @escaping @Sendable () -> Timestamp) {
        self.init(store: store, now: now, live: LiveProgress())
    }

    /// - Parameter live: knows how far the job is that this process runs.
    init(store: RapportStore, now: @escaping @Sendable () -> Timestamp, live: LiveProgress) {
        self.store = store
        self.now = now
        self.live = live
    }

    /// Queues a job.
    ///
    /// - Parameter idempotencyKey: the same key with the same request is the same job, also after a restart.
    /// - Throws: `JobRefusal`, `JobError`, `FilterError`, `StoreError`.
    public func add(_ request: JobRequest, idempotencyKey: String? = nil) throws -> JobCard {
        let job = NewJob(
            kind: request.kind, parameters: try request.parameters(), idempotencyKey: idempotencyKey)
        // A job that is known already may have taken the upload with it.
        if try !isKnown(job) { try request.validate(for: store) }
        return try JobCard(store.add(job, at: now()))
    }

    private func isKnown(_ job: NewJob) throws -> Bool {
        guard let key = job.idempotencyKey else { return false }
        return try store.hasJob(idempotencyKey: key)
    }

    /// - Throws: `JobError.unknownJob`, `StoreError`.
    public func card(_ id: Int64) throws -> JobCard { try card(store.job(id)) }

    /// Jobs, the newest first.
    ///
    /// - Throws: `PageError`, `StoreError`.
    public func page(_ page: Page) throws -> JobPage {
        let last = try page.key(of: JobPage.list, parts: 1).map { key in
            guard let id = Int64(key[0]) else { throw PageError.foreignCursor }
            return id
        }
        let found = try store.jobs(before: last, limit: page.limit + 1)
        let (jobs, next) = page.cut(found, list: JobPage.list) { ["\($0.id)"] }
        return JobPage(jobs: try jobs.map(card), nextCursor: next)
    }

    /// Cancels a job that waits, and asks one that runs to stop at its next batch; one that has ended stays as it is.
    ///
    /// - Throws: `JobError.unknownJob`, `StoreError`.
    public func cancel(_ id: Int64) throws -> JobCard { try card(store.cancelJob(id, at: now())) }

    /// With what this process knows of it and has not stored yet.
    private func card(_ job: StoredJob) throws -> JobCard {
        var card = try JobCard(job)
        if job.state == .running, let progress = live.progress(ofJob: job.id) { card.take(progress) }
        return card
    }
}

extension JobCard {
    mutating func take(_ progress: Progress) {
        note = progress.stage
        done = progress.done
        total = progress.knownTotal
    }
}

extension Progress {
    /// Nil where it is not known.
    var knownTotal: Int? { total > 0 ? total : nil }
}
