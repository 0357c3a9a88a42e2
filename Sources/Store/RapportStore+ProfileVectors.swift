import Foundation
import GRDB
import RapportCore

/// A profile that awaits its vector.
public struct PendingProfile: Sendable {
    public var pairID: Int64
    public var profile: FanProfile
    /// What the pair's vector before was made of, where it has one: statements that are the same need no embedding.
    public var before: Before?
    /// The profile as it is stored: tells whether it is still the pair's when its vector comes.
    let json: String

    public struct Before: Sendable {
        /// Of the texts.
        public var contentHash: ContentHash
        /// u; nil where the profile stated nothing.
        public var statements: [Float]?
    }
}

/// The unit parts of a profile's vector; see `ProfileSpace`.
public struct ProfileParts: Sendable, Equatable {
    /// Of the texts that `statements` is made of.
    public var contentHash: ContentHash
    /// u; nil where the profile states nothing.
    public var statements: [Float]?
    /// s.
    public var structured: [Float]

    public init(contentHash: ContentHash, statements: [Float]?, structured: [Float]) {
        self.contentHash = contentHash
        self.statements = statements
        self.structured = structured
    }
}

extension RapportStore {
    /// Sets how the profiles of a generation become vectors. Where the rules were others, the profile vectors and all
    /// `profiled` vectors of the generation go, in the same transaction, and are made anew; where only the weights were,
    /// the graph is told.
    ///
    /// - Returns: the generation as it is then.
    public func prepare(_ space: ProfileSpace, of generation: Generation) throws -> Generation {
        try writing("preparing the profile vectors") { db in
            let before = try Self.profileSpace(ofGeneration: generation.id, db)
            if before != space {
                let vectors = ProfiledVectors(db: db)
                let keepsRules = before?.scheme == space.scheme && before?.dimension == space.dimension
                try keepsRules ? vectors.change(generation: generation.id) : vectors.drop(generation: generation.id)
                try db.execute(
                    sql: """
                        INSERT INTO profile_spaces (generation_id, scheme, structured_dimension, statement_share, weight)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET scheme = excluded.scheme,
                            structured_dimension = excluded.structured_dimension,
                            statement_share = excluded.statement_share, weight = excluded.weight
                        """,
                    arguments: [
                        generation.id, space.scheme, space.structuredDimension, space.statementShare, space.weight,
                    ])
            }
            var generation = generation
            generation.profileSpace = space
            return generation
        }
    }

    /// How many profiles lack a current vector.
    public func pendingProfileCount(generation: Generation) throws -> Int {
        try reading("counting the profiles without a vector") { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM \(Self.pendingProfilesSQL)", arguments: [generation.id, Int64.min]) ?? 0
        }
    }

    /// Up to `limit` profiles without a current vector, by their pairs' ids, after the pair `after`.
    ///
    /// - Throws: `StoreError.damagedProfile`.
    public func pendingProfiles(
        generation: Generation, after: Int64 = .min, limit: Int
    ) throws -> [PendingProfile] {
        try reading("reading the profiles without a vector") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT profiles.pair_id, profile, vector.content_hash, statements
                    FROM \(Self.pendingProfilesSQL) ORDER BY profiles.pair_id LIMIT ?
                    """, arguments: [generation.id, after, limit])
            return try rows.map { row in
                let pairID: Int64 = try row.value(0)
                let json: StoredText = try row.value(1)
                let hash: Data? = try row.value(2)
                return PendingProfile(
                    pairID: pairID, profile: try Self.profile(ofPair: pairID, json: json.string),
                    before: try hash.map {
                        PendingProfile.Before(
                            contentHash: ContentHash(bytes: [UInt8]($0)), statements: try [Float](blobOf: row, at: 3))
                    }, json: json.string)
            }
        }
    }

    /// Takes the generation and the least pair as arguments.
    private static let pendingProfilesSQL = """
        profiles LEFT JOIN profile_vectors AS vector ON vector.pair_id = profiles.pair_id AND vector.generation_id = ?
        WHERE vector.is_current IS NOT 1 AND profiles.pair_id > ?
        """

    /// Stores the vectors of profiles, joins them with the texts of their pairs' stages and tells the graph, in one
    /// transaction. A profile that was replaced since it was read is left pending.
    ///
    /// - Returns: how many profiles got their vector.
    @discardableResult
    public func save(
        _ vectors: [(pending: PendingProfile, parts: ProfileParts)], generation: Generation
    ) throws -> Int {
        try writing("storing profile vectors") { db in try Self.save(vectors, generation: generation, db) }
    }

    /// As the other `save`, in the caller's transaction.
    static func save(
        _ vectors: [(pending: PendingProfile, parts: ProfileParts)], generation: Generation, _ db: Database
    ) throws -> Int {
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO profile_vectors
                    (generation_id, pair_id, is_current, content_hash, statements, structured)
                SELECT ?, pair_id, 1, ?, ?, ? FROM profiles WHERE pair_id = ? AND profile = ?
                ON CONFLICT DO UPDATE SET is_current = 1, content_hash = excluded.content_hash,
                    statements = excluded.statements, structured = excluded.structured
                """)
        var saved = 0
        for (pending, parts) in vectors {
            try insert.execute(arguments: [
                generation.id, parts.contentHash.blob, parts.statements?.blob, parts.structured.blob,
                pending.pairID, StoredText(pending.json),
            ])
            guard db.changesCount > 0 else { continue }
            try ProfiledVectors(db: db).join(stagesOf: pending.pairID, generation: generation.id)
            saved += 1
        }
        return saved
    }

    /// How many pairs have a current profile vector, and how many have no profile at all.
    public func profileCoverage(generation: Generation) throws -> (withVector: Int, withoutProfile: Int) {
        try reading("counting the pairs without a profile") { db in
            let withVector = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM profile_vectors WHERE generation_id = ? AND is_current = 1",
                arguments: [generation.id])
            let withoutProfile = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM pairs WHERE message_count > 0
                    AND NOT EXISTS (SELECT 1 FROM profiles WHERE profiles.pair_id = pairs.pair_id)
                    """)
            return (withVector ?? 0, withoutProfile ?? 0)
        }
    }

    /// The unit vectors p of pairs in a generation; pairs without a current one are left out.
    ///
    /// - Throws: `StoreError.damagedProfileVector`.
    public func profileVectors(ofPairs pairIDs: [Int64], generation: Generation) throws -> [Int64: [Float]] {
        guard let space = generation.profileSpace else { return [:] }
        return try reading("reading profile vectors") { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT pair_id, statements, structured FROM profile_vectors
                    WHERE generation_id = ? AND is_current = 1 AND pair_id IN (SELECT value FROM json_each(?))
                    """, arguments: [generation.id, Self.json(pairIDs)])
            var vectors: [Int64: [Float]] = [:]
            while let row = try rows.next() {
                let pairID: Int64 = try row.value(0)
                guard let vector = try space.profile(row, at: 1) else {
                    throw StoreError.damagedProfileVector(pairID: pairID)
                }
                vectors[pairID] = vector
            }
            return vectors
        }
    }

    static func profileSpace(ofGeneration id: Int64, _ db: Database) throws -> ProfileSpace? {
        try Row.fetchOne(db.cachedStatement(sql: "\(Generation.selection) WHERE generation_id = ?"), arguments: [id])
            .flatMap { try Generation(row: $0).profileSpace }
    }
}

extension [Float] {
    /// As SQLite binds it: float32, little-endian.
    var blob: Data { withUnsafeBytes { Data($0) } }
}
