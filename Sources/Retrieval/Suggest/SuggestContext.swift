import RapportCore
import Store

/// What is known of the conversation that the message belongs to.
package struct SuggestContext: Sendable {
    /// What is to be answered.
    package var message: String
    /// What was said before it, and the message itself, in order of time.
    package var messages: [PastedThread.Message]
    /// Who asks.
    package var pair: PairID?
    /// The pair's newest conversation, which is going on.
    package var currentConversationID: String?
    /// Whether the messages were pasted, and are not the stored ones.
    var isPasted = false
    /// Whether a pair was named that the store does not hold.
    var isPairUnknown = false
    /// The stage of the pair's newest row.
    package var stage: Int?
    /// The newest stored rows of the current conversation, in order of time.
    package var recentRows: [Exchange] = []
    /// What the pair unlocked, newest first, USD.
    package var unlockedPrices: [Double] = []
    /// What came of all offers to the pair.
    package var pairOutcome = Outcome()
    /// What the pair's profile says of the fan, in a few words each.
    package var facts: [String] = []

    /// Rows of the pair that are read.
    package static let storedRows = 10
    /// The pair's own purchases that are looked at.
    package static let ownPurchases = 5

    /// - Throws: `RetrievalError.noFanLine`; `StoreError`.
    init(_ request: SuggestRequest, store: RapportStore) throws {
        let thread = PastedThread(parsing: request.text)
        var rows: [StoredRow] = []
        var prices: [Double] = []
        var outcome = Outcome()
        var facts: [String] = []
        if let pair = request.pair, let stored = try store.pair(pair) {
            rows = try store.newestRows(of: stored.pairID, limit: Self.storedRows)
            prices = try store.unlockedPrices(of: stored.pairID, limit: Self.ownPurchases)
            outcome = stored.outcome
            let profile = try store.profiles(ofPairs: [stored.pairID])[stored.pairID]?.profile
            facts = profile?.statements.values.flatMap { $0.map(\.text) } ?? []
        }
        guard let message = thread.map(\.lastFanMessage) ?? Blank.trimmed(request.text) else {
            throw RetrievalError.noFanLine
        }
        self.init(
            message: message, pair: request.pair, rows: rows, unlockedPrices: prices, pairOutcome: outcome)
        self.facts = facts
        // A thread stands for the stored texts, not for what came of them.
        if let thread { messages = thread.messages }
        isPasted = thread != nil
        isPairUnknown = request.pair != nil && rows.isEmpty
    }

    /// - Parameters:
    ///   - rows: the pair's newest rows before the message, in order of time.
    ///   - unlockedPrices: newest first, USD.
    ///   - pairOutcome: of all offers to the pair.
    package init(
        message: String, pair: PairID?, rows: [StoredRow], unlockedPrices: [Double] = [],
        pairOutcome: Outcome = Outcome()
    ) {
        self.message = message
        self.pairOutcome = pairOutcome
        self.pair = pair
        self.unlockedPrices = unlockedPrices
        messages = rows.flatMap(Self.messages) + [PastedThread.Message(.fan, message)]
        stage = rows.last?.stage
        currentConversationID = rows.last?.conversationID
        let currentID = currentConversationID
        recentRows = rows.filter { $0.conversationID == currentID }.map(\.exchange)
    }

    private static func messages(of row: StoredRow) -> [PastedThread.Message] {
        [(PastedThread.Speaker.fan, row.row.fanMessage), (.me, row.row.chatterMessage)].compactMap { speaker, text in
            let text = EmbeddedText.message(text)
            return text.isEmpty ? nil : PastedThread.Message(speaker, text)
        }
    }

    /// What was said before the message, at most `count` messages, in order of time.
    package func before(_ count: Int) -> ArraySlice<PastedThread.Message> {
        let end = messages.lastIndex { $0.speaker == .fan } ?? messages.endIndex
        return messages[..<end].suffix(count)
    }

    /// What he was answered already.
    var sentReplies: [String] { messages.filter { $0.speaker == .me }.map(\.text) }
}

extension SuggestContext: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the texts.
    package var description: String { "SuggestContext(\(messages.count) messages, texts hidden)" }
    package var debugDescription: String { description }
}
