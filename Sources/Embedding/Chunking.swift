/// Packs the messages of a text into chunks that fit a model's window.
///
/// Works on token counts alone, so it serves any model: whole messages are packed greedily in order; a message that
/// no chunk can hold is cut at the window, and what is left of it opens the next chunk.
public struct Chunking: Hashable, Sendable {
    /// Tokens that one chunk holds, special tokens of the model not included; at least 1.
    public let capacity: Int

    /// - Precondition: `capacity` is at least 1.
    public init(capacity: Int) {
        precondition(capacity >= 1)
        self.capacity = capacity
    }

    /// Consecutive tokens of one message.
    public struct Piece: Hashable, Sendable {
        /// Position of the message in the text.
        public let message: Int
        /// Which of the message's tokens.
        public let tokens: Range<Int>

        public init(message: Int, tokens: Range<Int>) {
            self.message = message
            self.tokens = tokens
        }
    }

    /// The chunks of a text whose messages have `tokenCounts` tokens, none of them negative.
    ///
    /// - Returns: chunks that are not empty and hold at most `capacity` tokens; together they hold every token once, in
    ///   order. Messages without tokens are left out; a text without tokens has no chunk.
    /// - Complexity: O(messages + chunks).
    public func chunks(tokenCounts: [Int]) -> [[Piece]] {
        var chunks: [[Piece]] = []
        var open: [Piece] = []
        var free = capacity
        for (message, count) in tokenCounts.enumerated() where count > 0 {
            if count > free, !open.isEmpty {
                chunks.append(open)
                open = []
                free = capacity
            }
            var start = 0
            while count - start > free {
                chunks.append([Piece(message: message, tokens: start..<start + free)])
                start += free
            }
            open.append(Piece(message: message, tokens: start..<count))
            free -= count - start
        }
        if !open.isEmpty { chunks.append(open) }
        return chunks
    }
}
