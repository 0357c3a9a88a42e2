import GRDB
import RapportCore

/// The vectors of graphs, as SQLite holds them.
extension RapportStore {
    /// Up to `limit` vectors of a graph after the record `after`, by record id.
    ///
    /// - Throws: `StoreError.damagedVector` where a blob has the wrong size.
    public func vectors(
        of graph: GraphID, dimension: Int, after: Int64 = .min, limit: Int
    ) throws -> [(recordID: Int64, vector: [Float])] {
        try reading("reading vectors") { db in
            try Self.vectors(
                of: graph, dimension: dimension, where: "vectors.record_id > ? ORDER BY vectors.record_id LIMIT ?",
                [after, limit], db)
        }
    }

    /// The vectors of some records; ids without one are left out.
    public func vectors(
        of graph: GraphID, dimension: Int, recordIDs: [Int64]
    ) throws -> [(recordID: Int64, vector: [Float])] {
        try reading("reading vectors") { db in
            try Self.vectors(
                of: graph, dimension: dimension, where: "vectors.record_id IN (SELECT value FROM json_each(?))",
                [Self.json(recordIDs)], db)
        }
    }

    private static func vectors(
        of graph: GraphID, dimension: Int, where condition: String, _ arguments: StatementArguments, _ db: Database
    ) throws -> [(recordID: Int64, vector: [Float])] {
        let reader = try StoredVectorReader(graph, db)
        let cursor = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(reader.columns) FROM vectors JOIN embeddings USING (embedding_id) \(reader.join)
                WHERE vectors.generation_id = ? AND collection = ? AND vector_name = ? AND \(condition)
                """, arguments: graph.arguments + arguments)
        var vectors: [(recordID: Int64, vector: [Float])] = []
        while let row = try cursor.next() {
            let recordID: Int64 = try row.value(0)
            guard let vector = try reader.vector(row), vector.count == dimension else {
                throw StoreError.damagedVector(collection: graph.collection, recordID: recordID)
            }
            vectors.append((recordID, vector))
        }
        return vectors
    }
}

/// Reads the vectors of one graph, joined from their parts where they have some.
private struct StoredVectorReader {
    /// Nil for the text alone.
    private let space: ProfileSpace?

    init(_ graph: GraphID, _ db: Database) throws {
        space = try graph.vector == .profiled ? RapportStore.profileSpace(ofGeneration: graph.generation, db) : nil
    }

    /// The record's id, the text's vector, and the parts of the profile.
    var columns: String { "record_id, vector" + (space == nil ? "" : ", statements, structured") }

    var join: String {
        space == nil
            ? ""
            : """
            JOIN profile_vectors AS profile
            ON profile.generation_id = vectors.generation_id AND profile.pair_id = vectors.pair_id
            """
    }

    /// - Returns: nil where a part has the wrong size.
    func vector(_ row: Row) throws -> [Float]? {
        guard let text = try [Float](blobOf: row, at: 1) else { return nil }
        guard let space else { return text }
        guard text.count == space.textDimension, let profile = try space.profile(row, at: 2) else { return nil }
        return space.stored(text: text, profile: profile)
    }
}

extension ProfileSpace {
    /// p, of the columns `statements` and `structured` from `index` on; nil where one has the wrong size.
    func profile(_ row: Row, at index: Int) throws -> [Float]? {
        let statements = try [Float](blobOf: row, at: index)
        guard let structured = try [Float](blobOf: row, at: index + 1), structured.count == structuredDimension,
            (statements?.count ?? textDimension) == textDimension
        else { return nil }
        return profile(statements: statements, structured: structured)
    }
}

extension [Float] {
    /// The float32 components of a blob; nil where there is none, or a part of a component.
    init?(blobOf row: Row, at index: Int) throws {
        let size = MemoryLayout<Float>.size
        let components = try row.withUnsafeData(atIndex: index) { data -> [Float]? in
            guard let data, data.count.isMultiple(of: size) else { return nil }
            return [Float](unsafeUninitializedCapacity: data.count / size) { buffer, count in
                count = data.copyBytes(to: buffer) / size
            }
        }
        guard let components else { return nil }
        self = components
    }
}
