import GRDB
import HNSW
import RapportCore

/// A turn of one stage with the turn of another that is most like it.
public struct NearTurns: Sendable, Equatable {
    public var rowID: Int64
    public var otherRowID: Int64
    /// The cosine.
    public var similarity: Float
}

extension RapportStore {
    /// The turns of a stage that are most like turns of other stages, by their stored vectors: for each other stage up to
    /// `count` pairs of turns, best first, no turn twice.
    ///
    /// A turn of fewer than three words is like any other of its kind and tells nothing; it counts only where a stage has
    /// no longer one. Of each stage its `newest` turns are compared.
    ///
    /// - Complexity: O(stages · `newest`² · dimension).
    /// - Throws: `StoreError.damagedVector`.
    public func nearTurns(
        ofStage recordID: Int64, toStages others: [Int64], generation: Generation, count: Int, newest: Int
    ) throws -> [Int64: [NearTurns]] {
        try reading("comparing turns") { db in
            let own = try Self.tellingTurns(ofStage: recordID, generation, newest: newest, db)
            var nearest: [Int64: [NearTurns]] = [:]
            for other in others {
                let turns = try Self.tellingTurns(ofStage: other, generation, newest: newest, db)
                nearest[other] = Self.nearest(own, turns, count: count)
            }
            return nearest
        }
    }

    private typealias Turn = (rowID: Int64, vector: [Float])

    private static func tellingTurns(
        ofStage recordID: Int64, _ generation: Generation, newest: Int, _ db: Database
    ) throws -> [Turn] {
        let cursor = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT row_id, vector, fan_message FROM stages JOIN log_rows USING (pair_id, stage)
                    JOIN vectors ON vectors.generation_id = ? AND collection = 'turns' AND vector_name = 'text'
                        AND vectors.record_id = row_id
                    JOIN embeddings USING (embedding_id)
                    WHERE stages.record_id = ? ORDER BY datetime DESC, row_id DESC LIMIT ?
                    """), arguments: [generation.id, recordID, newest])
        var turns: [Turn] = []
        var short: [Turn] = []
        while let row = try cursor.next() {
            let rowID: Int64 = try row.value(0)
            guard let vector = try [Float](blobOf: row, at: 1), vector.count == generation.dimension else {
                throw StoreError.damagedVector(collection: .turns, recordID: rowID)
            }
            let message: StoredText = try row.value(2)
            let words = message.string.split(whereSeparator: \.isWhitespace).count
            if words >= 3 { turns.append((rowID, vector)) } else { short.append((rowID, vector)) }
        }
        return turns.isEmpty ? short : turns
    }

    private static func nearest(_ own: [Turn], _ others: [Turn], count: Int) -> [NearTurns] {
        var pairs: [NearTurns] = []
        for turn in own {
            for other in others {
                let similarity = HNSWMetric.innerProduct.similarity(turn.vector, other.vector)
                pairs.append(NearTurns(rowID: turn.rowID, otherRowID: other.rowID, similarity: similarity))
            }
        }
        // Ties by id, so that the same question has the same answer.
        pairs.sort {
            ($1.similarity, $0.rowID, $0.otherRowID) < ($0.similarity, $1.rowID, $1.otherRowID)
        }
        var used: Set<Int64> = []
        var nearest: [NearTurns] = []
        for pair in pairs where !used.contains(pair.rowID) && !used.contains(pair.otherRowID) {
            if nearest.count == count { break }
            used.formUnion([pair.rowID, pair.otherRowID])
            nearest.append(pair)
        }
        return nearest
    }
}
