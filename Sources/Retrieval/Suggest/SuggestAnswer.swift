import RapportCore
import Store

/// What `suggest --json` prints: `schemas/suggest.schema.json`.
public struct SuggestAnswer: Codable, Sendable, Hashable {
    /// The message that is answered: the whole text, or the thread's last line of the fan.
    public var query: String
    /// The model that the search was restricted to.
    @OrNull public var model: String?
    /// The asking pair, `FAN@MODEL`.
    @OrNull public var pair: String?
    /// At most five, best first, no two the same: the nearest, save that those whose answers others gave too come first.
    public var conversations: [NearConversation]
    /// At most three.
    public var suggestions: [Suggestion]
    /// Turns that the rest of the request admits and the minimum success rate dropped because they have no rate.
    public var droppedWithoutSuccessRate: Int
    /// What a reader should know: `few_matches`, `no_success_rate`, `few_suggestions`, `unknown_fan`,
    /// `llm_failed: …`, `llm_rejected: …`, `guard: …` for each of `guards`.
    public var flags: [String]
    /// What the messages hold that must not be answered as usual, and what to do then.
    public var guards: [GuardNote]
    public var plan: String
    public var provider: Provider

    enum CodingKeys: String, CodingKey {
        case query, model, pair, conversations, suggestions, flags, guards, plan, provider
        case droppedWithoutSuccessRate = "dropped_without_success_rate"
    }

    /// Who did the work.
    public struct Provider: Codable, Sendable, Hashable {
        /// `Embedder.identifier`.
        public var embedder: String
        /// `ChatModel.identifier`; null without one.
        @OrNull public var llm: String?

        init(embedder: String, llm: String?) {
            self.embedder = embedder
            _llm = OrNull(wrappedValue: llm)
        }
    }
}

/// A past conversation in which a fan said something like the message. Figures are its own; `pair…` the pair's.
public struct NearConversation: Codable, Sendable, Hashable {
    public var conversationID: String
    public var fanID: String
    public var modelName: String
    /// The cosine of the message and the turn that is like it.
    public var similarity: Double
    @OrNull public var successRate: Double?
    public var offers: Int
    public var purchases: Int
    /// USD.
    public var revenue: Double
    /// USD from that turn to the conversation's end.
    public var revenueAfter: Double
    @OrNull public var pairSuccessRate: Double?
    /// USD.
    public var pairRevenue: Double
    /// Stage of the turn.
    public var stage: Int
    /// When the turn was written, UTC: which row of the excerpt it is.
    public var matchedAt: String
    /// Rows around the turn.
    public var excerpt: [ExchangeText]

    enum CodingKeys: String, CodingKey {
        case similarity, offers, purchases, revenue, stage, excerpt
        case conversationID = "conversation_id"
        case fanID = "fan_id"
        case modelName = "model_name"
        case successRate = "success_rate"
        case revenueAfter = "revenue_after"
        case pairSuccessRate = "pair_success_rate"
        case pairRevenue = "pair_revenue"
        case matchedAt = "matched_at"
    }

    init(_ exchange: RetrievedExchange, excerpt: [ExchangeText]) {
        let attributes = exchange.attributes
        conversationID = exchange.row.conversationID
        fanID = attributes.pair.fanID
        modelName = attributes.pair.modelName
        similarity = rounded(exchange.similarity)
        _successRate = OrNull(wrappedValue: attributes.number("success_rate"))
        offers = attributes.count("offers")
        purchases = attributes.count("purchases")
        revenue = attributes.number("revenue") ?? 0
        revenueAfter = exchange.following.revenue
        _pairSuccessRate = OrNull(wrappedValue: attributes.number("pair_success_rate"))
        pairRevenue = attributes.number("pair_revenue") ?? 0
        stage = exchange.row.stage
        matchedAt = exchange.row.row.datetime.description
        self.excerpt = excerpt
    }
}

/// A reply that the chatter may send.
public struct Suggestion: Codable, Sendable, Hashable {
    public enum Source: String, Codable, Sendable {
        /// Written by the language model.
        case llm
        /// A chatter's own reply in a retrieved conversation.
        case retrieved
    }

    /// 16 hex digits by which feedback names it; another one each time that it is suggested.
    public var suggestionID = ""
    /// Ready to send.
    public var text: String
    public var source: Source
    /// In one sentence, from figures; quotes nobody.
    public var why: String
    /// Ids of the conversations it rests on.
    public var basedOn: [String]
    /// What is likely to do good after it.
    public var nextStep: NextStep
    /// The chance that the creator's own chatter would have said so, above 0 and below 1; null for what a language
    /// model wrote, for which it was not measured.
    @OrNull public var confidence: Double?

    enum CodingKeys: String, CodingKey {
        case text, source, why, confidence
        case suggestionID = "suggestion_id"
        case basedOn = "based_on"
        case nextStep = "next_step"
    }

    init(
        text: String, source: Source, why: String, basedOn: [String], nextStep: NextStep, confidence: Double?
    ) {
        self.text = text
        self.source = source
        self.why = why
        self.basedOn = basedOn
        self.nextStep = nextStep
        _confidence = OrNull(wrappedValue: confidence)
    }
}

extension SuggestAnswer: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides all texts.
    public var description: String {
        "SuggestAnswer(\(conversations.count) conversations, \(suggestions.count) suggestions, texts hidden)"
    }
    public var debugDescription: String { description }
}

extension Suggestion: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the text.
    public var description: String { "Suggestion(\(source.rawValue), text hidden)" }
    public var debugDescription: String { description }
}
