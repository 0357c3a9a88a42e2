/// Tells which retrieved conversations try to steer the language model: they are left out of what is made from
/// conversations.
enum RetrievedTexts {
    /// Whether neither side's text steers.
    ///
    /// - Complexity: O(length of the texts).
    static func areHarmless(_ exchange: RetrievedExchange, _ messageGuard: MessageGuard = .standard) -> Bool {
        !messageGuard.steers(exchange.row.row.fanMessage) && !messageGuard.steers(exchange.row.row.chatterMessage)
    }

    /// Whether none of the shown rows steers.
    static func areHarmless(_ conversation: NearConversation, _ messageGuard: MessageGuard = .standard) -> Bool {
        !conversation.excerpt.contains { messageGuard.steers($0.fan) || messageGuard.steers($0.chatter) }
    }
}
