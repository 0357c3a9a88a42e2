/// Keeps conversations that try to steer the language model out of what is made from conversations.
struct RetrievedTexts {
    /// Those that may be used, in their order.
    let harmless: [RetrievedExchange]
    /// Whether one was left out.
    let hasSteering: Bool

    /// - Parameter shown: conversations of the first exchanges, with more of their rows.
    /// - Complexity: O(length of the texts).
    init(
        _ exchanges: [RetrievedExchange], shown: [NearConversation], _ messageGuard: MessageGuard = .standard
    ) {
        let steering = shown.filter { conversation in
            conversation.excerpt.contains { messageGuard.steers($0.fan) || messageGuard.steers($0.chatter) }
        }
        let refused = Set(steering.map(\.conversationID))
        harmless = exchanges.filter { exchange in
            !refused.contains(exchange.row.conversationID) && !messageGuard.steers(exchange.row.row.fanMessage)
                && !messageGuard.steers(exchange.row.row.chatterMessage)
        }
        hasSteering = harmless.count < exchanges.count
    }
}
