import ProviderHTTP
import RapportCore

/// A text, or a part of one, that fits the provider's window.
package struct RemotePiece: Sendable, Equatable {
    /// Which of the caller's texts it is of.
    package var textIndex: Int
    package var text: String
    /// Estimated.
    package var tokens: Int
    /// Whether it is the whole of its text.
    package var isWhole: Bool

    package init(textIndex: Int, text: String, tokens: Int, isWhole: Bool) {
        self.textIndex = textIndex
        self.text = text
        self.tokens = tokens
        self.isWhole = isWhole
    }

    /// What is sent for a text without anything but white space, which providers refuse.
    package static let blankStandIn = "."

    /// The least window that can be cut to: see `parts`.
    static let leastWindow = 5

    /// Cuts `texts` into pieces of at most `windowTokens`, in order.
    ///
    /// - Precondition: `windowTokens` is at least `leastWindow`.
    /// - Complexity: O(bytes), and once more for each part of a message longer than the window.
    package static func pieces(of texts: [String], windowTokens: Int) -> [RemotePiece] {
        texts.enumerated().flatMap { index, text -> [RemotePiece] in
            let parts = Blank.isBlank(text) ? [blankStandIn] : parts(of: text, windowTokens: windowTokens)
            return parts.map { part in
                RemotePiece(
                    textIndex: index, text: part, tokens: TokenEstimate.tokens(in: part), isWhole: parts.count == 1)
            }
        }
    }

    private static func parts(of text: String, windowTokens: Int) -> [String] {
        if TokenEstimate.tokens(in: text) <= windowTokens { return [text] }
        let messages = text.split(whereSeparator: \.isNewline).filter { !Blank.isBlank($0) }
        // Each message is followed by a line break, which counts one.
        let counts = messages.map { TokenEstimate.tokens(in: $0) + 1 }
        // A message that is cut may be cut three tokens early, where a scalar of four begins, and a word that is cut
        // counts one more in two parts than in one.
        let chunks = Chunking(capacity: windowTokens - 4).chunks(tokenCounts: counts)
        return chunks.compactMap { pieces in
            let lines = pieces.map { piece in
                let message = messages[piece.message]
                let start = boundary(in: message, at: piece.tokens.lowerBound, of: counts[piece.message])
                return message[start..<boundary(in: message, at: piece.tokens.upperBound, of: counts[piece.message])]
            }
            let part = lines.filter { !Blank.isBlank($0) }.joined(separator: "\n")
            return part.isEmpty ? nil : part
        }
    }

    private static func boundary(in message: Substring, at token: Int, of count: Int) -> Substring.Index {
        switch token {
        case 0: message.startIndex
        case count: message.endIndex
        default: TokenEstimate.prefixEnd(of: message, tokens: token)
        }
    }
}

/// How pieces are spread over requests.
package enum RemoteBatch {
    /// Consecutive, not empty ranges that cover all pieces, each with at most `maxCount` pieces and, unless it holds a
    /// single piece, at most `maxTokens`.
    package static func batches(of pieces: [RemotePiece], maxCount: Int, maxTokens: Int) -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var start = 0
        var tokens = 0
        for (index, piece) in pieces.enumerated() {
            if index > start && (index - start == maxCount || tokens + piece.tokens > maxTokens) {
                batches.append(start..<index)
                start = index
                tokens = 0
            }
            tokens += piece.tokens
        }
        if start < pieces.count { batches.append(start..<pieces.count) }
        return batches
    }
}
