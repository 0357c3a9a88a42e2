import RapportCore
import Store

/// What `search --json` prints: `schemas/search.schema.json`.
public struct SearchAnswer: Codable, Sendable, Hashable {
    public var query: String
    public var mode: SearchMode
    public var hits: [SearchHit]
    /// Records that the rest of the request admits and the minimum success rate dropped because they have no rate.
    /// Of the whole collection; in keyword mode of the rows that were looked at.
    public var droppedWithoutSuccessRate: Int
    /// How it was found, such as `graph` or `rrf(graph, fts5)`.
    public var plan: String
    /// `keyword_depth_reached`: more rows hold the words than were looked at.
    public var flags: [String]

    enum CodingKeys: String, CodingKey {
        case query, mode, hits, plan, flags
        case droppedWithoutSuccessRate = "dropped_without_success_rate"
    }
}

/// A record that a search found, with its own figures and those of its pair.
public struct SearchHit: Codable, Sendable, Hashable {
    /// A turn's row number, or the id of the conversation or stage.
    public var id: String
    public var collection: RecordCollection
    /// Larger is better: the cosine, bm25, or the sum of reciprocal ranks.
    public var score: Double
    public var fanID: String
    public var modelName: String
    /// Null for a stage, which may hold many.
    @OrNull public var conversationID: String?
    public var stage: Int
    @OrNull public var successRate: Double?
    public var offers: Int
    public var purchases: Int
    /// USD.
    public var revenue: Double
    @OrNull public var pairSuccessRate: Double?
    public var pairOffers: Int
    public var pairPurchases: Int
    /// USD.
    public var pairRevenue: Double
    /// Rows of the conversation or stage; for a turn, of its conversation.
    public var messageCount: Int
    /// When the record's last row was written, UTC.
    public var datetime: String
    /// The turn, the row that holds the words, or the end of the conversation or stage.
    public var excerpt: [ExchangeText]

    enum CodingKeys: String, CodingKey {
        case id, collection, score, stage, offers, purchases, revenue, datetime, excerpt
        case fanID = "fan_id"
        case modelName = "model_name"
        case conversationID = "conversation_id"
        case successRate = "success_rate"
        case pairSuccessRate = "pair_success_rate"
        case pairOffers = "pair_offers"
        case pairPurchases = "pair_purchases"
        case pairRevenue = "pair_revenue"
        case messageCount = "message_count"
    }

    init(
        _ recordID: Int64, in collection: RecordCollection, score: Double, attributes: RecordAttributes,
        excerpt: [ExchangeText]
    ) {
        id = collection == .turns ? String(recordID) : ContentHash.hex(recordID)
        self.collection = collection
        self.score = score
        fanID = attributes.pair.fanID
        modelName = attributes.pair.modelName
        _conversationID = OrNull(wrappedValue: attributes.text("conversation_id"))
        stage = attributes.count("stage")
        _successRate = OrNull(wrappedValue: attributes.number("success_rate"))
        offers = attributes.count("offers")
        purchases = attributes.count("purchases")
        revenue = attributes.number("revenue") ?? 0
        _pairSuccessRate = OrNull(wrappedValue: attributes.number("pair_success_rate"))
        pairOffers = attributes.count("pair_offers")
        pairPurchases = attributes.count("pair_purchases")
        pairRevenue = attributes.number("pair_revenue") ?? 0
        messageCount = attributes.count("message_count")
        datetime = attributes.lastMessage.description
        self.excerpt = excerpt
    }
}

extension SearchAnswer: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides all texts.
    public var description: String { "SearchAnswer(\(mode.rawValue), \(hits.count) hits, texts hidden)" }
    public var debugDescription: String { description }
}
