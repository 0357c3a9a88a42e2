/// One row of the logs, an **exchange**: the fan's message came first, the chatter's answers it.
public struct LogRow: Hashable, Sendable {
    public var chatterName: String
    public var modelName: String
    /// Empty where the chatter wrote first, or wrote twice.
    public var fanMessage: String
    public var chatterMessage: String
    /// USD; 0 = no offer.
    public var price: Double
    /// Whether the offer was unlocked.
    public var purchased: Bool
    public var fanID: String
    public var datetime: Timestamp
    /// USD.
    public var tips: Double
    /// USD: `price` if purchased, plus `tips`.
    public var revenue: Double

    public init(
        chatterName: String, modelName: String, fanMessage: String, chatterMessage: String, price: Double,
        purchased: Bool, fanID: String, datetime: Timestamp, tips: Double, revenue: Double
    ) {
        self.chatterName = chatterName
        self.modelName = modelName
        self.fanMessage = fanMessage
        self.chatterMessage = chatterMessage
        self.price = price
        self.purchased = purchased
        self.fanID = fanID
        self.datetime = datetime
        self.tips = tips
        self.revenue = revenue
    }

    public var pair: PairID { PairID(fanID: fanID, modelName: modelName) }
}

extension LogRow: CustomStringConvertible {
    /// Hides both texts: a fan's words do not show up in a log, an error or a crash.
    public var description: String { "LogRow(\(datetime), texts hidden)" }
}

/// The ten columns, in the order of the production files.
public enum LogColumn: String, CaseIterable, Sendable {
    case chatterName = "chatter_name"
    case modelName = "model_name"
    case fanMessage = "fan_message"
    case chatterMessage = "chatter_message"
    case price
    case purchased
    case fanID = "fan_id"
    case datetime
    case tips
    case revenue
}
