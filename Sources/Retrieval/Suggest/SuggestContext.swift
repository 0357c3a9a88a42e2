import RapportCore
import Store

/// What is known of the conversation that the message belongs to.
struct SuggestContext {
    /// What is to be answered.
    var message: String
    /// What was said before it, and the message itself, in order of time.
    var messages: [PastedThread.Message]
    /// The pair's newest conversation, which is going on.
    var currentConversationID: String?
    /// Whether the messages were pasted, and are not the stored ones.
    let isPasted: Bool
    /// Whether a pair was named that the store does not hold.
    var isPairUnknown = false

    /// Rows of the pair that are read.
    private static let storedRows = 10

    /// - Throws: `RetrievalError.noFanLine`; `StoreError`.
    init(_ request: SuggestRequest, store: RapportStore) throws {
        let thread = PastedThread(parsing: request.text)
        if let thread {
            guard let message = thread.lastFanMessage else { throw RetrievalError.noFanLine }
            self.message = message
        } else {
            message = Blank.trimmed(request.text)
        }
        messages = thread?.messages ?? []
        isPasted = thread != nil
        if let pair = request.pair {
            if let stored = try store.pair(pair) {
                let rows = try store.newestRows(of: stored.pairID, limit: Self.storedRows)
                currentConversationID = rows.last?.conversationID
                if thread == nil { messages = rows.flatMap(Self.messages) }
            } else {
                isPairUnknown = true
            }
        }
        if thread == nil { messages.append(PastedThread.Message(.fan, message)) }
    }

    private static func messages(of row: StoredRow) -> [PastedThread.Message] {
        [(PastedThread.Speaker.fan, row.row.fanMessage), (.me, row.row.chatterMessage)].compactMap { speaker, text in
            let text = EmbeddedText.message(text)
            return text.isEmpty ? nil : PastedThread.Message(speaker, text)
        }
    }

    /// What he was answered already.
    var sentReplies: [String] { messages.filter { $0.speaker == .me }.map(\.text) }
}
