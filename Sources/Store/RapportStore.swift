import Foundation
import GRDB
import HNSW
import RapportCore

/// A store: one folder with `rapport.sqlite`, the truth, and `graphs/`, derived from it.
///
/// Any number of processes may read while one writes; a writer holds SQLite's lock for one batch at a time.
public final class RapportStore: Sendable {
    /// The folder, as it was given.
    public let folder: String
    let database: DatabasePool
    /// Seconds that a writer waits for another one.
    let lockTimeoutSeconds: Double

    /// The highest migration that this program has.
    static let schemaVersion = migrations.count

    /// Numbered files of `schemas/`, in order.
    private static let migrations = Asset.all.filter { $0.name.hasPrefix("schemas/") && $0.name.hasSuffix(".sql") }

    /// Opens the store in `folder`.
    ///
    /// - Parameter creating: makes the folder and the tables where they are missing; otherwise that is an error.
    /// - Throws: `StoreError`.
    public init(folder: String, creating: Bool, lockTimeoutSeconds: Double = 60) throws {
        let path = folder + "/rapport.sqlite"
        // SQLite would take an empty file for a database without tables.
        let isEmpty = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == 0
        if !creating, isEmpty == true {
            throw StoreError.notAStore(path: path, reason: "it is empty; ingest again, or restore a backup")
        }
        if !FileManager.default.fileExists(atPath: path) {
            guard creating else { throw StoreError.notThere(folder: folder) }
            do { try Self.makeFolder(folder) } catch {
                let reason = (error as? HNSWFileError)?.message ?? error.localizedDescription
                throw StoreError.cannotCreate(folder: folder, reason: reason)
            }
        }
        self.folder = folder
        self.lockTimeoutSeconds = lockTimeoutSeconds
        do {
            database = try DatabasePool(path: path, configuration: Self.configuration(lockTimeoutSeconds))
            try database.writeWithoutTransaction { db in
                // GRDB relaxes this in WAL mode; what we acknowledge must survive a power cut.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 16384")
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw StoreError.notAStore(path: path, reason: "it is not an SQLite file; move it away")
        } catch {
            throw StoreError.wrapping(error, "opening \(path)", lockTimeoutSeconds)
        }
        try migrate(path: path)
    }

    /// Makes the folder and those above it, so that they survive a power cut as what is acknowledged in them does.
    private static func makeFolder(_ folder: String) throws {
        var path = URL(fileURLWithPath: folder + "/graphs").standardizedFileURL.path
        var made: [String] = []
        while path != "/", !FileManager.default.fileExists(atPath: path) {
            made.append(path)
            path = (path as NSString).deletingLastPathComponent
        }
        // Other users of the machine have no business in fans' texts.
        try FileManager.default.createDirectory(
            atPath: folder + "/graphs", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for path in made { try FileLayer.current.syncFolder(of: path) }
    }

    private static func configuration(_ lockTimeoutSeconds: Double) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(lockTimeoutSeconds)
        configuration.maximumReaderCount = 8
        configuration.prepareDatabase { db in
            // Nothing is mapped: a reader unmaps the whole file after each write of another connection, and what that
            // costs in page faults was a fifth of a suggestion on 900,000 rows.
            try db.execute(sql: "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0")
            // What is deleted is overwritten with zeros; Debian's SQLite does so anyway, others may not.
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    private func migrate(path: String) throws {
        let found = try reading("reading the schema version") { db in try Self.version(db) }
        guard found >= 0 else {
            throw StoreError.notAStore(path: path, reason: "its schema version is \(found); restore a backup")
        }
        guard found <= Self.schemaVersion else {
            throw StoreError.newerSchema(path: path, found: found, supported: Self.schemaVersion)
        }
        guard found < Self.schemaVersion else { return }
        try writing("preparing the tables") { db in
            // Another process may have been faster.
            let found = try Self.version(db)
            for (index, migration) in Self.migrations.enumerated().dropFirst(found) {
                try db.execute(sql: migration.text)
                try db.execute(sql: "PRAGMA user_version = \(index + 1)")
            }
        }
    }

    private static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    /// Runs `body` in one snapshot of the store; a read inside a read shares it, so that a callback may ask for more.
    func reading<Value>(_ operation: String, _ body: (Database) throws -> Value) throws -> Value {
        do {
            return try database.unsafeReentrantRead { db in
                if db.isInsideTransaction { return try body(db) }
                // Without a transaction each statement would see a state of its own.
                try db.beginTransaction(.deferred)
                defer { if (try? db.commit()) == nil { try? db.rollback() } }
                return try body(db)
            }
        } catch {
            throw StoreError.wrapping(error, operation, lockTimeoutSeconds)
        }
    }

    /// Runs `body` in one transaction; once this returns, what it wrote survives a power cut.
    func writing<Value>(_ operation: String, _ body: (Database) throws -> Value) throws -> Value {
        do { return try database.write(body) } catch { throw StoreError.wrapping(error, operation, lockTimeoutSeconds) }
    }
}

extension RapportStore {
    /// Gives back the pages of SQLite's file that the writer of this process keeps: before something that needs the room
    /// itself. Waits for what it is writing.
    ///
    /// GRDB's own would close the readers too, some time after the call, and maybe after the store is let go.
    func releaseWriterMemory() { database.writeWithoutTransaction { $0.releaseMemory() } }

    /// Lets go of most of what the writer of this process keeps of the file, and keeps little from now on.
    ///
    /// For processes that go on for days and write a little at a time: the 64 MiB that make loading fast would fill with
    /// what was written and is not asked for again.
    ///
    /// - Throws: `StoreError`.
    package func keepLittleOfWhatIsWritten() throws {
        try writing("making the writer's cache smaller") { db in try db.execute(sql: "PRAGMA cache_size = -4096") }
    }
}

extension StoreError {
    /// SQLite's errors in our words; errors that are ours already, and cancellation, pass.
    static func wrapping(_ error: any Error, _ operation: String, _ lockTimeoutSeconds: Double) -> any Error {
        if error is RowDecodingError { return wrongType(operation) }
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return StoreError.busy(seconds: lockTimeoutSeconds)
        // The message alone: the error's own description would show the statement's arguments.
        default:
            return StoreError.sqlite(operation: operation, reason: error.message ?? "code \(error.resultCode.rawValue)")
        }
    }

    /// A value that no program of ours wrote. GRDB's own words would show the row.
    static func wrongType(_ operation: String) -> StoreError {
        .sqlite(operation: operation, reason: "a value is not of its column's type")
    }
}
