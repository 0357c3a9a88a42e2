import GRDB
import RapportCore

/// An embedder with a version of the text templates. Two generations never mix in one graph.
public struct Generation: Sendable, Hashable {
    public var id: Int64
    /// `Embedder.identifier`.
    public var embedder: String
    public var templateVersion: Int
    /// Components per vector.
    public var dimension: Int
    /// Searches use the active generation.
    public var isActive: Bool
    /// How profiles are vectors in it; nil before any was made one.
    public var profileSpace: ProfileSpace?

    /// Components of a collection's vectors of one name; nil where there can be none. Only stages have profiled ones.
    public func dimension(of vector: VectorName, in collection: RecordCollection) -> Int? {
        switch vector {
        case .text: dimension
        case .profiled: collection == .stages ? profileSpace?.dimension : nil
        }
    }

    static let selection = "SELECT * FROM generations LEFT JOIN profile_spaces USING (generation_id)"

    init(row: Row) throws {
        id = try row.value("generation_id")
        embedder = try row.value("embedder")
        templateVersion = try row.value("template_version")
        dimension = try row.value("dimension")
        isActive = try row.value("is_active")
        if let scheme: String = try row.value("scheme") {
            profileSpace = try ProfileSpace(
                scheme: scheme, textDimension: dimension, structuredDimension: row.value("structured_dimension"),
                statementShare: row.value("statement_share"), weight: row.value("weight"))
        }
    }
}

extension RapportStore {
    /// The generation that searches use; nil before anything was embedded.
    public func activeGeneration() throws -> Generation? {
        try reading("reading the active generation") { db in
            try Row.fetchOne(db, sql: "\(Generation.selection) WHERE is_active = 1").map(Generation.init)
        }
    }

    /// The generation of an embedder, made where it is new. The first one is active at once.
    public func generation(embedder: String, dimension: Int) throws -> Generation {
        try writing("preparing the generation") { db in
            try db.execute(
                sql: """
                    INSERT INTO generations (embedder, template_version, dimension, is_active)
                    VALUES (?, ?, ?, NOT EXISTS (SELECT 1 FROM generations)) ON CONFLICT DO NOTHING
                    """, arguments: [embedder, EmbeddedText.version, dimension])
            let row = try Row.fetchOne(
                db,
                sql: "\(Generation.selection) WHERE embedder = ? AND template_version = ? AND dimension = ?",
                arguments: [embedder, EmbeddedText.version, dimension])
            guard let row else {
                throw StoreError.sqlite(operation: "preparing the generation", reason: "it is not there")
            }
            return try Generation(row: row)
        }
    }

    /// Makes `generation` the one that searches use.
    public func activate(_ generation: Generation) throws {
        try writing("activating the generation") { db in
            try db.execute(sql: "UPDATE generations SET is_active = (generation_id = ?)", arguments: [generation.id])
        }
    }
}
