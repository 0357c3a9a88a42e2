import RapportCore
import Store

/// A page of pairs: `GET /v1/fans`.
public struct FanList: Encodable, Sendable {
    private static let list = "fans"

    /// A pair with its figures over all its rows.
    public struct Entry: Encodable, Sendable {
        public var pair: PairID
        /// The latest one.
        public var stage: Int
        public var messageCount: Int
        public var outcome: Outcome
        public var lastAt: Timestamp

        enum CodingKeys: String, CodingKey {
            case stage, offers, purchases, revenue
            case fanID = "fan_id"
            case modelName = "model_name"
            case messageCount = "message_count"
            case successRate = "success_rate"
            case lastAt = "last_at"
        }

        init(_ listed: ListedPair) {
            pair = listed.pair.pair
            stage = listed.stage
            messageCount = listed.pair.messageCount
            outcome = listed.pair.outcome
            lastAt = listed.pair.lastAt
        }

        public func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(pair.fanID, forKey: .fanID)
            try object.encode(pair.modelName, forKey: .modelName)
            try object.encode(stage, forKey: .stage)
            try object.encode(messageCount, forKey: .messageCount)
            try object.encode(outcome, to: (.offers, .purchases, .revenue, .successRate))
            try object.encode(lastAt.description, forKey: .lastAt)
        }
    }

    public var fans: [Entry]
    public var nextCursor: String?

    enum CodingKeys: String, CodingKey {
        case fans
        case nextCursor = "next_cursor"
    }

    /// Pairs in the byte order of fan and model.
    ///
    /// - Parameters:
    ///   - text: what the fan's id holds, whatever its case; nil for all.
    ///   - modelNames: nil for all models.
    /// - Complexity: O(pairs).
    /// - Throws: `PageError`, `StoreError`.
    public init(of store: RapportStore, containing text: String?, modelNames: [String]?, page: Page) throws {
        let key = try page.key(of: Self.list, parts: 2)
        let found = try store.listedPairs(
            containing: text, modelNames: modelNames, after: key.map { PairID(fanID: $0[0], modelName: $0[1]) },
            limit: page.limit + 1)
        let (entries, next) = page.cut(found.map(Entry.init), list: Self.list) { [$0.pair.fanID, $0.pair.modelName] }
        (fans, nextCursor) = (entries, next)
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(fans, forKey: .fans)
        try object.encode(nextCursor, forKey: .nextCursor)
    }
}

extension KeyedEncodingContainer {
    /// The four figures of an outcome; a rate that is not defined is null.
    mutating func encode(
        _ outcome: Outcome, to keys: (offers: Key, purchases: Key, revenue: Key, successRate: Key)
    ) throws {
        try encode(outcome.offers, forKey: keys.offers)
        try encode(outcome.purchases, forKey: keys.purchases)
        try encode(outcome.revenue, forKey: keys.revenue)
        try encode(outcome.successRate, forKey: keys.successRate)
    }
}
