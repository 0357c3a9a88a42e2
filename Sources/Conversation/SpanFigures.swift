import RapportCore

/// The figures of consecutive rows of one pair: what a conversation and a stage have in common.
public struct SpanFigures: Hashable, Sendable {
    public var startedAt: Timestamp
    public var endedAt: Timestamp
    /// Rows.
    public var messageCount = 0
    /// Fan messages that are not blank.
    public var fanMessageCount = 0
    /// Chatter messages that are not blank.
    public var chatterMessageCount = 0
    /// USD, tips included.
    public var totalRevenue = 0.0
    /// USD.
    public var tipRevenue = 0.0
    /// Rows with `price > 0`.
    public var offerCount = 0
    /// Offers that were unlocked.
    public var purchaseCount = 0
    /// The first purchase; nil where there was none.
    public var firstPurchase: Purchase?
    /// The last purchase, which may be the first.
    public var lastPurchase: Purchase?

    /// Where and when something was bought.
    public struct Purchase: Hashable, Sendable {
        /// Rows of the span before it.
        public var rowsBefore: Int
        public var datetime: Timestamp
    }

    /// - Parameter rows: in order of time.
    /// - Returns: nil for no rows.
    /// - Complexity: O(rows).
    public init?(of rows: some Collection<Exchange>) {
        guard let first = rows.first else { return nil }
        startedAt = first.datetime
        endedAt = first.datetime
        for row in rows { add(row) }
    }

    private mutating func add(_ row: Exchange) {
        endedAt = row.datetime
        fanMessageCount += row.hasFanMessage ? 1 : 0
        chatterMessageCount += row.hasChatterMessage ? 1 : 0
        totalRevenue += row.revenue
        tipRevenue += row.tips
        offerCount += row.isOffer ? 1 : 0
        if row.isPurchase {
            purchaseCount += 1
            let purchase = Purchase(rowsBefore: messageCount, datetime: row.datetime)
            firstPurchase = firstPurchase ?? purchase
            lastPurchase = purchase
        }
        messageCount += 1
    }

    /// From the first row to the last.
    public var durationHours: Double { endedAt.hours(since: startedAt) }

    /// Purchases ÷ rows.
    public var purchaseRate: Double { Double(purchaseCount) / Double(messageCount) }

    /// Purchases ÷ offers; nil, not 0, where nothing was offered.
    public var successRate: Double? { outcome.successRate }

    /// The figures that hits and filters speak of.
    public var outcome: Outcome { Outcome(offers: offerCount, purchases: purchaseCount, revenue: totalRevenue) }
}
