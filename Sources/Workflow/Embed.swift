import RapportCore
import Store

/// Gives every record and every profile that lacks one its vector, and brings the graphs up to date.
public struct Embed: Sendable {
    /// Records per transaction. Turns are short, so many make one batch worth its sync.
    private static let turnsPerBatch = 2_048
    private static let spansPerBatch = 64

    let store: RapportStore
    let embedder: any Embedder
    private let indexes: IndexSet

    public init(store: RapportStore, embedder: any Embedder, indexes: IndexSet) {
        self.store = store
        self.embedder = embedder
        self.indexes = indexes
    }

    /// Embeds what is pending, in all collections unless told otherwise; a stopped run goes on where it was.
    ///
    /// - Throws: what the embedder or the store throws; batches stored before that stay.
    public func run(
        collections: [RecordCollection] = RecordCollection.allCases, progress: ProgressReporter = { _ in }
    ) async throws -> EmbedReport {
        let clock = ContinuousClock()
        let start = clock.now
        let generation = try store.generation(embedder: embedder.identifier, dimension: embedder.dimension)
        var report = EmbedReport(embedder: embedder.identifier, dimension: embedder.dimension)
        for collection in collections {
            try await embed(collection, generation: generation, report: &report, progress: progress)
        }
        try await embedProfiles(generation, report: &report, progress: progress)
        try store.activate(generation)
        progress(Progress(stage: "building the index", done: 0, total: 0))
        try await indexes.save()
        for (collection, count) in try store.vectorCounts(of: generation) {
            report.vectors[collection.rawValue] = count
        }
        report.seconds = (clock.now - start) / .seconds(1)
        return report
    }

    private func embed(
        _ collection: RecordCollection, generation: Generation, report: inout EmbedReport, progress: ProgressReporter
    ) async throws {
        let total = try store.pendingCount(collection, generation: generation)
        let limit = collection == .turns ? Self.turnsPerBatch : Self.spansPerBatch
        var after = Int64.min
        var done = 0
        while true {
            try Task.checkCancellation()
            let records = try store.pending(collection, generation: generation, after: after, limit: limit)
            guard let last = records.last else { break }
            let embedded = try await vectors(for: records, generation: generation, report: &report)
            report.embedded[collection.rawValue, default: 0] += try store.save(
                embedded, collection: collection, generation: generation)
            after = last.recordID
            done += records.count
            progress(Progress(stage: "embedding \(collection.rawValue)", done: done, total: max(total, done)))
        }
    }

    /// Embeds each text once; what the cache holds, and equal texts of the batch, cost nothing.
    private func vectors(
        for records: [PendingRecord], generation: Generation, report: inout EmbedReport
    ) async throws -> [EmbeddedRecord] {
        let hashes = records.map { ContentHash(of: $0.text) }
        var known = try store.cachedHashes(hashes, generation: generation)
        var missing: [Int] = []
        for (index, hash) in hashes.enumerated() where known.insert(hash).inserted { missing.append(index) }
        let vectors = try await embedder.embed(missing.map { records[$0].text }, purpose: .document)
        let vectorOfIndex = Dictionary(uniqueKeysWithValues: zip(missing, vectors))
        report.cached += records.count - missing.count
        return records.indices.map { index in
            EmbeddedRecord(record: records[index], contentHash: hashes[index], vector: vectorOfIndex[index])
        }
    }
}
