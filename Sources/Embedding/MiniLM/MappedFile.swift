import Foundation
import RapportCore

/// Maps a whole file for reading.
///
/// The file must not shrink while it is mapped: reading past its new end would end the process. Model files are
/// replaced by renaming, which leaves a mapping as it was.
enum MappedFile {
    /// The file's bytes; they stay mapped as long as the store lives.
    ///
    /// - Throws: `ModelError.missing` or `.unreadable`.
    static func open(_ path: String) throws(ModelError) -> ByteStore {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(path: path) : .unreadable(path: path, reason: lastError())
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: lastError()) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "not a regular file") }
        let count = Int(status.st_size)
        if count == 0 { return ByteStore(copying: [] as [UInt8]) }
        guard let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw .unreadable(path: path, reason: lastError())
        }
        return ByteStore(base: UnsafeRawPointer(base), count: count) { base, count in
            munmap(UnsafeMutableRawPointer(mutating: base), count)
        }
    }

    /// Bytes of the regular file at `path`; nil where there is none.
    static func size(_ path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    private static func lastError() -> String { String(cString: strerror(errno)) }
}
