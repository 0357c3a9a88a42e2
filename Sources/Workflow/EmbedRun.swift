import RapportCore
import Store

/// One run of `Embed`: passes over what lacks its vector, until nothing does.
struct EmbedRun {
    /// Records per transaction. Turns are short, so many make one batch worth its sync.
    private static let turnsPerBatch = 2_048
    private static let spansPerBatch = 64
    /// Between two looks at what others embed.
    private static let pauseMilliseconds = 200

    let store: RapportStore
    let embedder: any Embedder
    var generation: Generation
    let worker: EmbedWorker
    let progress: ProgressReporter
    var report: EmbedReport

    init(
        store: RapportStore, embedder: any Embedder, generation: Generation, worker: EmbedWorker,
        progress: @escaping ProgressReporter
    ) {
        self.store = store
        self.embedder = embedder
        self.generation = generation
        self.worker = worker
        self.progress = progress
        report = EmbedReport(embedder: embedder.identifier, dimension: embedder.dimension)
    }

    /// How far the passes over one kind of thing are.
    struct Part {
        /// What the user reads while this goes on.
        let stage: String
        /// Where the next pass begins.
        var after = Int64.min
        /// What was left to other workers on the last pass; nil before the first.
        var others: Set<ContentHash>?
        var done = 0
        var total = 0

        /// Whether another pass is needed.
        var isOpen: Bool { others?.isEmpty != true }
    }

    /// Embeds the records of some collections and all profiles. What other workers have taken it comes back to once
    /// they have stored it, or are gone.
    mutating func embedAll(_ collections: [RecordCollection]) async throws {
        var parts = collections.map { Part(stage: "embedding \($0.rawValue)") }
        var profiles = Part(stage: "embedding profiles")
        try prepareProfiles()
        while true {
            for (index, collection) in collections.enumerated() where parts[index].isOpen {
                try await embed(collection, &parts[index])
            }
            if profiles.isOpen { try await embedProfiles(&profiles) }
            let others = (parts + [profiles]).reduce(into: Set<ContentHash>()) { $0.formUnion($1.others ?? []) }
            if others.isEmpty { break }
            progress(Progress(stage: "waiting for another worker", done: 0, total: 0))
            while try !worker.isAnyFree(of: others) {
                try await Task.sleep(for: .milliseconds(Self.pauseMilliseconds))
            }
        }
        try countProfiles()
    }

    /// One pass over a collection.
    private mutating func embed(_ collection: RecordCollection, _ part: inout Part) async throws {
        if part.others == nil { part.total = try store.pendingCount(collection, generation: generation) }
        let limit = collection == .turns ? Self.turnsPerBatch : Self.spansPerBatch
        var pass = Pass(part)
        while true {
            try Task.checkCancellation()
            let records = try store.pending(collection, generation: generation, after: pass.after, limit: limit)
            guard let last = records.last else { break }
            let left = try await embed(records, of: collection)
            pass.advance(to: last.recordID, leaving: left)
            show(&part, done: records.count - left.count)
        }
        pass.end(&part)
    }

    /// Embeds each text once; what the store holds, and equal texts of the batch, cost nothing.
    ///
    /// - Returns: the texts, once a record, that are left to other workers, or to the next pass where the lease ended.
    private mutating func embed(
        _ records: [PendingRecord], of collection: RecordCollection
    ) async throws -> [ContentHash] {
        let hashes = records.map { ContentHash(of: $0.text) }
        let turns = try worker.take(hashes)
        var seen: Set<ContentHash> = []
        let missing = records.indices.filter { turns[$0] == .own && seen.insert(hashes[$0]).inserted }
        let vectors = try await embedder.embed(missing.map { records[$0].text }, purpose: .document)
        let vectorOfIndex = Dictionary(uniqueKeysWithValues: zip(missing, vectors))
        let embedded = records.indices.filter { turns[$0] != .others }.map { index in
            EmbeddedRecord(record: records[index], contentHash: hashes[index], vector: vectorOfIndex[index])
        }
        guard let saved = try store.save(embedded, collection: collection, generation: generation, by: worker) else {
            return hashes
        }
        report.embedded[collection.rawValue, default: 0] += saved
        report.cached += max(0, saved - missing.count)
        return records.indices.filter { turns[$0] == .others }.map { hashes[$0] }
    }

    func show(_ part: inout Part, done: Int) {
        part.done += done
        progress(Progress(stage: part.stage, done: part.done, total: max(part.total, part.done)))
    }
}

extension EmbedRun {
    /// One pass over a part.
    struct Pass {
        /// The last record that was looked at.
        private(set) var after: Int64
        private var firstLeft: Int64?
        private var others: Set<ContentHash> = []

        init(_ part: Part) { after = part.after }

        mutating func advance(to last: Int64, leaving left: [ContentHash]) {
            if !left.isEmpty, firstLeft == nil { firstLeft = after }
            others.formUnion(left)
            after = last
        }

        /// Notes where the next pass begins, and what it waits for.
        func end(_ part: inout Part) {
            part.after = firstLeft ?? after
            part.others = others
        }
    }
}
