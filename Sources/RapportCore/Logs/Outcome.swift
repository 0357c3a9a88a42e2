/// What came of some rows: the figures that a hit shows and filters ask for.
public struct Outcome: Hashable, Sendable, Codable {
    /// Rows with `price > 0`.
    public var offers: Int
    /// Offers that were unlocked.
    public var purchases: Int
    /// USD.
    public var revenue: Double

    public init(offers: Int = 0, purchases: Int = 0, revenue: Double = 0) {
        self.offers = offers
        self.purchases = purchases
        self.revenue = revenue
    }

    public init(of rows: some Sequence<Exchange>) {
        self.init()
        for row in rows {
            offers += row.isOffer ? 1 : 0
            purchases += row.isPurchase ? 1 : 0
            revenue += row.revenue
        }
    }

    /// Purchases ÷ offers; nil, not 0, where nothing was offered.
    public var successRate: Double? { offers > 0 ? Double(purchases) / Double(offers) : nil }
}
