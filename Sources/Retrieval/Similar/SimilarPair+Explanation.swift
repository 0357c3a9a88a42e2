import RapportCore

extension SimilarPair {
    /// What makes up the similarity: their sum is it.
    public struct Contributions: Codable, Sendable, Hashable {
        /// (1 − v) times the cosine of the texts.
        public var text: Double
        /// v times the cosine of the profiles; null with the method `text`.
        @OrNull public var profile: Double?

        init(text: Double, profile: Double?) {
            self.text = text
            _profile = OrNull(wrappedValue: profile)
        }

        var sum: Double { text + (profile ?? 0) }
    }

    /// Something in which both profiles agree.
    public struct Agreement: Codable, Sendable, Hashable {
        /// As `schemas/profile.schema.json` names it.
        public var field: String
        /// What both state, in the words of the pair asked with; null for numbers.
        @OrNull public var statement: String?
        /// The number of the pair asked with; null for statements. Of `messages_by_hour` the busiest hour, UTC.
        @OrNull public var asked: Double?
        /// The match's number.
        @OrNull public var match: Double?

        init(field: String, statement: String?, asked: Double?, match: Double?) {
            self.field = field
            _statement = OrNull(wrappedValue: statement)
            _asked = OrNull(wrappedValue: asked)
            _match = OrNull(wrappedValue: match)
        }
    }

    /// A turn of the pair asked with and the turn of the match that is most like it.
    public struct NearExchange: Codable, Sendable, Hashable {
        /// The cosine of the two fan messages.
        public var similarity: Double
        /// Texts of at most `SimilarPair.excerptCharacters`.
        public var asked: ExchangeText
        public var match: ExchangeText
    }

    /// Longer texts are cut here, with an ellipsis.
    static let excerptCharacters = 160
}

extension SimilarPair.Agreement: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides what it says of a person.
    public var description: String { "Agreement(\(field), statement hidden)" }
    public var debugDescription: String { description }
}

/// What came of the pair that was asked with, and of the stage that asked; matches are compared with it.
public struct AskedFigures: Codable, Sendable, Hashable {
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

    enum CodingKeys: String, CodingKey {
        case offers, purchases, revenue
        case successRate = "success_rate"
        case pairSuccessRate = "pair_success_rate"
        case pairOffers = "pair_offers"
        case pairPurchases = "pair_purchases"
        case pairRevenue = "pair_revenue"
    }

    init(stage: Outcome, pair: Outcome) {
        _successRate = OrNull(wrappedValue: stage.successRate)
        (offers, purchases, revenue) = (stage.offers, stage.purchases, stage.revenue)
        _pairSuccessRate = OrNull(wrappedValue: pair.successRate)
        (pairOffers, pairPurchases, pairRevenue) = (pair.offers, pair.purchases, pair.revenue)
    }
}
