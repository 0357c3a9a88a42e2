/// The truth behind a synthetic log, for evaluation: who the fans are and where they said so.
public struct SyntheticTruth: Sendable {
    public let fans: [FanTruth]
    public let pairs: [PairTruth]

    package init(fans: [FanTruth], pairs: [PairTruth]) {
        self.fans = fans
        self.pairs = pairs
    }
}

/// A fan as he truly is.
public struct FanTruth: Sendable, Codable {
    public var record = "fan"
    public let fanID: String
    public let kind: String
    public let job: String
    public let hobbies: [String]
    public let place: String
    public let family: String
    public let pet: String
    public let relationship: String
    public let events: [String]
    public let age: Int
    /// Hours to add to UTC.
    public let timezone: Int
    /// What he finds a fair price, USD.
    public let budgetUSD: Double
    /// Above 0: comes back more often than usual.
    public let loyalty: Double

    enum CodingKeys: String, CodingKey {
        case record, kind, job, hobbies, place, family, pet, relationship, events, age, timezone, loyalty
        case fanID = "fan_id"
        case budgetUSD = "budget_usd"
    }
}

/// What is true of a pair. Rows are named by their index in the log's frame.
public struct PairTruth: Sendable, Codable {
    public var record = "pair"
    public let fanID: String
    public let modelName: String
    public let kind: String
    /// How well the two get on; standard normal over pairs.
    public let chemistry: Double
    /// Where the fan gave away something about himself.
    public package(set) var mentions: [Mention]
    /// Rows whose chatter message takes up the fan's words or a known detail.
    public let pickedUp: [Int64]
    /// Rows whose chatter message asks about the topic.
    public let asked: [Int64]
    /// Rows whose chatter message went to many fans.
    public let mass: [Int64]
    /// First row and warmth of each conversation, in order of time.
    public let conversations: [ConversationTruth]

    enum CodingKeys: String, CodingKey {
        case record, kind, chemistry, mentions, asked, mass, conversations
        case fanID = "fan_id"
        case modelName = "model_name"
        case pickedUp = "picked_up"
    }

    public struct Mention: Sendable, Codable {
        public let index: Int64
        /// `job`, `hobby`, `place`, `family`, `pet`, `event`, `age` or `relationship`.
        public let detail: String
        public let value: String
    }

    public struct ConversationTruth: Sendable, Codable {
        public let index: Int64
        /// How well the chatters listened.
        public let warmth: Double
    }
}
