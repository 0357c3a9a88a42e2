import RapportCore
import Store

/// What a backup holds and where: `backup --json`, specified in `schemas/backup.schema.json`.
public struct BackupReport: Codable, Sendable {
    public var path: String
    public var manifest: BackupManifest

    /// Makes a backup of a store in `folder`.
    ///
    /// - Throws: `CareError`, `StoreError`; then there is no backup.
    public init(of store: RapportStore, to folder: String, now: Timestamp) throws {
        path = folder
        manifest = try Backup(store: store).write(to: folder, now: now)
    }
}

/// What a restore put in place: `restore --json`, specified in `schemas/restore.schema.json`.
public struct RestoredStore: Codable, Sendable {
    public var store: String
    public var backup: String
    public var manifest: BackupManifest
    /// Whether a store that could be read was replaced.
    public var replacedStore: Bool
    /// Pairs of the backup that the replaced store had forgotten, and that were forgotten again.
    public var forgottenAgain: Int

    enum CodingKeys: String, CodingKey {
        case store, backup, manifest
        case replacedStore = "replaced_store"
        case forgottenAgain = "forgotten_again"
    }

    /// - Throws: `CareError`, `StoreError`; the store is as it was then.
    public init(restoring backup: String, with restore: Restore, into folder: String, now: Timestamp) async throws {
        let report = try await restore.run(from: backup, now: now)
        store = folder
        self.backup = backup
        manifest = report.manifest
        replacedStore = report.replacedStore
        forgottenAgain = report.forgottenAgain
    }
}
