import RapportCore

/// What `suggest` knows before its answer is complete.
public enum SuggestEvent: Sendable {
    /// Comes first, before a language model is asked.
    case conversations(SuggestOpening)
    /// Comes once a reply is known; the complete answer has them in their final order.
    case suggestion(Suggestion)
}

/// The part of a `SuggestAnswer` that needs no reply.
public struct SuggestOpening: Codable, Sendable, Hashable {
    public var query: String
    @OrNull public var model: String?
    @OrNull public var pair: String?
    public var conversations: [NearConversation]
    public var guards: [GuardNote]

    init(
        _ message: String, _ request: SuggestRequest, conversations: [NearConversation], guards: [GuardNote]
    ) {
        query = message
        _model = OrNull(wrappedValue: request.conditions.modelName)
        _pair = OrNull(wrappedValue: request.pair?.description)
        self.conversations = conversations
        self.guards = guards
    }
}

extension SuggestOpening: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides all texts.
    public var description: String { "SuggestOpening(\(conversations.count) conversations, texts hidden)" }
    public var debugDescription: String { description }
}
