import Foundation
import GRDB
import RapportCore

/// What a restore put in place.
public struct RestoreReport: Sendable {
    public var manifest: BackupManifest
    /// Whether there was a store that could be read; it is replaced.
    public var replacedStore: Bool
    /// Pairs of the backup that the store had been told to forget since; they were forgotten again.
    public var forgottenAgain: Int
}

/// Replaces a store by a backup of it.
///
/// The new store is made whole beside the old one, checked, brought up to date, and then put in place: where the old
/// one can be opened, as one transaction inside it, so that processes that have it open see the old state or the new
/// one; where it cannot, by renaming files.
public struct Restore: Sendable {
    let folder: String
    let lockTimeoutSeconds: Double
    private let notice: @Sendable (String) -> Void

    /// Where the new store is made, in the folder of the old one.
    static let stageName = "restore.new"
    /// What is appended to the log of a damaged store until the new one is in place.
    static let oldLogSuffix = "-wal.old"

    /// More operations than anybody writes into the old store until the new one is in its place: a graph that follows
    /// them must not pass for one of the new store.
    private static let sequenceGap: Int64 = 1 << 32

    /// Removes what a restore that was stopped left in a store's folder: it may hold whom the store forgot.
    ///
    /// The caller holds the care lock, so no restore is at work.
    static func sweep(_ folder: String) throws {
        try DurableFiles.remove("\(folder)/\(stageName)")
        try DurableFiles.remove("\(folder)/rapport.sqlite\(oldLogSuffix)")
    }

    /// - Parameters:
    ///   - folder: the store's folder; it is made where it is missing.
    ///   - notice: is told in one line what the user should know.
    public init(
        folder: String, lockTimeoutSeconds: Double = 60, notice: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.folder = folder
        self.lockTimeoutSeconds = lockTimeoutSeconds
        self.notice = notice
    }

    /// Restores from the folder `backup`, after verifying all of it.
    ///
    /// Whom the present store was told to forget stays forgotten, and the list of backups stays.
    ///
    /// - Complexity: O(bytes of the backup and of the store).
    /// - Throws: `CareError`, `StoreError`; the store is as it was then.
    public func run(from backup: String, now: Timestamp) async throws -> RestoreReport {
        let verified = try VerifiedBackup(backup)
        try DurableFiles.makeFolder(folder)
        return try await FileLock.holding(
            RapportStore.careLock(in: folder), timeoutSeconds: lockTimeoutSeconds
        ) {
            let present = try presentStore()
            let stage = "\(folder)/\(Self.stageName)"
            try copy(verified, to: stage)
            let staged = try RapportStore(folder: stage, creating: false, lockTimeoutSeconds: lockTimeoutSeconds)
            let forgotten = try await prepare(staged, from: present, now: now)
            guard try staged.emptyLog() else { throw CareError.logInUse(seconds: lockTimeoutSeconds) }
            try replace(present, by: staged)
            finish(from: stage)
            return RestoreReport(
                manifest: verified.manifest, replacedStore: present != nil, forgottenAgain: forgotten)
        }
    }

    /// The store that is there; nil where there is none or it cannot be read.
    private func presentStore() throws -> RapportStore? {
        guard FileManager.default.fileExists(atPath: folder + "/rapport.sqlite") else { return nil }
        do {
            return try RapportStore(folder: folder, creating: false, lockTimeoutSeconds: lockTimeoutSeconds)
        } catch let error as StoreError {
            switch error {
            case .newerSchema, .busy: throw error
            default:
                notice("\(error.message); it is replaced, and whom it had forgotten cannot be known")
                return nil
            }
        }
    }

    /// Copies the backup's files and compares each once more: the copy is what will be the store.
    private func copy(_ backup: VerifiedBackup, to stage: String) throws {
        try DurableFiles.remove(stage)
        try DurableFiles.makeFolder(stage + "/graphs")
        for file in backup.manifest.files {
            let digest = try DurableFiles.copy("\(backup.folder)/\(file.path)", to: "\(stage)/\(file.path)")
            guard BackupManifest.File(path: file.path, digest: digest) == file else {
                throw CareError.damagedBackup(path: backup.folder, reason: "\(file.path) changed while it was copied")
            }
        }
    }

