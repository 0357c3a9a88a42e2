import RapportCore

/// What `similar --json` prints: `schemas/similar.schema.json`.
public struct SimilarAnswer: Codable, Sendable, Hashable {
    public var fanID: String
    public var modelName: String
    public var method: SimilarityMethod
    /// The stage that was asked with: the pair's latest.
    public var stage: Int
    /// What came of it.
    public var asked: AskedFigures
    /// More pairs that the matches should be like, `FAN@MODEL`.
    public var also: [String]
    /// Pairs that they should not be like.
    public var unlike: [String]
    /// v: the profile's share of the similarity; null with the method `text`.
    @OrNull public var profileWeight: Double?
    /// Distinct pairs, best first.
    public var matches: [SimilarPair]
    /// Stages that the rest of the request admits and the minimum success rate dropped because they have no rate.
    public var droppedWithoutSuccessRate: Int
    /// Stages that the conditions admit and that the method `profiled` leaves out, since their pair has no profile vector.
    public var withoutProfile: Int
    public var plan: String

    enum CodingKeys: String, CodingKey {
        case method, stage, asked, also, unlike, matches, plan
        case fanID = "fan_id"
        case modelName = "model_name"
        case profileWeight = "profile_weight"
        case droppedWithoutSuccessRate = "dropped_without_success_rate"
        case withoutProfile = "without_profile"
    }

    init(
        _ request: SimilarRequest, stage: Int, asked: AskedFigures, profileWeight: Double?, matches: [SimilarPair],
        droppedWithoutSuccessRate: Int, withoutProfile: Int, plan: String
    ) {
        (fanID, modelName, method) = (request.pair.fanID, request.pair.modelName, request.method)
        (self.stage, self.asked) = (stage, asked)
        also = request.also.map(\.description)
        unlike = request.unlike.map(\.description)
        _profileWeight = OrNull(wrappedValue: profileWeight)
        (self.matches, self.droppedWithoutSuccessRate) = (matches, droppedWithoutSuccessRate)
        (self.withoutProfile, self.plan) = (withoutProfile, plan)
    }
}

/// Another pair, with its stage that is most like the one asked with. Figures are the stage's; `pair…` the pair's.
public struct SimilarPair: Codable, Sendable, Hashable {
    public var fanID: String
    public var modelName: String
    /// The cosine, or the blend of two; with several examples their mean, less half the mean of those that are unlike.
    public var similarity: Double
    public var contributions: Contributions
    /// What the profile of the pair asked with and the match's agree on; null where one of them has none.
    @OrNull public var agreements: [Agreement]?
    /// The turns of both stages that are most alike, best first.
    public var nearestExchanges: [NearExchange]
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
    /// The pair's success rate less that of the pair asked with; null where one has none.
    @OrNull public var pairSuccessRateDifference: Double?
    /// The pair's revenue less that of the pair asked with, USD.
    public var pairRevenueDifference: Double
    /// Rows of the stage.
    public var messageCount: Int
    /// When the stage's last row was written, UTC.
    public var lastMessage: String
    /// When the pair's last row was written, UTC.
    public var pairLastMessage: String

    enum CodingKeys: String, CodingKey {
        case similarity, contributions, agreements, stage, offers, purchases, revenue
        case fanID = "fan_id"
        case modelName = "model_name"
        case successRate = "success_rate"
        case nearestExchanges = "nearest_exchanges"
        case pairSuccessRateDifference = "pair_success_rate_difference"
        case pairRevenueDifference = "pair_revenue_difference"
        case pairLastMessage = "pair_last_message"
        case pairSuccessRate = "pair_success_rate"
        case pairOffers = "pair_offers"
        case pairPurchases = "pair_purchases"
        case pairRevenue = "pair_revenue"
        case messageCount = "message_count"
        case lastMessage = "last_message"
    }

    /// - Parameter asked: what came of the pair asked with.
    init(
        contributions: Contributions, attributes: RecordAttributes, agreements: [Agreement]?,
        nearestExchanges: [NearExchange], against asked: Outcome
    ) {
        fanID = attributes.pair.fanID
        modelName = attributes.pair.modelName
        similarity = rounded(contributions.sum)
        self.contributions = Contributions(
            text: rounded(contributions.text), profile: contributions.profile.map(rounded))
        _agreements = OrNull(wrappedValue: agreements)
        self.nearestExchanges = nearestExchanges
        stage = attributes.count("stage")
        _successRate = OrNull(wrappedValue: attributes.number("success_rate"))
        offers = attributes.count("offers")
        purchases = attributes.count("purchases")
        revenue = attributes.number("revenue") ?? 0
        let pairRate = attributes.number("pair_success_rate")
        _pairSuccessRate = OrNull(wrappedValue: pairRate)
        pairOffers = attributes.count("pair_offers")
        pairPurchases = attributes.count("pair_purchases")
        pairRevenue = attributes.number("pair_revenue") ?? 0
        _pairSuccessRateDifference = OrNull(
            wrappedValue: asked.successRate.flatMap { own in pairRate.map { $0 - own } })
        pairRevenueDifference = pairRevenue - asked.revenue
        messageCount = attributes.count("message_count")
        lastMessage = attributes.moment("last_message").description
        pairLastMessage = attributes.moment("pair_last_message").description
    }
}
