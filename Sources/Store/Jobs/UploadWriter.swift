import Foundation
import RapportCore

/// Writes one upload as it comes: aside, and to its place once all of it is on the disk.
public final class UploadWriter {
    private let uploads: Uploads
    private let name: String
    private let id: String
    private let limitBytes: Int
    private let path: String
    private var descriptor: CInt?
    /// Bytes so far.
    public private(set) var bytes = 0
    private var hasher = ContentHasher()

    /// - Throws: `CareError.fileOperation`, `JobError.diskFull`.
    init(into uploads: Uploads, name: String, id: String, limitBytes: Int) throws {
        self.uploads = uploads
        self.name = name
        self.id = id
        self.limitBytes = limitBytes
        path = "\(uploads.folder)/\(id)\(Uploads.asideSuffix)"
        descriptor = try Self.call("write", path) { [path] in
            open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        }
    }

    /// What was not finished leaves nothing.
    deinit {
        guard let descriptor else { return }
        close(descriptor)
        unlink(path)
    }

    /// Writes the next bytes.
    ///
    /// - Throws: `JobError.uploadTooLarge` before anything beyond the limit is written, `JobError.diskFull`,
    ///   `CareError.fileOperation`.
    public func write(_ piece: UnsafeRawBufferPointer) throws {
        guard let descriptor, let start = piece.baseAddress else { return }
        guard bytes + piece.count <= limitBytes else { throw JobError.uploadTooLarge(limitBytes: limitBytes) }
        var written = 0
        while written < piece.count {
            written += try Self.call("write", path) {
                Foundation.write(descriptor, start + written, piece.count - written)
            }
        }
        hasher.update(piece)
        bytes += piece.count
    }

    /// Syncs the file, gives it its place and keeps the upload; from then on it survives a power cut.
    ///
    /// - Parameter idempotencyKey: where it is known, this is the upload that has it, and the new file goes.
    /// - Throws: `JobError.keyOfAnotherRequest`, `JobError.diskFull`, `JobError.uploadForgotten`,
    ///   `CareError.fileOperation`, `StoreError`.
    public func finish(idempotencyKey: String?, at moment: Timestamp) throws -> StoredUpload {
        let upload = StoredUpload(
            id: id, name: name, bytes: bytes, contentHash: hasher.finish(), createdAt: moment)
        guard let descriptor else { return upload }
        try Self.call("sync", path) { fsync(descriptor) }
        // A person may have been forgotten meanwhile, and the file with them.
        guard FileManager.default.fileExists(atPath: path) else { throw JobError.uploadForgotten }
        let place = "\(uploads.folder)/\(upload.fileName)"
        try DurableFiles.rename(path, to: place)
        close(descriptor)
        self.descriptor = nil
        do {
            let kept = try uploads.add(upload, idempotencyKey: idempotencyKey)
            if kept.id != id { unlink(place) }
            return kept
        } catch {
            unlink(place)
            throw error
        }
    }

    /// As `CareCalls.make`, with a full disk told apart: that one the sender can do something about.
    @discardableResult
    private static func call<Value: SignedInteger>(
        _ operation: String, _ path: String, _ body: () -> Value
    ) throws -> Value {
        while true {
            let code: Int32
            if let failure = CareCalls.current.failure(operation, path) {
                code = failure
            } else {
                let value = body()
                if value >= 0 { return value }
                code = errno
            }
            switch code {
            case EINTR: continue
            case ENOSPC, EDQUOT: throw JobError.diskFull
            default: throw CareError.fileOperation(operation, path: path, reason: String(cString: strerror(code)))
            }
        }
    }
}
