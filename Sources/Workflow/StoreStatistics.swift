import RapportCore
import Store

/// What a store holds: `stats --json`, specified in `schemas/stats.schema.json`.
public struct StoreStatistics: Codable, Sendable {
    public var rows: Int
    public var pairs: Int
    public var models: Int
    public var conversations: Int
    /// Stages by number, `"1"` to `"3"`.
    public var stages: [String: Int]
    public var offers: Int
    public var purchases: Int
    /// USD.
    public var revenue: Double
    public var successRate: Double?
    public var newestRow: String?
    /// `Embedder.identifier` of the active generation.
    public var embedder: String?
    /// Vectors by collection.
    public var vectors: [String: Int]

    enum CodingKeys: String, CodingKey {
        case rows, pairs, models, conversations, stages, offers, purchases, revenue, embedder, vectors
        case successRate = "success_rate"
        case newestRow = "newest_row"
    }

    public init(of store: RapportStore) throws {
        let totals = try store.totals()
        rows = totals.rows
        pairs = totals.pairs
        models = try store.models().count
        conversations = totals.conversations
        stages = Dictionary(
            uniqueKeysWithValues: Stage.allCases.map { (String($0.rawValue), totals.stages[$0.rawValue] ?? 0) })
        offers = totals.offers
        purchases = totals.purchases
        revenue = totals.revenue
        successRate = Outcome(offers: offers, purchases: purchases).successRate
        newestRow = try store.newestRow()?.description
        let generation = try store.activeGeneration()
        embedder = generation?.embedder
        vectors = [:]
        if let generation {
            for (collection, count) in try store.vectorCounts(of: generation) { vectors[collection.rawValue] = count }
        }
    }
}
