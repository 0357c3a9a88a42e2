import CVectorKernels
import Glibc

/// Writes a file aside, and puts it in its place only when all of it is on the disk.
///
/// The file aside has a fixed name, so that what a killed process left is written over by the next.
final class FileWriter {
    let path: String
    private let asidePath: String
    private let descriptor: Int32
    private let faults: FileFaults

    /// - Throws: `HNSWFileError.io`.
    init(_ path: String, faults: FileFaults) throws(HNSWFileError) {
        self.path = path
        self.faults = faults
        asidePath = path + ".new"
        try faults.check(.open, asidePath)
        // Private: the vectors are derived from private messages.
        descriptor = Glibc.open(asidePath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .io(operation: .open, path: asidePath, errno: errno) }
    }

    deinit { close(descriptor) }

    /// Writes bytes at a place in the file.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(HNSWFileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try faults.check(.write, asidePath)
            // In pieces, so that a fault or a kill can come between them.
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 24))
            let written = pwrite(descriptor, piece.baseAddress, piece.count, off_t(offset + rest.startIndex))
            if written < 0 && errno == EINTR { continue }
            guard written >= 0 else { throw .io(operation: .write, path: asidePath, errno: errno) }
            rest = rest.dropFirst(written)
        }
    }

    /// Makes the file as long as `length`, with zeros where nothing was written.
    func setLength(_ length: Int) throws(HNSWFileError) {
        try faults.check(.write, asidePath)
        guard ftruncate(descriptor, off_t(length)) == 0 else {
            throw .io(operation: .write, path: asidePath, errno: errno)
        }
    }

    /// Puts the file in its place, where it survives a power cut.
    func commit() throws(HNSWFileError) {
        try faults.check(.sync, asidePath)
        guard fsync(descriptor) == 0 else { throw .io(operation: .sync, path: asidePath, errno: errno) }
        try faults.check(.rename, asidePath)
        guard rename(asidePath, path) == 0 else { throw .io(operation: .rename, path: asidePath, errno: errno) }
        try syncFolder()
    }

    /// Removes the file aside after a failure.
    func discard() {
        if !faults.leavesUnfinishedFile { unlink(asidePath) }
    }

    private func syncFolder() throws(HNSWFileError) {
        try faults.check(.syncFolder, path)
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .io(operation: .syncFolder, path: path, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .io(operation: .syncFolder, path: path, errno: errno) }
    }
}
