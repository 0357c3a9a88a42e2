import CZlib
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that appears whole or not at all: written aside, synced, then renamed.
///
/// Memory is one buffer, whatever the length of the file.
final class OutputFile {
    private let path: String
    private let asidePath: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var deflater: Deflater?
    private static let bufferSize = 1 << 18

    /// Opens a file beside `path`; a path that ends in `.gz` is compressed.
    init(path: String) throws(LogWriteError) {
        self.path = path
        self.asidePath = "\(path).writing-\(getpid())"
        self.descriptor = open(asidePath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        self.deflater = nil
        buffer.reserveCapacity(Self.bufferSize + 4_096)
        guard descriptor >= 0 else { throw systemError("creating it") }
        if path.hasSuffix(".gz") {
            guard let deflater = Deflater() else { throw systemError("starting compression") }
            self.deflater = deflater
        }
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unlink(asidePath)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(LogWriteError) {
        if bytes.count >= Self.bufferSize {
            try flush()
            try emit(bytes)
        } else {
            buffer.append(contentsOf: bytes)
            if buffer.count >= Self.bufferSize { try flush() }
        }
    }

    func write(_ bytes: [UInt8]) throws(LogWriteError) {
        try bytes.withUnsafeBufferPointer { (all) throws(LogWriteError) in try write(UnsafeRawBufferPointer(all)) }
    }

    /// Syncs the file and gives it its name; without this call nothing appears at `path`.
    func commit() throws(LogWriteError) {
        try flush()
        if let deflater {
            try deflater.finish { (bytes) throws(LogWriteError) in try writeAll(bytes) }
        }
        guard fsync(descriptor) == 0 else { throw systemError("syncing it") }
        guard rename(asidePath, path) == 0 else { throw systemError("renaming it into place") }
        close(descriptor)
        descriptor = -1
        let directory = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        if directory >= 0 {
            fsync(directory)
            close(directory)
        }
    }

    private func flush() throws(LogWriteError) {
        let full = buffer
        buffer.removeAll(keepingCapacity: true)
        try full.withUnsafeBufferPointer { (all) throws(LogWriteError) in try emit(UnsafeRawBufferPointer(all)) }
    }

    private func emit(_ bytes: UnsafeRawBufferPointer) throws(LogWriteError) {
        guard let deflater else { return try writeAll(bytes) }
        try deflater.compress(bytes) { (compressed) throws(LogWriteError) in try writeAll(compressed) }
    }

    private func writeAll(_ bytes: UnsafeRawBufferPointer) throws(LogWriteError) {
        var rest = bytes
        while let base = rest.baseAddress, rest.count > 0 {
            #if canImport(Glibc)
                let written = Glibc.write(descriptor, base, rest.count)
            #else
                let written = Darwin.write(descriptor, base, rest.count)
            #endif
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw systemError("writing to it") }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    private func systemError(_ step: String) -> LogWriteError {
        LogWriteError(file: path, problem: .system(step: step, reason: String(cString: strerror(errno))))
    }
}
