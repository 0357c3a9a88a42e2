import Glibc

/// A file's bytes, read-only, for as long as this object lives; renaming another file over it does no harm.
final class MappedFile: Sendable {
    let path: String
    let descriptor: Int32
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

    /// - Throws: `HNSWFileError.missing`, `io`.
    init(_ path: String) throws(HNSWFileError) {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(path: path) : .io(operation: .open, path: path, errno: errno)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw .io(operation: .measure, path: path, errno: code)
        }
        let length = Int(status.st_size)
        let base = length > 0 ? mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0) : nil
        guard base != MAP_FAILED else {
            let code = errno
            close(descriptor)
            throw .io(operation: .map, path: path, errno: code)
        }
        self.path = path
        self.descriptor = descriptor
        bytes = UnsafeRawBufferPointer(start: base, count: length)
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
        close(descriptor)
    }
}
