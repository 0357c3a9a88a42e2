import Foundation
import GRDB
import RapportCore

/// The files that were uploaded to a store, in its folder `uploads`, until a job has loaded them.
public struct Uploads: Sendable {
    /// Bytes that a file may have where nobody says otherwise.
    public static let usualLimitBytes = 2 << 30
    /// An upload that no job has loaded goes after so long.
    private static let longestIdle = Int64(86_400) * 1_000_000_000
    static let asideSuffix = ".part"

    let store: RapportStore
    var folder: String { store.folder + "/uploads" }

    public init(of store: RapportStore) { self.store = store }

    /// Begins to write a file, aside.
    ///
    /// - Parameters:
    ///   - name: a label for people.
    ///   - id: 16 hex digits that nobody can foresee.
    /// - Throws: `CareError.fileOperation`, `JobError.diskFull`.
    public func begin(name: String, id: String, limitBytes: Int) throws -> UploadWriter {
        try DurableFiles.makeFolder(folder)
        return try UploadWriter(into: self, name: name, id: id, limitBytes: limitBytes)
    }

    /// Keeps a file that lies in its place. With a key that is known it is the upload that has it.
    ///
    /// - Throws: `JobError.keyOfAnotherRequest`.
    func add(_ upload: StoredUpload, idempotencyKey: String?) throws -> StoredUpload {
        try store.writing("keeping the upload") { db in
            if let idempotencyKey,
                let row = try Row.fetchOne(
                    db, sql: "SELECT * FROM uploads WHERE idempotency_key = ?", arguments: [idempotencyKey])
            {
                let known = try StoredUpload(row: row)
                guard known.name == upload.name, known.contentHash == upload.contentHash else {
                    throw JobError.keyOfAnotherRequest
                }
                return known
            }
            try db.execute(
                sql: """
                    INSERT INTO uploads (upload_id, name, bytes, content_hash, created_at, idempotency_key)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    upload.id, upload.name, upload.bytes, upload.contentHash.blob, upload.createdAt.nanoseconds,
                    idempotencyKey,
                ])
            return upload
        }
    }

    /// A file and where it lies.
    ///
    /// - Throws: `JobError.unknownUpload`, also where it is gone.
    public func file(_ id: String) throws -> (upload: StoredUpload, path: String) {
        let upload = try store.reading("reading an upload") { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM uploads WHERE upload_id = ? AND is_removed = 0", arguments: [id]
            ).map(StoredUpload.init(row:))
        }
        guard let upload else { throw JobError.unknownUpload(id: id) }
        let path = "\(folder)/\(upload.fileName)"
        guard FileManager.default.fileExists(atPath: path) else { throw JobError.unknownUpload(id: id) }
        return (upload, path)
    }

    /// Removes files that a job has loaded, that no job wanted for a day, and that no upload names any more; not those
    /// that a job waits to load.
    ///
    /// - Complexity: O(uploads of the last day · jobs).
    public func sweep(now: Timestamp) throws {
        let dayAgo = now.nanoseconds - Self.longestIdle
        let waiting = """
            EXISTS (SELECT 1 FROM jobs WHERE kind = 'ingest' AND state IN ('queued', 'running')
                AND json_extract(parameters, '$.upload') = upload_id)
            """
        let kept = try store.writing("sweeping uploads") { db in
            // The row outlives the file for a day, so that its key still counts.
            try db.execute(sql: "DELETE FROM uploads WHERE created_at < ? AND NOT \(waiting)", arguments: [dayAgo])
            try db.execute(
                sql: """
                    UPDATE uploads SET is_removed = 1 WHERE is_removed = 0 AND NOT \(waiting)
                        AND EXISTS (SELECT 1 FROM jobs WHERE kind = 'ingest' AND state = 'done'
                            AND json_extract(parameters, '$.upload') = upload_id)
                    """)
            return try Row.fetchAll(db, sql: "SELECT * FROM uploads WHERE is_removed = 0").map(StoredUpload.init(row:))
        }
        let names = Set(kept.map(\.fileName))
        for name in DurableFiles.names(in: folder) where !names.contains(name) {
            // What is being written has no row yet.
            if try isYoung(name, since: dayAgo) { continue }
            try DurableFiles.remove("\(folder)/\(name)")
        }
    }

    /// Removes every file, and leaves those that are being written without a place to go.
    func removeAll() throws {
        for name in DurableFiles.names(in: folder) { try DurableFiles.remove("\(folder)/\(name)") }
    }

    /// Whether a file was begun lately and has no row yet; of one that had a row nothing is young.
    private func isYoung(_ name: String, since moment: Int64) throws -> Bool {
        let id = String(name.prefix(16))
        let isKnown = try store.reading("reading an upload") { db in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM uploads WHERE upload_id = ?)", arguments: [id])
        }
        if isKnown == true { return false }
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
        guard let changed = attributes?[.modificationDate] as? Date else { return false }
        return changed.timeIntervalSince1970 * 1e9 > Double(moment)
    }
}
