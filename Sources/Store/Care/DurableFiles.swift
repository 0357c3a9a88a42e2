import Foundation
import RapportCore

/// Files that are on the disk once a call returns, readable by their owner alone.
enum DurableFiles {
    /// The length and hash of a file.
    struct Digest: Equatable {
        var bytes: Int
        var hash: ContentHash
    }

    private static let pieceSize = 1 << 20

    /// Copies a file and syncs the copy.
    ///
    /// - Complexity: O(bytes), 1 MiB of memory.
    static func copy(_ source: String, to target: String) throws -> Digest {
        let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CareError.failed("write", target) }
        defer { close(descriptor) }
        let digest = try read(source) { piece in try write(piece, to: descriptor, path: target) }
        guard fsync(descriptor) == 0 else { throw CareError.failed("sync", target) }
        return digest
    }

    /// Reads a whole file for its hash.
    static func digest(_ path: String) throws -> Digest { try read(path) { _ in } }

    static func write(_ data: Data, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CareError.failed("write", path) }
        defer { close(descriptor) }
        try data.withUnsafeBytes { try write($0, to: descriptor, path: path) }
        guard fsync(descriptor) == 0 else { throw CareError.failed("sync", path) }
    }

    /// Syncs a file or a folder.
    static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CareError.failed("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CareError.failed("sync", path) }
    }

    /// Renames and syncs the folder of the new name.
    static func rename(_ source: String, to target: String) throws {
        guard Foundation.rename(source, target) == 0 else { throw CareError.failed("rename to", target) }
        try sync((target as NSString).deletingLastPathComponent)
    }

    /// Makes a folder, private, with those above it.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CareError.fileOperation("make the folder", path: path, reason: error.localizedDescription)
        }
    }

    /// Removes a file or folder where it is there.
    static func remove(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw CareError.fileOperation("remove", path: path, reason: error.localizedDescription)
        }
    }

    /// The names in a folder, sorted; none where it is not there.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private static func read(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Digest {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CareError.failed("read", path) }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        var hasher = ContentHasher()
        var bytes = 0
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, pieceSize)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw CareError.failed("read", path) }
            if count == 0 { return Digest(bytes: bytes, hash: hasher.finish()) }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            hasher.update(piece)
            bytes += count
            try body(piece)
        }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: CInt, path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = Foundation.write(descriptor, piece.baseAddress, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw CareError.failed("write", path) }
            rest = rest.dropFirst(count)
        }
    }
}
