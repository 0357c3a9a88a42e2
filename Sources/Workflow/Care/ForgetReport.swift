import RapportCore
import Store

/// What forgetting a pair removes or removed: `forget --json`, specified in `schemas/forget.schema.json`.
public struct ForgetReport: Codable, Sendable {
    public var fanID: String
    public var modelName: String
    /// Whether it was done; otherwise this says what would go.
    public var forgotten: Bool
    public var rows: Int
    public var conversations: Int
    public var stages: Int
    public var vectors: Int
    /// Entries of the cache of vectors that no other pair uses.
    public var cachedVectors: Int
    /// Backups that hold the pair or cannot be read, oldest first.
    public var backups: [HoldingBackup]

    public struct HoldingBackup: Codable, Sendable, Equatable {
        public var path: String
        /// UTC.
        public var createdAt: String
        public var state: KnownBackup.Holding

        enum CodingKeys: String, CodingKey {
            case path, state
            case createdAt = "created_at"
        }
    }

    enum CodingKeys: String, CodingKey {
        case forgotten, rows, conversations, stages, vectors, backups
        case fanID = "fan_id"
        case modelName = "model_name"
        case cachedVectors = "cached_vectors"
    }

    /// What would go.
    ///
    /// - Throws: `StoreError.unknownPair` where the pair is neither there nor forgotten.
    public init(previewing pair: PairID, in store: RapportStore) throws {
        let traces = try store.traces(of: pair)
        if try traces == nil && !store.isForgotten(pair) { throw StoreError.unknownPair(pair) }
        try self.init(pair, traces ?? PairTraces(), forgotten: false, in: store)
    }

    /// Forgets a pair.
    ///
    /// - Throws: `StoreError.unknownPair`, `CareError`; the same call goes on where it was.
    public init(forgetting pair: PairID, in store: RapportStore, now: Timestamp) async throws {
        let traces = try await Forgetting(store: store).forget(pair, now: now)
        try self.init(pair, traces, forgotten: true, in: store)
    }

    private init(_ pair: PairID, _ traces: PairTraces, forgotten: Bool, in store: RapportStore) throws {
        fanID = pair.fanID
        modelName = pair.modelName
        self.forgotten = forgotten
        rows = traces.rows
        conversations = traces.conversations
        stages = traces.stages
        vectors = traces.vectors
        cachedVectors = traces.cachedVectors
        backups = try store.backups(holding: pair).filter { $0.holding == .holds || $0.holding == .unreadable }.map {
            HoldingBackup(path: $0.path, createdAt: $0.createdAt.description, state: $0.holding)
        }
    }
}
