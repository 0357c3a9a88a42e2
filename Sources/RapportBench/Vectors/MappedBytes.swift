import Foundation

/// A file's bytes, mapped for reading as long as the value lives.
final class MappedBytes {
    let bytes: UnsafeRawBufferPointer

    init(_ path: String) throws(VectorFileProblem) {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw .system(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .system("it is not a regular file") }
        guard status.st_size > 0 else { throw .empty }
        let size = Int(status.st_size)
        guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
            throw .system(String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: address, count: size)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
