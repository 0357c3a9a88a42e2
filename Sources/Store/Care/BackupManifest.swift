import Foundation
import GRDB
import RapportCore

/// What a backup holds: `manifest.json`, specified in `schemas/backup-manifest.schema.json`.
public struct BackupManifest: Codable, Sendable, Equatable {
    /// Of the manifest itself.
    public var format = BackupManifest.currentFormat
    /// UTC.
    public var createdAt: String
    public var schemaVersion: Int
    /// The operation log up to here is in the backup; its graphs hold this much or less.
    public var sequence: Int64
    public var counts: Counts
    public var files: [File]

    /// Rows of the tables that matter.
    public struct Counts: Codable, Sendable, Equatable {
        public var rows: Int
        public var pairs: Int
        public var conversations: Int
        public var stages: Int
        public var vectors: Int
    }

    /// A file, by its path inside the backup.
    public struct File: Codable, Sendable, Equatable {
        public var path: String
        public var bytes: Int
        /// 64 hex digits.
        public var sha256: String
    }

    static let currentFormat = 1
    static let fileName = "manifest.json"

    enum CodingKeys: String, CodingKey {
        case format, sequence, counts, files
        case createdAt = "created_at"
        case schemaVersion = "schema_version"
    }
}

extension BackupManifest.File {
    init(path: String, digest: DurableFiles.Digest) {
        self.init(path: path, bytes: digest.bytes, sha256: digest.hash.hex)
    }

    /// Whether the path is one that a backup can have: it must not lead anywhere else.
    var isLegal: Bool {
        if path == "rapport.sqlite" { return true }
        guard path.hasPrefix("graphs/"), path.hasSuffix(".hnsw") else { return false }
        return !path.dropFirst("graphs/".count).contains("/")
    }
}

/// SQLite's file of a backup, looked into without changing a byte of it.
struct BackupDatabase {
    private let queue: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try queue.read(body) }

    /// Schema version, last sequence and where the log was cut.
    func state() throws -> (schemaVersion: Int, sequence: Int64, floor: Int64) {
        try read { db in
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            return (version, try RapportStore.lastSequence(db), try RapportStore.logFloor(db))
        }
    }

    func counts() throws -> BackupManifest.Counts {
        try read { db in
            func count(_ table: String) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
            }
            return BackupManifest.Counts(
                rows: try count("log_rows"), pairs: try count("pairs"), conversations: try count("conversations"),
                stages: try count("stages"), vectors: try count("vectors"))
        }
    }

    func holds(_ pair: PairID) throws -> Bool { try read { db in try RapportStore.pairID(pair, db) != nil } }
}
