import RapportCore

/// Why a fan spends, as far as his purchases, tips and words show it.
struct Motives {
    private let entries: [PairHistory.Entry]
    private let messages: [FanMessage]

    init(_ history: PairHistory, _ messages: [FanMessage]) {
        entries = history.entries
        self.messages = messages
    }

    var statements: [ProfileStatement] { fromPurchases + fromTips + fromWords }

    private var offers: [PairHistory.Entry] { entries.filter { $0.row.price > 0 } }
    private var purchases: [PairHistory.Entry] { offers.filter(\.row.purchased) }
    private var refusals: [PairHistory.Entry] { offers.filter { !$0.row.purchased } }

    /// From what he unlocked and what he left:
    /// - most offers: at least 3 offers, 60% of them unlocked;
    /// - the cheap ones: at least 2 purchases and 2 refusals, and no purchase cost as much as the cheapest refusal;
    /// - the dear ones: at least 2 purchases of 50 USD and more;
    /// - after a talk: at least 2 purchases, and before two thirds of them he wrote 5 messages in that conversation.
    private var fromPurchases: [ProfileStatement] {
        let bought = purchases
        var found: [ProfileStatement] = []
        if offers.count >= 3, Double(bought.count) >= 0.6 * Double(offers.count) {
            found.append(statement("unlocks most of what is offered", bought))
        }
        let dearestBought = bought.map(\.row.price).max() ?? 0
        let cheapestRefused = refusals.map(\.row.price).min() ?? 0
        if bought.count >= 2, refusals.count >= 2, dearestBought < cheapestRefused {
            found.append(statement("buys when the price is low", bought))
        }
        let dear = bought.filter { $0.row.price >= 50 }
        if dear.count >= 2 { found.append(statement("pays for dear content, 50 USD and more", dear)) }
        let afterTalk = bought.filter { messagesBefore($0) >= 5 }
        if bought.count >= 2, afterTalk.count * 3 >= bought.count * 2 {
            found.append(statement("buys after a good talk", afterTalk))
        }
        return found
    }

    /// Tips without an offer: at least 2.
    private var fromTips: [ProfileStatement] {
        let tips = entries.filter { $0.row.tips > 0 && $0.row.price == 0 }
        return tips.count >= 2 ? [statement("tips without being asked", tips)] : []
    }

    /// What he says of spending, see `Signal`.
    private var fromWords: [ProfileStatement] {
        Self.words.compactMap { signal in
            let shown = messages.filter(signal.shows)
            guard shown.count >= signal.leastMessages else { return nil }
            return Behaviour.statement(signal.text, shown.map(\.rowID))
        }
    }

    private func messagesBefore(_ offer: PairHistory.Entry) -> Int {
        entries.prefix { $0.rowID != offer.rowID }
            .count { $0.conversationID == offer.conversationID && !Blank.isBlank($0.row.fanMessage) }
    }

    private func statement(_ text: String, _ entries: [PairHistory.Entry]) -> ProfileStatement {
        Behaviour.statement(text, entries.map(\.rowID))
    }

    private static let words: [Signal] = [
        Signal(
            .purchaseMotivations, "wants content made for him",
            [
                "custom|personalized|personalised", "say|saying|said my name",
                "make|record|film|do me|one a|for just|video|something|me",
                "just for me", "special request", "video for me",
            ], least: 2),
        Signal(
            .purchaseMotivations, "asks for content himself",
            [
                "send|show|sending me|some|more|another",
                "any|got|have new|more|any pics|pictures|photos|videos|content|pic|video|vids|stuff",
                "can|could|may i see|get|have|buy|unlock", "new|more pics|pictures|photos|videos|vids|content|set",
            ], least: 2),
        Signal(
            .purchaseMotivations, "watches the price",
            [
                "too much|expensive|pricey|steep", "expensive|pricey|discount|cheaper|afford|overpriced",
                "broke|budget|payday|paycheck",
                "how much", "lower the|price", "any deal|deals|sale|discount", "out of money",
            ], least: 2),
        Signal(
            .purchaseMotivations, "likes to spoil her",
            [
                "spoil you", "treat you|yourself", "buy you|yourself", "for you $", "gift|present for|you",
                "a tip|little something for|to",
                "take care of you", "support you", "you deserve",
            ], least: 2),
        Signal(
            .purchaseMotivations, "is curious about what is inside",
            [
                "whats|what in|inside|is|s it|that|this|the|there|in", "what do|would i get|see",
                "whats it|that|this about|like", "how long is",
                "worth it", "a preview|hint|peek|teaser", "is it good|hot|new|long|worth",
            ], least: 2),
    ]
}
