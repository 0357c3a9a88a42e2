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

    /// Cuts `texts` into pieces of at most `windowTokens`, in order.
    ///
    /// - Complexity: O(bytes), times log(window) for messages longer than the window.
    package static func pieces(of texts: [String], windowTokens: Int) -> [RemotePiece] {
        texts.enumerated().flatMap { index, text -> [RemotePiece] in
            let parts = Blank.isBlank(text) ? [blankStandIn] : parts(of: text, windowTokens: windowTokens)
            return parts.map { part in
                RemotePiece(
                    textIndex: index, text: part, tokens: TokenEstimate.tokens(in: part), isWhole: parts.count == 1)
            }
        }
    }

    /// Cuts at line breaks, and a line that is too long for the window at the window.
    private static func parts(of text: String, windowTokens: Int) -> [String] {
        if TokenEstimate.tokens(in: text) <= windowTokens { return [text] }
        var parts: [Substring] = []
        var lastTokens = 0
        for line in text.split(whereSeparator: \.isNewline) where !Blank.isBlank(line) {
            // The estimate starts anew at a line break, so the parts' counts add up.
            if let last = parts.last {
                let joinedTokens = lastTokens + TokenEstimate.tokens(in: text[last.endIndex..<line.endIndex])
                if joinedTokens <= windowTokens {
                    parts[parts.count - 1] = text[last.startIndex..<line.endIndex]
                    lastTokens = joinedTokens
                    continue
                }
            }
            parts.append(contentsOf: cut(line, windowTokens: windowTokens))
            lastTokens = parts.last.map { TokenEstimate.tokens(in: $0) } ?? 0
        }
        return parts.map(String.init)
    }

    private static func cut(_ line: Substring, windowTokens: Int) -> [Substring] {
        var parts: [Substring] = []
        var rest = line
        while TokenEstimate.tokens(in: rest) > windowTokens {
            let head = rest[..<cutIndex(rest, windowTokens: windowTokens)]
            if !Blank.isBlank(head) { parts.append(head) }
            rest = rest[head.endIndex...]
        }
        if !Blank.isBlank(rest) { parts.append(rest) }
        return parts
    }

    /// The end of the longest prefix that fits.
    ///
    /// Cuts between scalars, since a single character may be of any length. The estimate gives no token more than six
    /// bytes, so a prefix that fits is never longer than six times the window.
    private static func cutIndex(_ text: Substring, windowTokens: Int) -> Substring.Index {
        let scalars = text.unicodeScalars
        let indices = Array(scalars.prefix(6 * windowTokens + 6).indices)
        var low = 1
        var high = indices.count
        while low < high {
            let middle = (low + high + 1) / 2
            let end = middle < indices.count ? indices[middle] : scalars.index(after: indices[middle - 1])
            if TokenEstimate.tokens(in: text[..<end]) <= windowTokens { low = middle } else { high = middle - 1 }
        }
        return low < indices.count ? indices[low] : scalars.index(after: indices[low - 1])
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
