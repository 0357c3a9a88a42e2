import RapportCore

/// What `similar --json` prints: `schemas/similar.schema.json`.
public struct SimilarAnswer: Codable, Sendable, Hashable {
    public var fanID: String
    public var modelName: String
    public var method: SimilarityMethod
    /// The stage that was asked with: the pair's latest.
    public var stage: Int
    /// Distinct pairs, best first.
    public var matches: [SimilarPair]
    /// Stages that the rest of the request admits and the minimum success rate dropped because they have no rate.
    public var droppedWithoutSuccessRate: Int
    public var plan: String

    enum CodingKeys: String, CodingKey {
        case method, stage, matches, plan
        case fanID = "fan_id"
        case modelName = "model_name"
        case droppedWithoutSuccessRate = "dropped_without_success_rate"
    }
}

/// Another pair, with its stage that is most like the one asked with. Figures are the stage's; `pair…` the pair's.
public struct SimilarPair: Codable, Sendable, Hashable {
    public var fanID: String
    public var modelName: String
    /// The cosine.
    public var similarity: Double
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
    /// Rows of the stage.
    public var messageCount: Int
    /// When the stage's last row was written, UTC.
    public var lastMessage: String

    enum CodingKeys: String, CodingKey {
        case similarity, stage, offers, purchases, revenue
        case fanID = "fan_id"
        case modelName = "model_name"
        case successRate = "success_rate"
        case pairSuccessRate = "pair_success_rate"
        case pairOffers = "pair_offers"
        case pairPurchases = "pair_purchases"
        case pairRevenue = "pair_revenue"
        case messageCount = "message_count"
        case lastMessage = "last_message"
    }

    init(similarity: Float, attributes: RecordAttributes) {
        fanID = attributes.pair.fanID
        modelName = attributes.pair.modelName
        self.similarity = rounded(similarity)
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
        lastMessage = attributes.lastMessage.description
    }
}
