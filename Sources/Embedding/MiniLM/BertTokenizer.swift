/// The uncased BERT tokenizer, token for token equal to Hugging Face's.
///
/// A special token that a text spells out (`[SEP]`) becomes that token, as in the reference.
package struct BertTokenizer: Sendable {
    package let vocabulary: Vocabulary

    package init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    /// The tokens of a text, without `[CLS]` and `[SEP]` around them.
    ///
    /// - Complexity: O(bytes).
    package func ids(_ text: String) -> [Int32] {
        var ids: [Int32] = []
        var splitter = WordSplitter()
        appendIDs(of: text, to: &ids, splitter: &splitter)
        return ids
    }

    /// As `ids`, between `[CLS]` and `[SEP]`, cut to `window` tokens in all.
    package func sequence(_ text: String, window: Int) -> [Int32] {
        var ids = [vocabulary.start]
        var splitter = WordSplitter()
        appendIDs(of: text, to: &ids, splitter: &splitter)
        if ids.count > window - 1 { ids.removeSubrange((window - 1)...) }
        ids.append(vocabulary.end)
        return ids
    }

    /// The words that pieces are cut from, for comparison with the reference.
    package func words(_ text: String) -> [String] {
        var text = text
        return text.withUTF8 { utf8 in
            var splitter = WordSplitter()
            splitter.split(utf8)
            var start = 0
            return splitter.ends.map { end in
                defer { start = end }
                return String(decoding: splitter.bytes[start..<end], as: UTF8.self)
            }
        }
    }

    func appendIDs(of text: String, to ids: inout [Int32], splitter: inout WordSplitter) {
        var text = text
        text.withUTF8 { utf8 in
            var segment = 0
            var position = 0
            while let bracket = utf8[position...].firstIndex(of: UInt8(ascii: "[")) {
                guard let literal = literal(in: utf8, at: bracket) else {
                    position = bracket + 1
                    continue
                }
                appendPieces(of: UnsafeBufferPointer(rebasing: utf8[segment..<bracket]), to: &ids, splitter: &splitter)
                ids.append(literal.id)
                position = bracket + literal.length
                segment = position
            }
            appendPieces(of: UnsafeBufferPointer(rebasing: utf8[segment...]), to: &ids, splitter: &splitter)
        }
    }

    private func literal(in utf8: UnsafeBufferPointer<UInt8>, at position: Int) -> (id: Int32, length: Int)? {
        for literal in vocabulary.literals where utf8[position...].starts(with: literal.bytes) {
            return (literal.id, literal.bytes.count)
        }
        return nil
    }

    private func appendPieces(
        of utf8: UnsafeBufferPointer<UInt8>, to ids: inout [Int32], splitter: inout WordSplitter
    ) {
        splitter.removeAll()
        splitter.split(utf8)
        splitter.bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for end in splitter.ends {
                vocabulary.appendPieces(of: UnsafeBufferPointer(rebasing: bytes[start..<end]), to: &ids)
                start = end
            }
        }
    }
}
