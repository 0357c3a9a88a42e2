import Foundation
import GRDB
import RapportCore

/// Copies a store into a folder that holds one consistent state of it, while others read and write.
public struct Backup: Sendable {
    private let store: RapportStore
    /// What is appended to the folder's name until the backup is whole.
    static let asideSuffix = ".new"

    public init(store: RapportStore) {
        self.store = store
    }

    /// Writes a backup to `folder`, which must not exist: aside, synced, then renamed.
    ///
    /// Graphs are copied first, so that SQLite's part, a snapshot, is as new or newer and its log brings them up to date.
    ///
    /// - Complexity: O(bytes of the store).
    /// - Throws: `CareError`, `StoreError`; then there is no backup.
    @discardableResult
    public func write(to folder: String, now: Timestamp) throws -> BackupManifest {
        let path = RapportStore.absolute(folder)
        try checkPlace(path)
        return try FileLock.holding(
            RapportStore.careLock(in: store.folder), timeoutSeconds: store.lockTimeoutSeconds
        ) {
            // Whoever held the lock before may have made one there.
            try checkPlace(path)
            try Restore.sweep(store.folder)
            let aside = path + Self.asideSuffix
            // Known before there is anything in it: whatever a stop leaves there, forgetting a person names it.
            try store.register(backup: path, at: now)
            var isInPlace = false
            do {
                let manifest = try writeAside(aside, now: now)
                try DurableFiles.rename(aside, to: path) { isInPlace = true }
                return manifest
            } catch {
                discard(path, isInPlace: isInPlace)
                throw error
            }
        }
    }

    /// Removes what there is of a backup that failed; what stays is still named where a person is forgotten.
    ///
    /// - Parameter isInPlace: whether it was renamed, and what failed is syncing its folder; otherwise what has its
    ///   name by now is somebody else's.
    private func discard(_ path: String, isInPlace: Bool) {
        do {
            try DurableFiles.remove(path + Self.asideSuffix)
            if isInPlace { try DurableFiles.remove(path) }
            try store.unregister(backup: path)
        } catch {
            // The backup's own error says more.
        }
    }

    private func checkPlace(_ path: String) throws {
        let inside = RapportStore.absolute(store.folder)
        guard !(path + "/").hasPrefix(inside + "/"), !(inside + "/").hasPrefix(path + "/") else {
            throw CareError.insideStore(path: path, store: store.folder)
        }
        guard !FileManager.default.fileExists(atPath: path) else { throw CareError.backupExists(path: path) }
    }

    private func writeAside(_ aside: String, now: Timestamp) throws -> BackupManifest {
        try DurableFiles.remove(aside)
        try DurableFiles.makeFolder(aside + "/graphs")
        let graphs = GraphFolder(of: store)
        var files: [BackupManifest.File] = []
        for name in graphs.fileNames where name.hasSuffix(".hnsw") {
            // Saving replaces a file, so the one that is copied stays whole.
            let digest = try DurableFiles.copy("\(graphs.path)/\(name)", to: "\(aside)/graphs/\(name)")
            files.append(BackupManifest.File(path: "graphs/\(name)", digest: digest))
        }
        let database = aside + "/rapport.sqlite"
        try store.maintaining("copying the store") { db in
            try db.execute(sql: "VACUUM INTO ?", arguments: [database])
        }
        try DurableFiles.protect(database)
        try DurableFiles.sync(database)
        let copy = try BackupDatabase(path: database)
        let state = try copy.state()
        // A graph from before the log was cut is of no use, and may hold whom the store forgot meanwhile.
        for file in files {
            let sequence = GraphFolder.sequence(ofFile: "\(aside)/\(file.path)")
            if sequence.map({ $0 >= state.floor && $0 <= state.sequence }) ?? false { continue }
            try DurableFiles.remove("\(aside)/\(file.path)")
            files.removeAll { $0 == file }
        }
        files.insert(BackupManifest.File(path: "rapport.sqlite", digest: try DurableFiles.digest(database)), at: 0)
        let manifest = BackupManifest(
            createdAt: now.description, schemaVersion: state.schemaVersion, sequence: state.sequence,
            counts: try copy.counts(), files: files)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        try DurableFiles.write(try encoder.encode(manifest), to: "\(aside)/\(BackupManifest.fileName)")
        try DurableFiles.sync(aside + "/graphs")
        try DurableFiles.sync(aside)
        return manifest
    }
}
