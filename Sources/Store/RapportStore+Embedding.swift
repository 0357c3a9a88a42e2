import Foundation
import GRDB
import RapportCore

/// A record without a vector, with the text that it should get one of.
public struct PendingRecord: Sendable {
    public var recordID: Int64
    public var pairID: Int64
    /// What is embedded, by the templates of `EmbeddedText`.
    public var text: String
    /// Tells whether the record still holds the same rows when its vector comes.
    var fingerprint: Fingerprint

    struct Fingerprint: Sendable, Hashable {
        var firstRowID: Int64
        var lastRowID: Int64
        var messageCount: Int
    }
}

/// A record with its vector.
public struct EmbeddedRecord: Sendable {
    public var record: PendingRecord
    public var contentHash: ContentHash
    /// Unit length; nil where the cache holds it.
    public var vector: [Float]?

    public init(record: PendingRecord, contentHash: ContentHash, vector: [Float]?) {
        self.record = record
        self.contentHash = contentHash
        self.vector = vector
    }
}

extension RapportStore {
    /// How many records of a collection lack a `text` vector.
    public func pendingCount(_ collection: RecordCollection, generation: Generation) throws -> Int {
        try reading("counting what is to be embedded") { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM \(collection.sourceSQL) WHERE \(Self.isPendingSQL)",
                arguments: [generation.id, collection.rawValue]) ?? 0
        }
    }

    /// Up to `limit` records without a `text` vector, by id, after the record `after`.
    public func pending(
        _ collection: RecordCollection, generation: Generation, after: Int64 = .min, limit: Int
    ) throws -> [PendingRecord] {
        try reading("reading what is to be embedded") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT source_id, pair_id, first_row_id, last_row_id, message_count
                    FROM \(collection.sourceSQL) WHERE source_id > ? AND \(Self.isPendingSQL)
                    ORDER BY source_id LIMIT ?
                    """, arguments: [after, generation.id, collection.rawValue, limit])
            return try rows.map { row in
                let recordID: Int64 = try row.value(0)
                let fingerprint = try PendingRecord.Fingerprint(
                    firstRowID: row.value(2), lastRowID: row.value(3), messageCount: row.value(4))
                let text = try Self.text(of: recordID, in: collection, db)
                return try PendingRecord(recordID: recordID, pairID: row.value(1), text: text, fingerprint: fingerprint)
            }
        }
    }

    /// Stores vectors and tells the graphs, in one transaction.
    ///
    /// A record that was cut anew since its text was read is left pending; one that has the vector is left as it is.
    ///
    /// - Returns: how many records got their vector.
    @discardableResult
    public func save(
        _ records: [EmbeddedRecord], collection: RecordCollection, generation: Generation
    ) throws -> Int {
        try writing("storing vectors") { db in
            try Self.save(records, collection: collection, generation: generation, db)
        }
    }

    /// As the other `save`, in the caller's transaction.
    static func save(
        _ records: [EmbeddedRecord], collection: RecordCollection, generation: Generation, _ db: Database
    ) throws -> Int {
        // Only while the record is there: of a person who was forgotten meanwhile no vector may come back.
        let insertEmbedding = try RawStatement(
            db,
            """
            INSERT INTO embeddings (generation_id, content_hash, vector) SELECT ?, ?, ?
            WHERE EXISTS (SELECT 1 FROM \(collection.sourceSQL) WHERE source_id = ?) ON CONFLICT DO NOTHING
            """)
        let insertVector = try RawStatement(
            db,
            """
            INSERT INTO vectors (generation_id, collection, vector_name, record_id, pair_id, embedding_id)
            SELECT ?1, ?2, 'text', source_id, pair_id, embedding_id
            FROM embeddings, \(collection.sourceSQL) WHERE source_id = ?3
            AND first_row_id = ?4 AND last_row_id = ?5 AND message_count = ?6
            AND embeddings.generation_id = ?1 AND content_hash = ?7
            ON CONFLICT DO UPDATE SET embedding_id = excluded.embedding_id
                WHERE embedding_id <> excluded.embedding_id
            """)
        let insertOperation = try RawStatement(
            db,
            """
            INSERT INTO operations (generation_id, collection, vector_name, kind, record_id)
            VALUES (?, ?, 'text', 'upsert', ?)
            """)
        // What is bound stays bound.
        insertEmbedding.bind(1, generation.id)
        for statement in [insertVector, insertOperation] {
            statement.bind(1, generation.id)
            statement.bind(2, collection.rawValue)
        }
        var saved = 0
        for embedded in records {
            if let vector = embedded.vector {
                insertEmbedding.bind(2, blob: embedded.contentHash.bytes)
                insertEmbedding.bind(3, vector: vector)
                insertEmbedding.bind(4, embedded.record.recordID)
                try insertEmbedding.run(db)
            }
            let record = embedded.record
            insertVector.bind(3, record.recordID)
            insertVector.bind(4, record.fingerprint.firstRowID)
            insertVector.bind(5, record.fingerprint.lastRowID)
            insertVector.bind(6, Int64(record.fingerprint.messageCount))
            insertVector.bind(7, blob: embedded.contentHash.bytes)
            try insertVector.run(db)
            guard db.changesCount > 0 else { continue }
            insertOperation.bind(3, record.recordID)
            try insertOperation.run(db)
            if collection == .stages {
                try ProfiledVectors(db: db).join(stage: record.recordID, generation: generation.id)
            }
            saved += 1
        }
        return saved
    }

    /// Takes the generation and the collection as arguments.
    private static let isPendingSQL = """
        NOT EXISTS (SELECT 1 FROM vectors WHERE generation_id = ? AND collection = ? AND vector_name = 'text'
            AND vectors.record_id = source_id)
        """

    /// What is embedded of a record.
    private static func text(of recordID: Int64, in collection: RecordCollection, _ db: Database) throws -> String {
        if collection == .turns {
            let statement = try db.cachedStatement(sql: "SELECT fan_message FROM log_rows WHERE row_id = ?")
            let message = try StoredText.fetchOne(statement, arguments: [recordID])
            return EmbeddedText.turn(fanMessage: message?.string ?? "")
        }
        let statement = try db.cachedStatement(
            sql: """
                SELECT fan_message, chatter_message FROM \(collection.rawValue) AS span
                JOIN log_rows USING (pair_id) WHERE span.record_id = ? AND \(collection.rowsSQL)
                ORDER BY datetime, row_id
                """)
        let rows = try Row.fetchAll(statement, arguments: [recordID])
        return EmbeddedText.transcript(
            try rows.map { row in
                try (fan: (row.value(0) as StoredText).string, chatter: (row.value(1) as StoredText).string)
            })
    }
}

extension ContentHash {
    /// As SQLite binds it.
    var blob: Data { Data(bytes) }
}

extension RecordCollection {
    /// The records of a collection as a table `source (source_id, pair_id, first_row_id, last_row_id, message_count)`.
    var sourceSQL: String {
        switch self {
        case .turns:
            """
            (SELECT row_id AS source_id, pair_id, row_id AS first_row_id, row_id AS last_row_id, 1 AS message_count
            FROM log_rows WHERE is_turn = 1) AS source
            """
        case .conversations, .stages:
            """
            (SELECT record_id AS source_id, pair_id, first_row_id, last_row_id, message_count
            FROM \(rawValue)) AS source
            """
        }
    }

    /// Which rows of `log_rows` belong to a conversation or stage `span` of the same pair.
    var rowsSQL: String {
        switch self {
        case .turns: "log_rows.row_id = span.row_id"
        case .conversations: "log_rows.conversation_id = span.conversation_id"
        case .stages: "log_rows.stage = span.stage"
        }
    }
}
