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
        let descriptor = try create(target)
        defer { close(descriptor) }
        let digest = try read(source) { piece in try write(piece, to: descriptor, path: target) }
        try CareCalls.make("sync", target) { fsync(descriptor) }
        return digest
    }

    /// Reads a whole file for its hash.
    static func digest(_ path: String) throws -> Digest { try read(path) { _ in } }

    static func write(_ data: Data, to path: String) throws {
        let descriptor = try create(path)
        defer { close(descriptor) }
        try data.withUnsafeBytes { try write($0, to: descriptor, path: path) }
        try CareCalls.make("sync", path) { fsync(descriptor) }
    }

    private static func create(_ path: String) throws -> CInt {
        try CareCalls.make("write", path) { open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600) }
    }

    /// Takes a file's rights from all but its owner.
    static func protect(_ path: String) throws { try CareCalls.make("protect", path) { chmod(path, 0o600) } }

    /// Syncs a file or a folder.
    static func sync(_ path: String) throws {
        let descriptor = try CareCalls.make("open", path) { open(path, O_RDONLY | O_CLOEXEC) }
        defer { close(descriptor) }
        try CareCalls.make("sync", path) { fsync(descriptor) }
    }

    /// Renames and syncs the folder of the new name.
    ///
    /// - Parameter renamed: called between the two.
    static func rename(_ source: String, to target: String, renamed: () -> Void = {}) throws {
        try CareCalls.make("rename to", target) { Foundation.rename(source, target) }
        renamed()
        try sync((target as NSString).deletingLastPathComponent)
    }

    /// Makes a folder, private, with those above it.
    static func makeFolder(_ path: String) throws {
        try CareCalls.allow("make the folder", path)
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
        try CareCalls.allow("remove", path)
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw CareError.fileOperation("remove", path: path, reason: error.localizedDescription)
        }
    }

    /// The names in a folder, sorted; none where it is not there.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private static func read(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Digest {
        let descriptor = try CareCalls.make("read", path) { open(path, O_RDONLY | O_CLOEXEC) }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        var hasher = ContentHasher()
        var bytes = 0
        while true {
            let count = try CareCalls.make("read", path) {
                Foundation.read(descriptor, buffer.baseAddress, pieceSize)
            }
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
            let count = try CareCalls.make("write", path) {
                Foundation.write(descriptor, piece.baseAddress, piece.count)
            }
            rest = rest.dropFirst(count)
        }
    }
}
