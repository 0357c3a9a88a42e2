import RapportCore

/// What is likely to do good after a reply.
public struct NextStep: Codable, Sendable, Hashable {
    public enum Action: String, Codable, Sendable, CaseIterable {
        /// Go on talking.
        case chat
        /// Offer something.
        case offer
        /// Let him be: no offer, and no message after the reply.
        case leave
    }

    public var action: Action
    /// USD; null without an offer.
    @OrNull public var priceUSD: Double?
    /// Purchases that the price is the median of.
    public var comparablePurchases: Int
    /// In one sentence, from counts; quotes nobody.
    public var why: String

    enum CodingKeys: String, CodingKey {
        case action, why
        case priceUSD = "price_usd"
        case comparablePurchases = "comparable_purchases"
    }

    /// The step where nothing may be sold.
    var withoutSale: NextStep {
        action == .offer ? NextStep(.chat, why: "the guardrails found that nothing should be sold now") : self
    }

    init(_ action: Action, priceUSD: Double? = nil, comparablePurchases: Int = 0, why: String) {
        self.action = action
        _priceUSD = OrNull(wrappedValue: priceUSD)
        self.comparablePurchases = comparablePurchases
        self.why = why
    }
}
