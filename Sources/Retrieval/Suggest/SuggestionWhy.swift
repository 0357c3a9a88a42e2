import Foundation

extension Suggestion {
    /// A chatter's own reply.
    ///
    /// - Parameter exchanges: all that were found.
    init(_ candidate: ReplyCandidate, among exchanges: [RetrievedExchange], nextStep: NextStep) {
        self.init(
            text: candidate.text, source: .retrieved, why: Self.why(candidate, among: exchanges),
            basedOn: [candidate.exchange.row.conversationID], nextStep: nextStep,
            confidence: (candidate.confidence * 1e4).rounded() / 1e4)
    }

    /// Two answers that are this much alike say something alike.
    private static let alike = 0.5

    private static func why(_ candidate: ReplyCandidate, among exchanges: [RetrievedExchange]) -> String {
        let exchange = candidate.exchange
        let alike = exchanges.count { other in
            other.row.rowID != exchange.row.rowID
                && other.replyTrigrams.similarity(to: exchange.replyTrigrams) >= Self.alike
        }
        var parts = [
            "sent by a chatter of \(exchange.row.row.modelName) to a message with similarity "
                + number(Double(exchange.similarity)),
            outcome(exchange),
        ]
        if alike > 0 { parts.append("\(alike) more of the \(exchanges.count) nearest exchanges got an answer like it") }
        return parts.joined(separator: "; ")
    }

    private static func outcome(_ exchange: RetrievedExchange) -> String {
        let offers = exchange.following.offers
        let unlocked = offers.count(where: \.isPurchase)
        if exchange.following.revenue > 0 {
            return String(
                format: "%.2f USD followed in that conversation (%d of %d offers unlocked)",
                exchange.following.revenue, unlocked, offers.count)
        }
        return offers.isEmpty
            ? "nothing was offered after it" : "\(offers.count) offered after it, nothing unlocked"
    }

    /// What a language model wrote after `exchanges`.
    static func why(_ exchanges: [RetrievedExchange]) -> String {
        let sold = exchanges.count { $0.following.revenue > 0 }
        let nearest = exchanges.map(\.similarity).max() ?? 0
        return "written after \(exchanges.count) past exchanges with similarity up to \(number(Double(nearest))); "
            + "a sale followed \(sold) of them"
    }

    private static func number(_ value: Double) -> String { String(format: "%.2f", value) }
}
