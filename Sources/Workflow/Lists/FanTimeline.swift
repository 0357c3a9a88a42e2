import RapportCore
import Store

/// A page of a pair's conversations in order of time: `GET /v1/models/{model}/fans/{fan}/conversations`.
public struct FanTimeline: Encodable, Sendable {
    private static let list = "conversations"

    struct Entry: Encodable, Sendable {
        var conversation: TimelineConversation

        enum CodingKeys: String, CodingKey {
            case stages, sales, offers, purchases, revenue
            case conversationID = "conversation_id"
            case startedAt = "started_at"
            case endedAt = "ended_at"
            case messageCount = "message_count"
            case successRate = "success_rate"
        }

        private struct Sale: Encodable {
            var datetime: String
            /// What was unlocked cost this; 0 where nothing was.
            var price: Double
            var tips: Double
            var revenue: Double
        }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            let span = conversation.span
            try object.encode(span.id, forKey: .conversationID)
            try object.encode(span.startedAt.description, forKey: .startedAt)
            try object.encode(span.endedAt.description, forKey: .endedAt)
            try object.encode(span.messageCount, forKey: .messageCount)
            try object.encode(span.outcome, to: (.offers, .purchases, .revenue, .successRate))
            try object.encode(conversation.stages, forKey: .stages)
            try object.encode(
                conversation.sales.map { sale in
                    Sale(
                        datetime: sale.datetime.description, price: sale.purchased ? sale.price : 0, tips: sale.tips,
                        revenue: sale.revenue)
                }, forKey: .sales)
        }
    }

    public var pair: PairID
    var conversations: [Entry]
    public var nextCursor: String?

    enum CodingKeys: String, CodingKey {
        case conversations
        case fanID = "fan_id"
        case modelName = "model_name"
        case nextCursor = "next_cursor"
    }

    /// - Complexity: O(conversations of the pair + rows of the page).
    /// - Throws: `StoreError.unknownPair`, `PageError`.
    public init(of pair: PairID, in store: RapportStore, page: Page) throws {
        guard let stored = try store.pair(pair) else { throw StoreError.unknownPair(pair) }
        let key = try page.key(of: Self.list, parts: 2)
        let after = try key.map { key in
            guard let nanoseconds = Int64(key[0]) else { throw PageError.foreignCursor }
            return (Timestamp(nanoseconds: nanoseconds), key[1])
        }
        let found = try store.timeline(of: stored.pairID, after: after, limit: page.limit + 1)
        let (entries, next) = page.cut(found, list: Self.list) { ["\($0.span.startedAt.nanoseconds)", $0.span.id] }
        self.pair = pair
        conversations = entries.map(Entry.init)
        nextCursor = next
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(pair.fanID, forKey: .fanID)
        try object.encode(pair.modelName, forKey: .modelName)
        try object.encode(conversations, forKey: .conversations)
        try object.encode(nextCursor, forKey: .nextCursor)
    }
}
