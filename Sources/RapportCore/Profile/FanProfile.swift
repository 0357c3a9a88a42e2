/// What is known of one fan with one model: statements by field, and how he writes.
public struct FanProfile: Sendable, Hashable {
    /// Who made a profile.
    public enum Source: String, Codable, Sendable, CaseIterable {
        case llm
        case rules
    }

    public var source: Source
    /// Only fields with at least one statement.
    public var statements: [ProfileField: [ProfileStatement]]
    /// Counted from the rows, whoever made the rest.
    public var communication: CommunicationPattern

    public init(
        source: Source, statements: [ProfileField: [ProfileStatement]], communication: CommunicationPattern
    ) {
        self.source = source
        self.statements = statements.filter { !$0.value.isEmpty }
        self.communication = communication
    }

    public subscript(field: ProfileField) -> [ProfileStatement] { statements[field] ?? [] }
}

/// How a fan writes: counted, not judged.
public struct CommunicationPattern: Codable, Sendable, Hashable {
    /// Rows with a fan message.
    public var fanMessages: Int
    /// Characters of a fan message.
    public var medianLength: Double
    public var meanLength: Double
    /// Share of fan messages with an emoji, 0 to 1.
    public var emojiRate: Double
    /// Share of fan messages that ask something, 0 to 1.
    public var questionRate: Double
    /// Share of conversations whose first row holds a fan message, 0 to 1.
    public var initiative: Double
    /// Fan messages by hour of the day, UTC, 24 numbers.
    public var messagesByHour: [Int]
    /// Languages that he writes, with their share of messages that could be told, largest first.
    public var languages: [LanguageShare]
    /// Rows that show it, ascending, at most 20: with an emoji, a question, another language.
    public var evidence: [Int64]

    public struct LanguageShare: Codable, Sendable, Hashable {
        /// ISO 639-1, such as `en`.
        public var language: String
        public var share: Double

        public init(language: String, share: Double) {
            self.language = language
            self.share = share
        }
    }

    enum CodingKeys: String, CodingKey {
        case initiative, languages, evidence
        case fanMessages = "fan_messages"
        case medianLength = "median_length"
        case meanLength = "mean_length"
        case emojiRate = "emoji_rate"
        case questionRate = "question_rate"
        case messagesByHour = "messages_by_hour"
    }

    public init(
        fanMessages: Int, medianLength: Double, meanLength: Double, emojiRate: Double, questionRate: Double,
        initiative: Double, messagesByHour: [Int], languages: [LanguageShare], evidence: [Int64]
    ) {
        self.fanMessages = fanMessages
        self.medianLength = medianLength
        self.meanLength = meanLength
        self.emojiRate = emojiRate
        self.questionRate = questionRate
        self.initiative = initiative
        self.messagesByHour = messagesByHour
        self.languages = languages
        self.evidence = evidence
    }
}

extension FanProfile: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides what it says.
    public var description: String { "FanProfile(\(source.rawValue), statements hidden)" }
    public var debugDescription: String { description }
}
