import RapportCore

/// Decides the next step from what came of comparable exchanges and of the pair's own offers.
///
/// The standard values were chosen on the tuning half of `RapportBench retrieval`, which reports what came of them.
package struct NextStepRule: Sendable {
    /// Purchases that an offer rests on, at least.
    package var fewestPurchases = 3
    /// The chance that something offered now is unlocked, at least.
    package var smallestChance = 0.6
    /// What one offer to the pair itself counts, in offers to others.
    package var ownWeight = 3.0
    /// Offers, half of them unlocked, that are added to those counted: few say little.
    package var priorOffers = 4.0
    /// Whether exchanges of the same model alone are comparable, where enough was unlocked there.
    package var prefersModel = true
    /// Offers that he let lie in this conversation before he is left alone.
    package var refusals = 2

    package init() {}

    package static let standard = NextStepRule()

    /// - Parameter exchanges: the candidates, best first.
    /// - Complexity: O(exchanges).
    package func step(_ context: SuggestContext, _ exchanges: [RetrievedExchange], modelName: String?) -> NextStep {
        if Farewell.isIn(context.message) {
            return NextStep(.leave, why: "he says goodbye; answer and let him go")
        }
        let offers = context.recentRows.filter(\.isOffer)
        if offers.count >= refusals, offers.suffix(refusals).allSatisfy({ !$0.isPurchase }) {
            return NextStep(.leave, why: "his last \(refusals) offers in this conversation are not unlocked")
        }
        if let last = context.recentRows.last, last.isOffer, !last.isPurchase {
            return NextStep(.chat, why: "the last offer is still open")
        }
        return offer(context, comparable(exchanges, modelName))
    }

    /// The chance that an offer made now is unlocked: the share of what was unlocked of comparable offers and the pair's
    /// own, with a prior.
    package func chance(_ context: SuggestContext, _ exchanges: [RetrievedExchange], modelName: String?) -> Double {
        chance(context, comparable(exchanges, modelName))
    }

    private func chance(_ context: SuggestContext, _ comparable: ComparableOffers) -> Double {
        let own = context.pairOutcome
        let unlocked = Double(comparable.unlockedPrices.count) + ownWeight * Double(own.purchases) + priorOffers / 2
        return unlocked / (Double(comparable.offers) + ownWeight * Double(own.offers) + priorOffers)
    }

    private func comparable(_ exchanges: [RetrievedExchange], _ modelName: String?) -> ComparableOffers {
        if prefersModel, let modelName {
            let own = ComparableOffers(
                exchanges.filter { $0.row.row.modelName == modelName }, place: " of \(modelName)")
            if own.unlockedPrices.count >= fewestPurchases { return own }
        }
        return ComparableOffers(exchanges, place: "")
    }

    private func offer(_ context: SuggestContext, _ comparable: ComparableOffers) -> NextStep {
        let chance = chance(context, comparable)
        let bought = comparable.unlockedPrices
        var why =
            "\(bought.count) of \(comparable.offers) offers were unlocked after \(comparable.exchanges) comparable exchanges\(comparable.place)"
        if context.pairOutcome.offers > 0 {
            why += ", and \(context.pairOutcome.purchases) of \(context.pairOutcome.offers) of his own"
        }
        guard chance >= smallestChance, bought.count + context.unlockedPrices.count >= fewestPurchases else {
            return NextStep(.chat, why: why)
        }
        let own = context.unlockedPrices
        let prices = own.isEmpty ? bought : own
        let whose = own.isEmpty ? "those \(prices.count) purchases" : "his own last \(prices.count) purchases"
        return NextStep(
            .offer, priceUSD: Self.median(prices), comparablePurchases: prices.count,
            why: "\(why); the price is the median of \(whose)")
    }

    /// The middle one, of two the lower: a price that somebody paid.
    private static func median(_ prices: [Double]) -> Double {
        let sorted = prices.sorted()
        return sorted[(sorted.count - 1) / 2]
    }
}

/// What was offered after exchanges that are comparable to the one at hand.
private struct ComparableOffers {
    var exchanges: Int
    var offers: Int
    /// USD.
    var unlockedPrices: [Double]
    /// Where they lie, for people.
    var place: String

    init(_ exchanges: [RetrievedExchange], place: String) {
        let offers = exchanges.flatMap(\.following.offers)
        self.exchanges = exchanges.count
        self.offers = offers.count
        unlockedPrices = offers.filter(\.isPurchase).map(\.priceUSD)
        self.place = place
    }
}
