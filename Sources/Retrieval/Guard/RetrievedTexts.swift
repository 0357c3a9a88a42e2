/// Keeps conversations that try to steer the language model out of what is made from conversations.
struct RetrievedTexts {
    private let messageGuard: MessageGuard
    /// Whether one was found.
    private(set) var hasSteering = false

    init(_ messageGuard: MessageGuard = .standard) { self.messageGuard = messageGuard }

    /// Those in which neither side's text steers.
    ///
    /// - Complexity: O(length of the texts).
    mutating func harmless(_ exchanges: [RetrievedExchange]) -> [RetrievedExchange] {
        let kept = exchanges.filter { exchange in
            !messageGuard.steers(exchange.row.row.fanMessage) && !messageGuard.steers(exchange.row.row.chatterMessage)
        }
        hasSteering = hasSteering || kept.count < exchanges.count
        return kept
    }

    /// Those of whose shown rows none steers.
    mutating func harmless(_ conversations: [NearConversation]) -> [NearConversation] {
        let kept = conversations.filter { conversation in
            !conversation.excerpt.contains { messageGuard.steers($0.fan) || messageGuard.steers($0.chatter) }
        }
        hasSteering = hasSteering || kept.count < conversations.count
        return kept
    }
}
