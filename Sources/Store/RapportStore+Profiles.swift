import Foundation
import GRDB
import RapportCore

/// A pair's profile with what it was made from.
public struct StoredProfile: Sendable {
    public var pairID: Int64
    public var profile: FanProfile
    /// The language model's identifier, or the version of the rules.
    public var maker: String
    /// Of what the profile was made from: another hash means that it is out of date.
    public var contentHash: ContentHash
    public var madeAt: Timestamp
}

/// A pair's profile that is to be stored.
public struct NewProfile: Sendable {
    public var pairID: Int64
    public var profile: FanProfile
    public var contentHash: ContentHash

    public init(pairID: Int64, profile: FanProfile, contentHash: ContentHash) {
        self.pairID = pairID
        self.profile = profile
        self.contentHash = contentHash
    }
}

/// Where a stored profile came from.
public struct ProfileOrigin: Sendable, Hashable {
    public var source: FanProfile.Source
    public var maker: String
    public var contentHash: ContentHash
}

/// A pair that a language model was asked about in vain.
public struct ProfileFailure: Sendable {
    public var pairID: Int64
    public var maker: String
    public var contentHash: ContentHash
    /// Quotes nothing of the texts.
    public var reason: String

    public init(pairID: Int64, maker: String, contentHash: ContentHash, reason: String) {
        self.pairID = pairID
        self.maker = maker
        self.contentHash = contentHash
        self.reason = reason
    }
}

extension RapportStore {
    /// Keeps a pair's profile, in the place of the one before, and takes a failure out. A pair that was forgotten
    /// meanwhile gets none.
    ///
    /// - Returns: whether the pair was there.
    @discardableResult
    public func save(
        _ profile: FanProfile, ofPair pairID: Int64, maker: String, contentHash: ContentHash, at moment: Timestamp
    ) throws -> Bool {
        try save([NewProfile(pairID: pairID, profile: profile, contentHash: contentHash)], maker: maker, at: moment) > 0
    }

    /// Keeps the profiles of some pairs as `save(_:ofPair:maker:contentHash:at:)` does, in one transaction: a batch costs
    /// one sync, not one a pair.
    ///
    /// - Returns: how many of the pairs were there.
    @discardableResult
    public func save(_ profiles: [NewProfile], maker: String, at moment: Timestamp) throws -> Int {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let texts = try profiles.map { String(decoding: try encoder.encode($0.profile), as: UTF8.self) }
        return try writing("storing profiles") { db in
            try zip(profiles, texts).count { try Self.save($0, json: $1, maker: maker, at: moment, db) }
        }
    }

    private static func save(
        _ new: NewProfile, json: String, maker: String, at moment: Timestamp, _ db: Database
    ) throws -> Bool {
        let before = try StoredText.fetchOne(
            db, sql: "SELECT profile FROM profiles WHERE pair_id = ?", arguments: [new.pairID])
        try db.execute(
            sql: """
                INSERT INTO profiles (pair_id, source, maker, content_hash, profile, made_at)
                SELECT pair_id, ?, ?, ?, ?, ? FROM pairs WHERE pair_id = ? AND message_count > 0
                ON CONFLICT DO UPDATE SET source = excluded.source, maker = excluded.maker,
                    content_hash = excluded.content_hash, profile = excluded.profile, made_at = excluded.made_at
                """,
            arguments: [
                new.profile.source.rawValue, maker, new.contentHash.blob, StoredText(json), moment.nanoseconds,
                new.pairID,
            ])
        guard db.changesCount > 0 else { return false }
        // Its vector would tell of the profile before.
        if let before, before.string != json { try ProfiledVectors(db: db).drop(stagesOf: new.pairID) }
        try db.execute(sql: "DELETE FROM profile_failures WHERE pair_id = ?", arguments: [new.pairID])
        return true
    }

    /// Notes that no profile could be made of a pair; one made before stays.
    public func save(_ failure: ProfileFailure, at moment: Timestamp) throws {
        try writing("storing a failed profile") { db in
            try db.execute(
                sql: """
                    INSERT INTO profile_failures (pair_id, maker, content_hash, reason, failed_at)
                    SELECT pair_id, ?, ?, ?, ? FROM pairs WHERE pair_id = ?
                    ON CONFLICT DO UPDATE SET maker = excluded.maker, content_hash = excluded.content_hash,
                        reason = excluded.reason, failed_at = excluded.failed_at
                    """,
                arguments: [
                    failure.maker, failure.contentHash.blob, failure.reason, moment.nanoseconds, failure.pairID,
                ])
        }
    }

    /// The profiles of some pairs; pairs without one are left out.
    public func profiles(ofPairs pairIDs: [Int64]) throws -> [Int64: StoredProfile] {
        try reading("reading profiles") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT pair_id, profile, maker, content_hash, made_at FROM profiles
                    WHERE pair_id IN (SELECT value FROM json_each(?))
                    """, arguments: [Self.json(pairIDs)])
            let profiles = try rows.map(Self.profile)
            return Dictionary(profiles.map { ($0.pairID, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Where every stored profile came from, by pair: what tells which are out of date.
    public func profileOrigins() throws -> [Int64: ProfileOrigin] {
        try reading("reading the origins of profiles") { db in
            let rows = try Row.fetchAll(db, sql: "SELECT pair_id, source, maker, content_hash FROM profiles")
            var origins: [Int64: ProfileOrigin] = [:]
            for row in rows {
                let pairID: Int64 = try row.value(0)
                guard let source = try FanProfile.Source(rawValue: row.value(1)) else {
                    throw StoreError.damagedProfile(pairID: pairID)
                }
                origins[pairID] = try ProfileOrigin(
                    source: source, maker: row.value(2), contentHash: ContentHash(bytes: [UInt8](row.value(3) as Data)))
            }
            return origins
        }
    }

    /// All failures, by pair.
    public func profileFailures() throws -> [Int64: ProfileFailure] {
        try reading("reading failed profiles") { db in
            let rows = try Row.fetchAll(db, sql: "SELECT pair_id, maker, content_hash, reason FROM profile_failures")
            var failures: [Int64: ProfileFailure] = [:]
            for row in rows {
                let failure = try ProfileFailure(
                    pairID: row.value(0), maker: row.value(1),
                    contentHash: ContentHash(bytes: [UInt8](row.value(2) as Data)), reason: row.value(3))
                failures[failure.pairID] = failure
            }
            return failures
        }
    }

    private static func profile(_ row: Row) throws -> StoredProfile {
        let pairID: Int64 = try row.value(0)
        let json: StoredText = try row.value(1)
        return try StoredProfile(
            pairID: pairID, profile: profile(ofPair: pairID, json: json.string), maker: row.value(2),
            contentHash: ContentHash(bytes: [UInt8](row.value(3) as Data)),
            madeAt: Timestamp(nanoseconds: row.value(4)))
    }

    /// - Throws: `StoreError.damagedProfile`.
    static func profile(ofPair pairID: Int64, json: String) throws -> FanProfile {
        do { return try JSONDecoder().decode(FanProfile.self, from: Data(json.utf8)) } catch {
            throw StoreError.damagedProfile(pairID: pairID)
        }
    }
}
