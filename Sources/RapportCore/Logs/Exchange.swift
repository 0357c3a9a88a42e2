/// What segmentation and features need of a row: no text, fixed size, so that a pair's rows are one array.
public struct Exchange: Hashable, Sendable {
    public var datetime: Timestamp
    /// USD; 0 = no offer.
    public var price: Double
    /// USD.
    public var tips: Double
    /// USD.
    public var revenue: Double
    public var purchased: Bool
    /// The fan message is not blank: the row is a turn.
    public var hasFanMessage: Bool
    public var hasChatterMessage: Bool

    public init(
        datetime: Timestamp, price: Double, tips: Double, revenue: Double, purchased: Bool, hasFanMessage: Bool,
        hasChatterMessage: Bool
    ) {
        self.datetime = datetime
        self.price = price
        self.tips = tips
        self.revenue = revenue
        self.purchased = purchased
        self.hasFanMessage = hasFanMessage
        self.hasChatterMessage = hasChatterMessage
    }

    /// A row with `price > 0`.
    public var isOffer: Bool { price > 0 }
    /// An offer that was unlocked.
    public var isPurchase: Bool { isOffer && purchased }
    /// A row with `revenue > 0`: a purchase or a tip.
    public var isSale: Bool { revenue > 0 }
}
