import RapportCore
import Store

/// Records of a collection in the order of bm25, as far as they were asked for.
struct KeywordRanking {
    struct Entry {
        var recordID: Int64
        /// bm25 of its best row.
        var score: Double
        /// The row that holds the words.
        var rowID: Int64
    }

    var entries: [Entry] = []
    /// Records that were looked at and lack only a success rate.
    var withoutRate = 0
    /// Whether the search ended for its depth and not for want of rows.
    var isCut = false
    private var seenRows: Set<Int64> = []
    private var seenRecords: Set<Int64> = []

    /// Rows that a search looks at, at most. A filter that nearly nothing satisfies, with words that nearly every row
    /// holds, would otherwise read the whole store.
    static let depthLimit = 100_000

    /// Looks deeper and deeper until `k` records satisfy the conditions or there are no more.
    ///
    /// - Complexity: O(d log d) for the d rows that are looked at; each step goes eight times as deep.
    init(_ request: SearchRequest, k: Int, store: RapportStore) throws {
        var depth = max(64, 4 * k)
        while true {
            let hits = try store.keywordHits(request.text, limit: depth, fanMessagesOnly: request.collection == .turns)
            try take(hits.filter { seenRows.insert($0.rowID).inserted }, request, store)
            if entries.count >= k || hits.count < depth { break }
            isCut = depth >= Self.depthLimit
            if isCut { break }
            depth = min(depth * 8, Self.depthLimit)
        }
        entries.removeSubrange(min(k, entries.count)...)
    }

    private mutating func take(_ hits: [KeywordHit], _ request: SearchRequest, _ store: RapportStore) throws {
        let recordOfRow = try Self.records(of: hits, in: request.collection, store)
        let fresh = hits.compactMap { hit in
            recordOfRow[hit.rowID].flatMap { record in
                seenRecords.insert(record).inserted
                    ? Entry(recordID: record, score: hit.score, rowID: hit.rowID) : nil
            }
        }
        let attributes = try store.attributes(of: fresh.map(\.recordID), in: request.collection)
        let all = request.conditions.all()
        let withoutRate = request.conditions.withoutRate()
        let hasMinimum = request.conditions.minimumSuccessRate != nil
        for entry in fresh {
            guard let values = attributes[entry.recordID].map(RecordAttributes.init) else { continue }
            if values.satisfies(all) {
                entries.append(entry)
            } else if hasMinimum, values.satisfies(withoutRate) {
                self.withoutRate += 1
            }
        }
    }

    private static func records(
        of hits: [KeywordHit], in collection: RecordCollection, _ store: RapportStore
    ) throws -> [Int64: Int64] {
        switch collection {
        case .turns: return Dictionary(uniqueKeysWithValues: hits.map { ($0.rowID, $0.rowID) })
        case .conversations:
            return Dictionary(
                uniqueKeysWithValues: hits.compactMap { hit in
                    ContentHash.recordID(hex: hit.conversationID).map { (hit.rowID, $0) }
                })
        case .stages:
            return try store.attributes(of: hits.map(\.rowID), in: .turns).compactMapValues { values in
                let row = RecordAttributes(values: values)
                return Stage(rawValue: row.count("stage")).map { StableID.stage(row.pair, $0) }
            }
        }
    }
}
