import Foundation
import GRDB
import RapportCore

/// A backup of which every byte was checked.
struct VerifiedBackup {
    let folder: String
    let manifest: BackupManifest

    /// Checks the manifest, the hash of every file, SQLite's pages and references, and that the counts agree.
    ///
    /// - Complexity: O(bytes of the backup).
    /// - Throws: `CareError` with the first finding.
    init(_ folder: String) throws {
        self.folder = folder
        manifest = try Self.manifest(folder)
        guard manifest.format == BackupManifest.currentFormat else {
            throw CareError.badManifest(path: folder, reason: "its format is \(manifest.format)")
        }
        guard manifest.schemaVersion <= RapportStore.schemaVersion else {
            throw CareError.newerBackup(
                path: folder, found: manifest.schemaVersion, supported: RapportStore.schemaVersion)
        }
        guard manifest.files.contains(where: { $0.path == "rapport.sqlite" }) else {
            throw CareError.badManifest(path: folder, reason: "it names no rapport.sqlite")
        }
        for file in manifest.files { try check(file) }
        try checkDatabase()
    }

    private static func manifest(_ folder: String) throws -> BackupManifest {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(BackupManifest.fileName)") else {
            throw CareError.noBackup(path: folder)
        }
        do { return try JSONDecoder().decode(BackupManifest.self, from: data) } catch {
            throw CareError.badManifest(path: folder, reason: "it is not what rapport writes")
        }
    }

    private func check(_ file: BackupManifest.File) throws {
        guard file.isLegal else {
            throw CareError.badManifest(path: folder, reason: "it names a file that no backup has")
        }
        let path = "\(folder)/\(file.path)"
        guard FileManager.default.fileExists(atPath: path) else {
            throw CareError.damagedBackup(path: folder, reason: "\(file.path) is missing")
        }
        let digest = try DurableFiles.digest(path)
        guard digest.bytes == file.bytes else {
            throw CareError.damagedBackup(
                path: folder, reason: "\(file.path) has \(digest.bytes) bytes instead of \(file.bytes)")
        }
        guard digest.hash.hex == file.sha256 else {
            throw CareError.damagedBackup(
                path: folder, reason: "\(file.path) has another checksum than when it was made")
        }
    }

    /// The hashes say that the file is as it was written; this says that what was written is a whole store.
    private func checkDatabase() throws {
        do {
            let database = try BackupDatabase(path: folder + "/rapport.sqlite")
            let findings = try database.read { db in
                try String.fetchAll(db, sql: "PRAGMA integrity_check(1)").filter { $0 != "ok" }
                    + Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(1).map { _ in "a reference leads nowhere"
                    }
            }
            if let finding = findings.first {
                throw CareError.damagedBackup(path: folder, reason: "rapport.sqlite: \(finding)")
            }
            let state = try database.state()
            guard state.schemaVersion == manifest.schemaVersion, state.sequence == manifest.sequence,
                try database.counts() == manifest.counts
            else {
                throw CareError.damagedBackup(path: folder, reason: "rapport.sqlite is not the one of manifest.json")
            }
        } catch let error as DatabaseError {
            throw CareError.damagedBackup(
                path: folder, reason: "rapport.sqlite: \(error.message ?? "code \(error.resultCode.rawValue)")")
        }
    }
}
