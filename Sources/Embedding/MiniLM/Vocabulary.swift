import Foundation

/// The word pieces of a BERT vocabulary, found by their bytes.
package struct Vocabulary: Sendable {
    /// Number of tokens; ids are 0 to `count - 1`.
    package let count: Int
    package let unknown: Int32
    /// Opens every sequence: `[CLS]`.
    package let start: Int32
    /// Ends every sequence: `[SEP]`.
    package let end: Int32
    /// Tokens that stand for themselves where a text spells them out.
    package let literals: [(bytes: [UInt8], id: Int32)]

    private let words: PieceTable
    private let continuations: PieceTable

    /// Reads `vocab.txt`: one token a line, its id the number of the line.
    ///
    /// - Throws: `ModelError.missing`, `.unreadable` or `.wrongVocabulary`.
    package init(path: String, expectedCount: Int) throws(ModelError) {
        let lines = try MappedFile.open(path).withBytes { bytes in
            bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
        }
        var tokens = lines
        if tokens.last?.isEmpty == true { tokens.removeLast() }
        guard tokens.count == expectedCount else {
            throw .wrongVocabulary(path: path, problem: "\(tokens.count) tokens where there should be \(expectedCount)")
        }
        try self.init(tokens: tokens, path: path)
    }

    /// - Parameter tokens: UTF-8 of each token, in order of id; a leading `##` marks the continuation of a word.
    package init(tokens: [[UInt8]], path: String = "") throws(ModelError) {
        func id(_ name: String) throws(ModelError) -> Int32 {
            guard let id = tokens.firstIndex(of: Array(name.utf8)) else {
                throw .wrongVocabulary(path: path, problem: "no token \(name)")
            }
            return Int32(id)
        }
        count = tokens.count
        unknown = try id("[UNK]")
        start = try id("[CLS]")
        end = try id("[SEP]")
        var literals: [(bytes: [UInt8], id: Int32)] = []
        for name in ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] {
            literals.append((Array(name.utf8), try id(name)))
        }
        self.literals = literals
        var words: [(bytes: ArraySlice<UInt8>, id: Int32)] = []
        var continuations: [(bytes: ArraySlice<UInt8>, id: Int32)] = []
        for (id, token) in tokens.enumerated() where !token.isEmpty {
            words.append((token[...], Int32(id)))
            if token.starts(with: [0x23, 0x23]), token.count > 2 { continuations.append((token[2...], Int32(id))) }
        }
        self.words = PieceTable(words)
        self.continuations = PieceTable(continuations)
    }

    /// Words with more scalars than this are unknown, as in the reference.
    private static let longestWord = 100

    /// Appends the ids of one word: the longest piece that matches, again and again, or `[UNK]` where that fails.
    ///
    /// Source: Hugging Face tokenizers, `models::wordpiece`, greedy longest match first.
    ///
    /// - Complexity: O(bytes × longest piece) at worst, O(bytes) for a word of the vocabulary.
    func appendPieces(of word: UnsafeBufferPointer<UInt8>, to ids: inout [Int32]) {
        let scalars = word.reduce(into: 0) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } }
        guard scalars <= Self.longestWord else {
            ids.append(unknown)
            return
        }
        let mark = ids.count
        var position = 0
        while position < word.count {
            let rest = UnsafeBufferPointer(rebasing: word[position...])
            guard let match = (position == 0 ? words : continuations).longestPrefix(of: rest) else {
                ids.removeSubrange(mark...)
                ids.append(unknown)
                return
            }
            ids.append(match.id)
            position += match.length
        }
    }
}
