import RapportCore
import Store

/// How often an index finds what an exact search over the stored vectors finds.
public struct RecallSample: Sendable, Equatable {
    public var collection: RecordCollection
    public var vector: VectorName
    public var recallAt10: Double
    /// UTC.
    var measuredAt: Timestamp

    var name: String { StoreCheck.name(collection, vector) }
}

/// How often the indexes find what an exact search finds: `GET /v1/indexes/recall`.
public struct MeasuredRecall: Encodable, Sendable {
    /// Stored vectors that each index was asked with.
    public static let queries = 50
    public var samples: [RecallSample]
    /// When the first of them was measured; now, where there is none.
    var measuredAt: Timestamp

    enum CodingKeys: String, CodingKey {
        case queries
        case recallAt10 = "recall_at_10"
        case measuredAt = "measured_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(Self.queries, forKey: .queries)
        let figures = samples.map { ($0.name, $0.recallAt10) }
        try object.encode(Dictionary(figures, uniquingKeysWith: { $1 }), forKey: .recallAt10)
        try object.encode(measuredAt.description, forKey: .measuredAt)
    }
}

/// Measures the recall of the indexes that a process holds, for whoever asks and each hour for the metrics: exact search
/// over the vectors in SQLite says what is right. `rapport check --deep` asks with more vectors.
///
/// It reads all vectors, so an index is measured at most once in ten minutes however many ask, and beside those who
/// search.
public actor RecallMeter {
    /// An index, of whatever generation is active.
    private struct Index: Hashable {
        var collection: RecordCollection
        var vector: VectorName
    }

    private static let rest = Duration.seconds(600)
    private static let interval = Duration.seconds(3_600)
    /// Measuring on its own may take a hundredth of the time.
    private static let restFactor = 100
    /// Before the first search or preparation nothing is open.
    private static let pause = Duration.seconds(1)
    private let workspace: Workspace
    private let executor: any TaskExecutor
    private let now: @Sendable () -> Timestamp
    private var known: [Index: (sample: RecallSample, at: ContinuousClock.Instant)] = [:]
    private var measuring: Task<Void, any Error>?

    /// - Parameters:
    ///   - executor: where it is measured, beside those who answer.
    ///   - now: the wall clock.
    public init(_ workspace: Workspace, on executor: any TaskExecutor, now: @escaping @Sendable () -> Timestamp) {
        self.workspace = workspace
        self.executor = executor
        self.now = now
    }

    /// What was measured last of each index; empty before the first time.
    public var samples: [RecallSample] { known.values.map(\.sample).sorted { $0.name < $1.name } }

    /// The newest figures of all indexes that have vectors; those who ask meanwhile wait for the same measurement.
    ///
    /// - Complexity: O(records · queries · dimension), once in ten minutes.
    /// - Throws: `StoreError`, `HNSWError`; the next call tries again.
    public func recall() async throws -> MeasuredRecall {
        guard let generation = try workspace.store.activeGeneration() else {
            return MeasuredRecall(samples: [], measuredAt: now())
        }
        let used = try workspace.store.graphsInUse(of: generation).map { Index(collection: $0, vector: $1) }
        try await measure(used, atMostEvery: Self.rest)
        let samples = used.compactMap { known[$0]?.sample }
        return MeasuredRecall(samples: samples, measuredAt: samples.map(\.measuredAt).min() ?? now())
    }

    /// Measures what is open each hour, or less often where that takes long, until the task is cancelled.
    ///
    /// - Parameter isReady: whether the indexes are open; this opens none.
    public func run(isReady: @Sendable () -> Bool) async {
        while !Task.isCancelled {
            let start = ContinuousClock.now
            // What stands in the way of a measurement is told to those who search; it is tried again with the next.
            let wasOpen = isReady() ? (try? await measureOpen()) ?? true : false
            let pause = max(Self.interval, (ContinuousClock.now - start) * Self.restFactor)
            do { try await Task.sleep(for: wasOpen ? pause : Self.pause) } catch { return }
        }
    }

    /// - Returns: whether an index was open.
    private func measureOpen() async throws -> Bool {
        guard let generation = try workspace.store.activeGeneration() else { return false }
        let open = try await workspace.indexes.sizes(of: generation).filter { $0.records > 0 }
        try await measure(
            open.map { Index(collection: $0.graph.collection, vector: $0.graph.vector) }, atMostEvery: Self.rest)
        return !open.isEmpty
    }

    private func measure(_ indexes: [Index], atMostEvery rest: Duration) async throws {
        // One at a time: who waited may find what he wants.
        while let measuring { try? await measuring.value }
        let due = indexes.filter { index in known[index].map { $0.at + rest < .now } ?? true }
        guard !due.isEmpty else { return }
        let work = Task(executorPreference: executor) { [self] in
            do { for index in due { await keep(try await measured(index), of: index) } } catch {
                await end()
                throw error
            }
            // Before those who wait go on, or they would wait for it for ever.
            await end()
        }
        measuring = work
        try await work.value
    }

    private nonisolated func measured(_ index: Index) async throws -> RecallSample {
        let recall = try await workspace.indexes.sampledRecall(
            index.collection, vector: index.vector, k: 10, queries: MeasuredRecall.queries)
        return RecallSample(
            collection: index.collection, vector: index.vector, recallAt10: recall, measuredAt: now())
    }

    private func end() { measuring = nil }

    private func keep(_ sample: RecallSample, of index: Index) { known[index] = (sample, .now) }
}
