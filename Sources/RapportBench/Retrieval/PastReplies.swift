import RapportCore
import Retrieval
import Store

/// The answers that the index holds, ready to be compared with what was really sent.
struct PastReplies: Sendable {
    struct Reply: Sendable {
        var text: String
        var trigrams: Trigrams
        var vector: [Float]
    }

    struct Conversation: Sendable {
        var fanID: String
        /// Positions in `replies`.
        var replies: [Int] = []
    }

    private(set) var replies: [Reply] = []
    /// By row number, positions in `replies`.
    private(set) var replyOfRow: [Int64: Int] = [:]
    private(set) var conversations: [String: Conversation] = [:]
    /// Every row with an answer.
    private(set) var rows: [FoundConversation] = []
    /// Every turn, with its message and what was said before it in its conversation, oldest first.
    private(set) var turns: [Turn] = []

    struct Turn: Sendable {
        var place: FoundConversation
        var message: String
        var before: [String]
    }

    /// Messages before a turn that are kept.
    private static let longestBefore = 4

    /// - Complexity: O(rows); every answer is embedded.
    init(_ store: RapportStore, embedder: CachingEmbedder, progress: (Int, Int) -> Void) async throws {
        var texts: [String] = []
        try store.forEachPair { pair, rows in
            addTurns(rows)
            for row in rows {
                conversations[row.conversationID, default: Conversation(fanID: pair.pair.fanID)].fanID = pair.pair.fanID
                let text = ReplyText.cleaned(row.row.chatterMessage)
                guard !text.isEmpty else { continue }
                conversations[row.conversationID]?.replies.append(texts.count)
                replyOfRow[row.rowID] = texts.count
                self.rows.append(FoundConversation(conversationID: row.conversationID, rowID: row.rowID))
                texts.append(text)
            }
        }
        try await embedder.prepare(texts, progress: progress)
        replies = texts.map { Reply(text: $0, trigrams: Trigrams($0), vector: embedder[$0]) }
    }

    /// - Parameter rows: of one pair, in order of time.
    private mutating func addTurns(_ rows: [StoredRow]) {
        var before: [String] = []
        var conversationID = ""
        for row in rows {
            if row.conversationID != conversationID { before = [] }
            conversationID = row.conversationID
            let (message, answer) = (
                EmbeddedText.message(row.row.fanMessage), EmbeddedText.message(row.row.chatterMessage)
            )
            if !message.isEmpty {
                turns.append(
                    Turn(
                        place: FoundConversation(conversationID: conversationID, rowID: row.rowID), message: message,
                        before: before))
            }
            before = Array((before + [message, answer].filter { !$0.isEmpty }).suffix(Self.longestBefore))
        }
    }
}

/// When two replies say the same.
struct Equivalence: Sendable {
    /// Dice of letters' trigrams, at least.
    var dice: Double
    /// Cosine of the embedder's vectors, at least.
    var cosine: Double

    /// Random pairs that the thresholds are taken from.
    static let sample = 400_000

    /// Thresholds that the share `rate` of random pairs of past replies passes, each by itself.
    ///
    /// Replies that many fans got word for word are left out of the sample where they meet themselves.
    init(_ past: PastReplies, falsePositiveRate rate: Double, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var dices: [Double] = []
        var cosines: [Double] = []
        while dices.count < Self.sample, past.replies.count > 1 {
            let left = past.replies[random.below(past.replies.count)]
            let right = past.replies[random.below(past.replies.count)]
            if left.text == right.text { continue }
            dices.append(left.trigrams.similarity(to: right.trigrams))
            cosines.append(Self.cosine(left.vector, right.vector))
        }
        func threshold(_ values: [Double]) -> Double {
            let sorted = values.sorted(by: >)
            return sorted.isEmpty ? 1 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * rate))]
        }
        dice = threshold(dices)
        cosine = threshold(cosines)
    }

    func holds(_ left: PastReplies.Reply, _ right: PastReplies.Reply) -> Bool {
        left.trigrams.similarity(to: right.trigrams) >= dice || Self.cosine(left.vector, right.vector) >= cosine
    }

    static func cosine(_ left: [Float], _ right: [Float]) -> Double {
        var sum: Float = 0
        for index in left.indices { sum += left[index] * right[index] }
        return Double(sum)
    }
}
