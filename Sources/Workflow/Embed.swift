import RapportCore
import Store

/// Gives every record and every profile that lacks one its vector, and brings the graphs up to date.
///
/// Any number of processes may do this to one store at once: each takes texts that nobody else has taken, and all of
/// them end when everything has its vector and the graphs are saved.
public struct Embed: Sendable {
    /// Seconds after which others take over what a worker has taken that does not answer.
    public static let leaseSeconds = 60.0

    private let store: RapportStore
    private let embedder: any Embedder
    private let indexes: IndexSet
    private let leaseSeconds: Double

    public init(
        store: RapportStore, embedder: any Embedder, indexes: IndexSet, leaseSeconds: Double = Self.leaseSeconds
    ) {
        self.store = store
        self.embedder = embedder
        self.indexes = indexes
        self.leaseSeconds = leaseSeconds
    }

    /// Embeds what is pending, in all collections unless told otherwise; a stopped run goes on where it was.
    ///
    /// - Throws: what the embedder or the store throws; batches stored before that stay.
    public func run(
        collections: [RecordCollection] = RecordCollection.allCases, progress: @escaping ProgressReporter = { _ in }
    ) async throws -> EmbedReport {
        let clock = ContinuousClock()
        let start = clock.now
        let generation = try store.generation(embedder: embedder.identifier, dimension: embedder.dimension)
        let worker = EmbedWorker(in: store, generation: generation, leaseSeconds: leaseSeconds)
        // What cannot be given up here is taken over when the lease has run out.
        defer { try? worker.end() }
        let renewal = renewal(of: worker)
        defer { renewal.cancel() }
        var run = EmbedRun(
            store: store, embedder: embedder, generation: generation, worker: worker, progress: progress)
        try await run.embedAll(collections)
        try store.activate(generation)
        let turn = try await GraphTurn(of: store) {
            progress(Progress(stage: "another worker is building the index", done: 0, total: 0))
        }
        progress(Progress(stage: "building the index", done: 0, total: 0))
        try await indexes.save()
        withExtendedLifetime(turn) {}
        var report = run.report
        for (collection, count) in try store.vectorCounts(of: generation) {
            report.vectors[collection.rawValue] = count
        }
        report.takenOver = worker.takenOver
        report.seconds = (clock.now - start) / .seconds(1)
        return report
    }

    /// Keeps a worker's lease while it waits for the embedder.
    private func renewal(of worker: EmbedWorker) -> Task<Void, Never> {
        Task { [leaseSeconds] in
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(leaseSeconds / 3))
                // Where this fails until the lease runs out, others take over and nothing is stored twice.
                try? worker.renew()
            }
        }
    }
}
