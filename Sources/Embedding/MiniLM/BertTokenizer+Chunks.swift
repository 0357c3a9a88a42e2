extension BertTokenizer {
    /// The sequences of a text of any length: cut at line breaks, or inside a line that no sequence can hold, into
    /// sequences of at most `window` tokens, each between `[CLS]` and `[SEP]`.
    ///
    /// - Returns: at least one sequence; a text that fits is one sequence, the same as `sequence` gives.
    /// - Precondition: `window` is at least 3.
    /// - Complexity: O(bytes).
    package func chunks(of text: String, window: Int) -> [[Int32]] {
        var splitter = WordSplitter()
        var ids: [Int32] = []
        var counts: [Int] = []
        // A line break ends a word and settles marks, so the tokens of the lines are the tokens of the text.
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: true) {
            let before = ids.count
            appendIDs(of: String(line), to: &ids, splitter: &splitter)
            counts.append(ids.count - before)
        }
        if ids.count <= window - 2 { return [[vocabulary.start] + ids + [vocabulary.end]] }
        // Pieces are in order and leave no token out, so chunks are consecutive stretches of `ids`.
        var start = 0
        return Chunking(capacity: window - 2).chunks(tokenCounts: counts).map { pieces in
            let end = start + pieces.reduce(0) { $0 + $1.tokens.count }
            defer { start = end }
            return [vocabulary.start] + ids[start..<end] + [vocabulary.end]
        }
    }
}
