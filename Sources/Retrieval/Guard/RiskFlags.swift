import RapportCore
import Store

/// Which guardrails a fan's own messages touch, whichever conversation they stand in: what a chatter should know before
/// the first word.
///
/// The rules are those that look at each message that is answered; here they look at each message by itself, so that a
/// flag says "he wrote this", never "he is this".
public struct RiskFlags: Encodable, Sendable, Equatable {
    /// Rows of a pair that are read, the newest: enough for years of most fans, and for the card to come at once.
    public static let mostRows = 1_000
    /// Messages that are quoted for a flag.
    public static let mostQuotes = 3

    /// One message that touches a guardrail.
    public struct Quote: Encodable, Sendable, Equatable {
        public var rowID: Int64
        public var datetime: Timestamp
        public var text: String

        enum CodingKeys: String, CodingKey {
            case datetime
            case rowID = "row_id"
            case text = "fan_message"
        }

        public func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(rowID, forKey: .rowID)
            try object.encode(datetime.description, forKey: .datetime)
            try object.encode(text, forKey: .text)
        }
    }

    /// One guardrail with the messages that touch it.
    public struct Flag: Encodable, Sendable, Equatable {
        public var guardClass: GuardClass
        /// How many messages touch it.
        public var messages: Int
        /// The newest of them, the newest first.
        public var quotes: [Quote]

        enum CodingKeys: String, CodingKey {
            case severity, advice, messages, quotes
            case guardClass = "class"
        }

        public func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(guardClass, forKey: .guardClass)
            try object.encode(guardClass.severity, forKey: .severity)
            try object.encode(guardClass.advice, forKey: .advice)
            try object.encode(messages, forKey: .messages)
            try object.encode(quotes, forKey: .quotes)
        }
    }

    /// Messages of the fan that were read.
    public private(set) var messagesRead = 0
    /// What matters most first, then in the order of `GuardClass`; empty where no message touches a guardrail.
    public private(set) var flags: [Flag] = []

    enum CodingKeys: String, CodingKey {
        case flags
        case messagesRead = "messages_read"
    }

    /// - Parameter rows: of one pair, in order of time; those without a message of the fan are passed over.
    /// - Complexity: O(length of the messages).
    package init(of rows: [StoredRow], _ messageGuard: MessageGuard = .standard) {
        var found: [GuardClass: Flag] = [:]
        for stored in rows.reversed() where !Blank.isBlank(stored.row.fanMessage) {
            messagesRead += 1
            for touched in messageGuard.classes(in: stored.row.fanMessage) {
                var flag = found[touched] ?? Flag(guardClass: touched, messages: 0, quotes: [])
                flag.messages += 1
                if flag.quotes.count < Self.mostQuotes {
                    flag.quotes.append(
                        Quote(rowID: stored.rowID, datetime: stored.row.datetime, text: stored.row.fanMessage))
                }
                found[touched] = flag
            }
        }
        let severities: [GuardClass.Severity] = [.critical, .high, .medium]
        flags = severities.flatMap { severity in
            GuardClass.allCases.filter { $0.severity == severity }.compactMap { found[$0] }
        }
    }

    /// Those of the messages in a pair's newest rows.
    ///
    /// - Throws: `StoreError`.
    public init(ofPair pairID: Int64, in store: RapportStore) throws {
        self.init(of: try store.newestRows(of: pairID, limit: Self.mostRows))
    }
}

extension RiskFlags: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the texts.
    public var description: String {
        "RiskFlags(\(flags.map(\.guardClass.rawValue)), \(messagesRead) messages, texts hidden)"
    }
    public var debugDescription: String { description }
}
