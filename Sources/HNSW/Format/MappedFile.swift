import Glibc

/// A file's bytes, read-only, for as long as this object lives; renaming another file over it does no harm.
final class MappedFile: Sendable {
    let path: String
    let descriptor: Int32
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

    /// - Throws: `HNSWFileError.missing`, `io`.
    init(_ path: String) throws(HNSWFileError) {
        let layer = FileLayer.current
        let descriptor = try layer.open(path)
        do throws(HNSWFileError) {
            let length = try layer.identity(of: descriptor, path).length
            bytes = try layer.map(descriptor, path, length: length)
        } catch {
            layer.close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
        close(descriptor)
    }
}
