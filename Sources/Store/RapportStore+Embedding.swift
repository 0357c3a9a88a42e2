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
        let statements = try EmbeddingStatements(collection: collection, generation: generation, db)
        var saved = 0
        for embedded in records where try statements.save(embedded, db) {
            if collection == .stages {
                try ProfiledVectors(db: db).join(stage: embedded.record.recordID, generation: generation.id)
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

/// What gives a record its vector, prepared for many of them.
private struct EmbeddingStatements {
    private let findRecord: RawStatement
    private let insertEmbedding: RawStatement
    private let findEmbedding: RawStatement
    private let insertVector: RawStatement
    private let insertOperation: RawStatement

    init(collection: RecordCollection, generation: Generation, _ db: Database) throws {
        findRecord = try RawStatement(
            db,
            """
            SELECT pair_id, first_row_id, last_row_id, message_count FROM \(collection.sourceSQL) WHERE source_id = ?
            """)
        insertEmbedding = try RawStatement(
            db,
            """
            INSERT INTO embeddings (generation_id, content_hash, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
            """)
        findEmbedding = try RawStatement(
            db, "SELECT embedding_id FROM embeddings WHERE generation_id = ? AND content_hash = ?")
        insertVector = try RawStatement(
            db,
            """
            INSERT INTO vectors (generation_id, collection, vector_name, record_id, pair_id, embedding_id)
            VALUES (?, ?, 'text', ?, ?, ?)
            ON CONFLICT DO UPDATE SET embedding_id = excluded.embedding_id
                WHERE embedding_id <> excluded.embedding_id
            """)
        insertOperation = try RawStatement(
            db,
            """
            INSERT INTO operations (generation_id, collection, vector_name, kind, record_id)
            VALUES (?, ?, 'text', 'upsert', ?)
            """)
        // What is bound stays bound.
        for statement in [insertEmbedding, findEmbedding, insertVector, insertOperation] {
            statement.bind(1, generation.id)
        }
        for statement in [insertVector, insertOperation] { statement.bind(2, collection.rawValue) }
    }

    /// - Returns: whether the record got a vector that it did not have.
    func save(_ embedded: EmbeddedRecord, _ db: Database) throws -> Bool {
        let record = embedded.record
        findRecord.bind(1, record.recordID)
        // Only while the record is there: of a person who was forgotten meanwhile no vector may come back.
        let found = try findRecord.first(db) { row in
            (
                pairID: row.int(0),
                fingerprint: PendingRecord.Fingerprint(
                    firstRowID: row.int(1), lastRowID: row.int(2), messageCount: Int(row.int(3)))
            )
        }
        guard let found, let embeddingID = try embeddingID(of: embedded, db), found.fingerprint == record.fingerprint
        else { return false }
        insertVector.bind(3, record.recordID)
        insertVector.bind(4, found.pairID)
        insertVector.bind(5, embeddingID)
        try insertVector.run(db)
        guard db.changesCount > 0 else { return false }
        insertOperation.bind(3, record.recordID)
        try insertOperation.run(db)
        return true
    }

    /// The embedding of what a record says, which is new where nobody said it before; nil where there is none to be had.
    private func embeddingID(of embedded: EmbeddedRecord, _ db: Database) throws -> Int64? {
        if let vector = embedded.vector {
            insertEmbedding.bind(2, blob: embedded.contentHash.bytes)
            insertEmbedding.bind(3, vector: vector)
            try insertEmbedding.run(db)
            if db.changesCount > 0 { return db.lastInsertedRowID }
        }
        findEmbedding.bind(2, blob: embedded.contentHash.bytes)
        return try findEmbedding.first(db) { $0.int(0) }
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
