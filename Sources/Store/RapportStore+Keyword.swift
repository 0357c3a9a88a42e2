import GRDB
import RapportCore

/// A row that keyword search found.
public struct KeywordHit: Sendable, Hashable {
    public var rowID: Int64
    public var conversationID: String
    /// bm25, larger is better.
    public var score: Double
}

extension RapportStore {
    /// Rows whose texts hold words of `text`, best bm25 first.
    ///
    /// The text is data: each of its words becomes a quoted FTS5 term, joined by OR, so no operator in it acts.
    ///
    /// - Parameter fanMessagesOnly: looks at turns' fan messages alone.
    /// - Complexity: O(rows that hold a word · log limit).
    public func keywordHits(_ text: String, limit: Int, fanMessagesOnly: Bool = false) throws -> [KeywordHit] {
        let words = Self.words(of: text)
        guard !words.isEmpty else { return [] }
        let terms = words.map { "\"\($0)\"" }.joined(separator: " OR ")
        let match = fanMessagesOnly ? "fan_message : (\(terms))" : terms
        return try reading("searching keywords") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT found.rowid, conversation_id, -found.rank FROM
                        (SELECT rowid, rank FROM row_texts WHERE row_texts MATCH ? ORDER BY rank, rowid LIMIT ?) AS found
                    JOIN log_rows ON row_id = found.rowid ORDER BY found.rank, found.rowid
                    """, arguments: [match, limit]
            ).map { try KeywordHit(rowID: $0.value(0), conversationID: $0.value(1), score: $0.value(2)) }
        }
    }

    /// Letters and digits in a row; what FTS5's unicode61 would cut a text into, at most 64 words.
    private static func words(of text: String) -> [String] {
        let words = text.split { !($0.isLetter || $0.isNumber) }.map { $0.lowercased() }
        var seen: Set<String> = []
        return Array(words.filter { seen.insert($0).inserted }.prefix(64))
    }
}
