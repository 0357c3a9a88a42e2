import Profile
import RapportCore
import Store

/// Gives every pair a profile that follows from its rows of today.
public struct ProfileRun: Sendable {
    /// What a run does about pairs that it need not or should not touch.
    public struct Policy: Sendable {
        /// Whether profiles by a language model give way to rules. Where rules only step in for a model that is not
        /// set up, what a model was paid for stays.
        public var replacesModels = true
        /// Whether pairs are tried again of which the same maker could make none from the same texts.
        public var retriesFailed = false
        /// How many profiles to make at most, to see what a maker does before all is paid for; nil for all.
        public var limit: Int?

        public init(replacesModels: Bool = true, retriesFailed: Bool = false, limit: Int? = nil) {
            self.replacesModels = replacesModels
            self.retriesFailed = retriesFailed
            self.limit = limit
        }
    }

    /// Pairs after which progress is told: reading what need not be made takes its time too.
    private static let pairsPerReport = 16

    private let store: RapportStore
    private let profiler: any Profiler
    private let policy: Policy

    public init(store: RapportStore, profiler: any Profiler, policy: Policy = Policy()) {
        self.store = store
        self.profiler = profiler
        self.policy = policy
    }

    /// Makes what is missing or out of date, batch by batch. Each batch is stored when it comes, so that a stopped run
    /// goes on where it was.
    ///
    /// - Parameter now: asked once a batch.
    /// - Throws: what the store throws, `CancellationError`.
    public func run(
        now: @Sendable () -> Timestamp, progress: ProgressReporter = { _ in }
    ) async throws -> ProfileReport {
        let clock = ContinuousClock()
        let start = clock.now
        var report = ProfileReport(source: profiler.source, maker: profiler.maker)
        let pairs = try store.pairs()
        report.pairs = pairs.count
        let known = try Known(store)
        var batch: [Pending] = []
        var seen = 0
        var left = policy.limit ?? .max
        func showProgress() {
            progress(Progress(stage: "making profiles", done: seen - batch.count, total: pairs.count))
        }
        for pair in pairs where left > 0 {
            try Task.checkCancellation()
            seen += 1
            if seen % Self.pairsPerReport == 0 {
                progress(Progress(stage: "making profiles", done: seen, total: pairs.count))
            }
            guard let pending = try pending(pair, known: known, report: &report) else { continue }
            batch.append(pending)
            left -= 1
            guard batch.count >= profiler.pairsPerBatch else { continue }
            showProgress()
            try await make(batch, report: &report, at: now())
            batch = []
            if report.stopped != nil { break }
        }
        if !batch.isEmpty {
            showProgress()
            try await make(batch, report: &report, at: now())
            batch = []
        }
        try profiler.finish()
        report.llm = profiler.counts
        report.pending += pairs.count - seen
        showProgress()
        report.seconds = (clock.now - start) / .seconds(1)
        return report
    }

    /// What the store held when the run began.
    private struct Known {
        let origins: [Int64: ProfileOrigin]
        let failures: [Int64: ProfileFailure]

        init(_ store: RapportStore) throws {
            origins = try store.profileOrigins()
            failures = try store.profileFailures()
        }
    }

    private struct Pending {
        var pairID: Int64
        var history: PairHistory
        var contentHash: ContentHash
    }

    /// The pair's rows where its profile is to be made; nil, and counted, where not.
    private func pending(_ pair: StoredPair, known: Known, report: inout ProfileReport) throws -> Pending? {
        let origin = known.origins[pair.pairID]
        if profiler.source == .rules, origin?.source == .llm, !policy.replacesModels {
            report.kept += 1
            return nil
        }
        let history = try store.history(of: pair)
        let contentHash = profiler.contentHash(of: history)
        if origin?.contentHash == contentHash {
            report.unchanged += 1
            profiler.noteUnchanged(history)
            return nil
        }
        if !policy.retriesFailed, known.failures[pair.pairID]?.contentHash == contentHash {
            report.failedBefore += 1
            return nil
        }
        return Pending(pairID: pair.pairID, history: history, contentHash: contentHash)
    }

    private func make(_ batch: [Pending], report: inout ProfileReport, at moment: Timestamp) async throws {
        let answer = try await profiler.profiles(of: batch.map(\.history))
        report.stopped = answer.stop?.message
        for pending in batch {
            switch answer.outcomes[pending.history.pair] {
            case .made(let profile) where !pending.history.supports(profile):
                try fail(pending, "it cites rows that are not the pair's", report: &report, at: moment)
            case .made(let profile):
                report.add(profile)
                try store.save(
                    profile, ofPair: pending.pairID, maker: profiler.maker, contentHash: pending.contentHash,
                    at: moment)
            case .failed(let reason):
                try fail(pending, reason, report: &report, at: moment)
            case nil:
                report.pending += 1
            }
        }
    }

    private func fail(
        _ pending: Pending, _ reason: String, report: inout ProfileReport, at moment: Timestamp
    ) throws {
        report.failed += 1
        try store.save(
            ProfileFailure(
                pairID: pending.pairID, maker: profiler.maker, contentHash: pending.contentHash, reason: reason),
            at: moment)
    }
}

extension RapportStore {
    /// All rows of a pair, as profiles are made from them.
    public func history(of pair: StoredPair) throws -> PairHistory {
        PairHistory(
            pair: pair.pair,
            entries: try rows(of: pair.pairID).map { row in
                PairHistory.Entry(rowID: row.rowID, row: row.row, conversationID: row.conversationID)
            })
    }
}
