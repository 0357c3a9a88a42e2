import Foundation
import GRDB
import RapportCore

/// A backup that was made of a store, and whether a pair is in it.
public struct KnownBackup: Sendable, Equatable {
    public var path: String
    public var createdAt: Timestamp
    public var holding: Holding

    public enum Holding: String, Sendable, Codable {
        /// The pair is in it.
        case holds
        /// Something is there that cannot be read: it may hold the pair.
        case unreadable
        /// The pair is not in it.
        case free
        /// Nothing lies there any more; a copy elsewhere is beyond our sight.
        case gone
    }
}

extension RapportStore {
    /// A path from the root, without links that lead elsewhere.
    static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }

    func register(backup path: String, at moment: Timestamp) throws {
        try writing("noting the backup") { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO backups (path, created_at, sequence) VALUES (?, ?, ?)",
                arguments: [path, moment.nanoseconds, try Self.lastSequence(db)])
        }
    }

    func unregister(backup path: String) throws {
        try writing("noting that there is no backup") { db in
            try db.execute(sql: "DELETE FROM backups WHERE path = ?", arguments: [path])
        }
    }

    /// All backups that were made of this store, oldest first, each looked into for a pair.
    ///
    /// - Complexity: O(backups · log pairs).
    public func backups(holding pair: PairID) throws -> [KnownBackup] {
        let known = try reading("reading the list of backups") { db in
            try Row.fetchAll(db, sql: "SELECT path, created_at FROM backups ORDER BY created_at, path").map {
                try (path: $0.value(0) as String, createdAt: Timestamp(nanoseconds: $0.value(1)))
            }
        }
        return known.flatMap { backup in
            // A backup that was stopped lies aside.
            let places = [backup.path, backup.path + Backup.asideSuffix].filter {
                FileManager.default.fileExists(atPath: $0)
            }
            if places.isEmpty { return [KnownBackup(path: backup.path, createdAt: backup.createdAt, holding: .gone)] }
            return places.map { path in
                let holds = try? BackupDatabase(path: path + "/rapport.sqlite").holds(pair)
                return KnownBackup(
                    path: path, createdAt: backup.createdAt,
                    holding: holds.map { $0 ? .holds : .free } ?? .unreadable)
            }
        }
    }
}
