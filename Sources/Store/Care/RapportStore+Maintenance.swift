import Foundation
import GRDB
import RapportCore

/// How SQLite's file is filled.
struct FileUse: Sendable {
    var pageSize: Int
    var pages: Int
    var freePages: Int

    var bytes: Int { pages * pageSize }
    var freeShare: Double { pages == 0 ? 0 : Double(freePages) / Double(pages) }
}

extension RapportStore {
    /// The lock that backup, restore, forget and compact hold on a store's folder.
    static func careLock(in folder: String) -> String { folder + "/care.lock" }

    var databasePath: String { folder + "/rapport.sqlite" }

    /// Runs `body` outside any transaction, on a connection that was made to rewrite the file: what it frees it
    /// overwrites, and large intermediate results go to a file instead of memory.
    func maintaining<Value>(_ operation: String, _ body: (Database) throws -> Value) throws -> Value {
        var configuration = Configuration()
        configuration.busyMode = .timeout(lockTimeoutSeconds)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = FILE; PRAGMA synchronous = FULL")
        }
        do {
            let queue = try DatabaseQueue(path: databasePath, configuration: configuration)
            return try queue.writeWithoutTransaction(body)
        } catch { throw StoreError.wrapping(error, operation, lockTimeoutSeconds) }
    }

    func fileUse() throws -> FileUse {
        try reading("reading the size of the store") { db in
            FileUse(
                pageSize: try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0,
                pages: try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0,
                freePages: try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0)
        }
    }

    /// Writes SQLite's file anew without free pages.
    ///
    /// - Complexity: O(pages); writers wait, readers do not.
    func vacuum() throws {
        try maintaining("compacting the store") { db in try db.execute(sql: "VACUUM") }
    }

    /// Moves SQLite's write-ahead log into its file and empties it.
    ///
    /// - Returns: false where a reader held the log for longer than the lock timeout.
    func emptyLog() throws -> Bool {
        try maintaining("emptying the write-ahead log") { db in
            try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
        }
    }

    /// Ends all connections; the store cannot be used any more.
    func close() throws {
        do { try database.close() } catch { throw StoreError.wrapping(error, "closing the store", lockTimeoutSeconds) }
    }
}
