@preconcurrency import Glibc
import RapportCore

/// A file that appears under its name when it is whole: written aside, then renamed. Not synced, since an
/// export can be made again.
///
/// A path that is there and is no regular file, such as a pipe or `/dev/stdout`, is written in place.
package struct ExportFile: ~Copyable {
    private let path: String
    private let writtenPath: String
    private var descriptor: Int32

    package init(path: String) throws(ExportError) {
        self.path = path
        var status = stat()
        let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        writtenPath = isSpecial ? path : "\(path).partial-\(getpid())"
        descriptor = open(writtenPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: lastError()) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        // Not closed by `close`: an error lies behind us, and half a file helps nobody.
        _ = Glibc.close(descriptor)
        if writtenPath != path { _ = unlink(writtenPath) }
    }

    package func write(_ bytes: [UInt8]) throws(ExportError) {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .cannotWrite(path: path, reason: lastError()) }
            done += written
        }
    }

    /// Puts the file in its place.
    package mutating func close() throws(ExportError) {
        let closed = Glibc.close(descriptor)
        descriptor = -1
        let isPlaced = closed == 0 && (writtenPath == path || rename(writtenPath, path) == 0)
        guard isPlaced else {
            let reason = lastError()
            if writtenPath != path { _ = unlink(writtenPath) }
            throw .cannotWrite(path: path, reason: reason)
        }
    }
}

private func lastError() -> String { String(cString: strerror(errno)) }

/// An export that could not be written.
public enum ExportError: RapportError, Equatable {
    case unknownEnding(path: String)
    case cannotWrite(path: String, reason: String)

    public var message: String {
        switch self {
        case .unknownEnding(let path):
            "cannot tell the format of '\(path)' by its ending; end it in .csv or .jsonl"
        case .cannotWrite(let path, let reason):
            "cannot write '\(path)': \(reason); nothing was left there; check the folder and its free space"
        }
    }
}