    /// Brings the staged store to where it can follow on the present one.
    ///
    /// - Returns: pairs that were forgotten again.
    private func prepare(_ staged: RapportStore, from present: RapportStore?, now: Timestamp) async throws -> Int {
        let legacy = try present.map { present in try present.reading("reading the store", Legacy.init) }
        let forgotten = try staged.writing("preparing the restored store") { db in
            if let legacy { try legacy.write(to: db) }
            let again = try Self.forgottenPairIDs(db)
            if !again.isEmpty { try RapportStore.delete(again, at: now, db) }
            return again.count
        }
        if try staged.hasUnfinishedErasure() { try await Erasure(store: staged).finish() }
        // A sequence that no graph of either store has: all that is open or saved is then opened anew.
        let indexes = IndexSet(store: staged)
        let sequence = try staged.writing("preparing the restored store") { db in
            try RapportStore.raiseSequence(db, above: legacy?.sequence ?? 0, by: Self.sequenceGap)
        }
        try await indexes.save()
        _ = try staged.writing("preparing the restored store") { db in try RapportStore.cutLog(db, at: sequence) }
        return forgotten
    }

    private static func forgottenPairIDs(_ db: Database) throws -> [Int64] {
        let forgotten = try ForgottenPairs(db)
        guard !forgotten.isEmpty else { return [] }
        return try Row.fetchAll(db, sql: "SELECT pair_id, fan_id, model_name FROM pairs").compactMap { row in
            try forgotten.contains(PairID(fanID: row.value(1), modelName: row.value(2))) ? row.value(0) : nil
        }
    }

    private func replace(_ present: RapportStore?, by staged: RapportStore) throws {
        if let present {
            do { try staged.database.backup(to: present.database) } catch {
                throw StoreError.wrapping(error, "replacing the store", lockTimeoutSeconds)
            }
            try staged.close()
            // What the old store held leaves the log too; where a reader holds it, SQLite does so later.
            _ = try? present.emptyLog()
            return
        }
        try staged.close()
        let path = folder + "/rapport.sqlite"
        // A log must never lie beside a file that it does not belong to: SQLite would apply it.
        if FileManager.default.fileExists(atPath: path + "-wal") {
            try DurableFiles.rename(path + "-wal", to: path + Self.oldLogSuffix)
        }
        try DurableFiles.remove(path + "-shm")
        try DurableFiles.rename(staged.databasePath, to: path)
    }

    /// What is left once the new store is in place, and does not undo it where it fails.
    private func finish(from stage: String) {
        do {
            try placeGraphs(from: stage)
        } catch {
            notice("\(Self.reason(error)); the store is restored, its graphs are built anew when they are first asked")
        }
        do {
            try Self.sweep(folder)
        } catch {
            notice("\(Self.reason(error)); the store is restored, clear up with: rapport compact")
        }
    }

    private static func reason(_ error: any Error) -> String {
        (error as? any RapportError)?.message ?? error.localizedDescription
    }

    /// Derived data: a stop in here costs building them anew.
    private func placeGraphs(from stage: String) throws {
        let graphs = folder + "/graphs"
        try DurableFiles.makeFolder(graphs)
        try FileLock.holding(graphs + "/lock") {
            // A lock whose file is gone keeps nobody out: the next makes a file of its own.
            for name in DurableFiles.names(in: graphs) where !["lock", "turn"].contains(name) {
                try DurableFiles.remove("\(graphs)/\(name)")
            }
            for name in DurableFiles.names(in: stage + "/graphs") where name.hasSuffix(".hnsw") {
                try DurableFiles.rename("\(stage)/graphs/\(name)", to: "\(graphs)/\(name)")
            }
        }
    }
}

/// What a restored store takes over from the one before it.
private struct Legacy {
    let sequence: Int64
    let floors: Floors
    let forgotten: [Row]
    let backups: [Row]

    init(_ db: Database) throws {
        sequence = try RapportStore.lastSequence(db)
        floors = try RapportStore.floors(db)
        forgotten = try Row.fetchAll(db, sql: "SELECT hash_key, pair_hash, forgotten_at FROM forgotten")
        backups = try Row.fetchAll(db, sql: "SELECT path, created_at, sequence FROM backups")
    }

    func write(to db: Database) throws {
        try RapportStore.raiseIDs(db, to: floors)
        for row in forgotten {
            try db.execute(
                sql: "INSERT INTO forgotten VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                arguments: StatementArguments(row.databaseValues))
        }
        for row in backups {
            try db.execute(
                sql: "INSERT INTO backups VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                arguments: StatementArguments(row.databaseValues))
        }
    }
}
