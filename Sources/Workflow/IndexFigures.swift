import RapportCore
import Store

/// The indexes that a process holds, and what waits for them: `GET /v1/indexes`.
public struct IndexFigures: Encodable, Sendable {
    struct Index: Encodable, Sendable {
        var collection: String
        var vector: String
        var records: Int
        /// Changes that the next search applies.
        var pendingOperations: Int

        enum CodingKeys: String, CodingKey {
            case collection, vector, records
            case pendingOperations = "pending_operations"
        }
    }

    var indexes: [Index]
    /// Records without a text vector, by collection.
    var unembedded: [String: Int]

    /// - Complexity: O(records + suggestions + calls).
    /// - Throws: `StoreError`.
    public init(of workspace: Workspace) async throws {
        let figures = try await WorkspaceFigures(of: workspace)
        indexes = figures.indexes.map { index in
            Index(
                collection: index.collection.rawValue, vector: index.vector.rawValue, records: index.records,
                pendingOperations: index.pendingOperations)
        }
        unembedded = Dictionary(uniqueKeysWithValues: figures.unembedded.map { ($0.key.rawValue, $0.value) })
    }
}

/// How often the indexes find what an exact search finds: `GET /v1/indexes/recall`.
public struct MeasuredRecall: Encodable, Sendable {
    /// Stored vectors that each index was asked with.
    public static let queries = 50
    var queries = Self.queries
    /// By collection; of Method B under `stages.profiled` and the like.
    var recallAt10: [String: Double] = [:]
    /// UTC.
    var measuredAt: String

    enum CodingKeys: String, CodingKey {
        case queries
        case recallAt10 = "recall_at_10"
        case measuredAt = "measured_at"
    }

    /// - Complexity: O(records · queries · dimension): all vectors are read from SQLite.
    /// - Throws: `StoreError`, `HNSWError`.
    init(of workspace: Workspace, at moment: Timestamp) async throws {
        measuredAt = moment.description
        guard let generation = try workspace.store.activeGeneration() else { return }
        for (collection, vector) in try workspace.store.graphsInUse(of: generation) {
            recallAt10[StoreCheck.name(collection, vector)] = try await workspace.indexes.sampledRecall(
                collection, vector: vector, k: 10, queries: Self.queries)
        }
    }
}

/// Measures recall at most once in ten minutes, however many ask: it reads all vectors.
public actor RecallMeter {
    private static let rest = Duration.seconds(600)
    private let workspace: Workspace
    private let now: @Sendable () -> Timestamp
    private var known: (measuring: Task<MeasuredRecall, any Error>, until: ContinuousClock.Instant)?

    public init(_ workspace: Workspace, now: @escaping @Sendable () -> Timestamp) {
        self.workspace = workspace
        self.now = now
    }

    /// The newest figures; those who ask meanwhile wait for the same measurement.
    ///
    /// - Throws: `StoreError`, `HNSWError`; the next call tries again.
    public func recall() async throws -> MeasuredRecall {
        if let known, known.until > .now { return try await known.measuring.value }
        let (workspace, moment) = (workspace, now())
        let measuring = Task { try await MeasuredRecall(of: workspace, at: moment) }
        known = (measuring, .now + Self.rest)
        do { return try await measuring.value } catch {
            known = nil
            throw error
        }
    }
}
