import Glibc

/// Makes every call to the operating system that the graph's files need.
///
/// Tests put a layer of their own in its place, which records the calls or makes one fail. It is found
/// through the task and not handed down, so that a test reaches the files below the store as well.
package struct FileLayer: Sendable {
    @TaskLocal package static var current = FileLayer()

    /// Asked before each call; an error number makes the call fail with it, without being made.
    package var failure: @Sendable (FileCall) -> Int32?
    /// Bytes of one write at most: in pieces, so that a fault or a kill can come between them.
    package var pieceLength: Int

    package init(pieceLength: Int = 1 << 24, failure: @escaping @Sendable (FileCall) -> Int32? = { _ in nil }) {
        self.pieceLength = pieceLength
        self.failure = failure
    }

    /// Makes a call that gives a negative number and sets `errno` where it fails; again where a signal came between.
    ///
    /// - Throws: `HNSWFileError.io`.
    @discardableResult
    private func make<Value: SignedInteger>(
        _ call: FileCall, _ operation: FileOperation, _ path: String, _ body: () -> Value
    ) throws(HNSWFileError) -> Value {
        if let code = failure(call) { throw .io(operation: operation, path: path, errno: code) }
        while true {
            let value = body()
            if value >= 0 { return value }
            guard errno == EINTR else { throw .io(operation: operation, path: path, errno: errno) }
        }
    }
}

// MARK: - Reading

extension FileLayer {
    /// - Throws: `HNSWFileError.missing`, `io`.
    func open(_ path: String) throws(HNSWFileError) -> Int32 {
        do throws(HNSWFileError) {
            return try make(.open(path: path), .open, path) { Glibc.open(path, O_RDONLY | O_CLOEXEC) }
        } catch .io(_, _, ENOENT) {
            throw .missing(path: path)
        }
    }

    /// Maps a whole file for reading; nothing of an empty one.
    func map(_ file: Int32, _ path: String, length: Int) throws(HNSWFileError) -> UnsafeRawBufferPointer {
        var base: UnsafeMutableRawPointer?
        try make(.map(path: path), .map, path) {
            guard length > 0 else { return 0 }
            base = mmap(nil, length, PROT_READ, MAP_PRIVATE, file, 0)
            return base == MAP_FAILED ? -1 : 0
        }
        return UnsafeRawBufferPointer(start: base, count: length)
    }

    /// Whether a call that concerns memory may be made.
    func allows(_ call: FileCall) -> Bool { failure(call) == nil }
}

/// Which file it is, and how long.
struct FileIdentity: Equatable {
    var device: UInt
    var inode: UInt
    var length: Int

    init(_ status: stat) {
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        length = Int(status.st_size)
    }
}

extension FileLayer {
    func identity(of file: Int32, _ path: String) throws(HNSWFileError) -> FileIdentity {
        var status = stat()
        try make(.measure(path: path), .measure, path) { fstat(file, &status) }
        return FileIdentity(status)
    }

    /// Nil where there is no such file.
    func identity(at path: String) throws(HNSWFileError) -> FileIdentity? {
        var status = stat()
        do throws(HNSWFileError) {
            try make(.measure(path: path), .measure, path) { stat(path, &status) }
        } catch .io(_, _, ENOENT) {
            return nil
        }
        return FileIdentity(status)
    }
}

// MARK: - Writing

extension FileLayer {
    /// Opens a file for writing, which is made where it is missing.
    func create(_ path: String) throws(HNSWFileError) -> Int32 {
        // Private: the vectors are derived from private messages.
        try make(.create(path: path), .open, path) { Glibc.open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600) }
    }

    func close(_ file: Int32) { _ = Glibc.close(file) }

    /// Waits for a file's lock, which is given back when the file is closed or its process ends.
    func lock(_ file: Int32, _ path: String) throws(HNSWFileError) {
        try make(.lock(path: path), .lock, path) { flock(file, LOCK_EX) }
    }

    /// Takes room on the disk for `length` bytes, where the file system can, and makes the file that long.
    func allocate(_ length: Int, for file: Int32, _ path: String) throws(HNSWFileError) {
        guard length > 0 else { return }
        do throws(HNSWFileError) {
            try make(.allocate(path: path, length: length), .allocate, path) {
                errno = posix_fallocate(file, 0, off_t(length))
                return errno == 0 ? 0 : -1
            }
        } catch .io(_, _, EOPNOTSUPP) {
            // Writing will tell.
        }
    }

    /// Writes all of `bytes`.
    func write(
        _ bytes: UnsafeRawBufferPointer, to file: Int32, _ path: String, at offset: Int
    ) throws(HNSWFileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(pieceLength))
            let place = offset + (rest.startIndex - bytes.startIndex)
            let written = try make(.write(path: path, bytes: piece, offset: place), .write, path) {
                pwrite(file, piece.baseAddress, piece.count, off_t(place))
            }
            rest = rest.dropFirst(written)
        }
    }

    func setLength(_ length: Int, of file: Int32, _ path: String) throws(HNSWFileError) {
        try make(.setLength(path: path, length: length), .setLength, path) { ftruncate(file, off_t(length)) }
    }

    func sync(_ file: Int32, _ path: String) throws(HNSWFileError) {
        try make(.sync(path: path), .sync, path) { fsync(file) }
    }

    func rename(_ path: String, to newPath: String) throws(HNSWFileError) {
        try make(.rename(path: path, newPath: newPath), .rename, path) { Glibc.rename(path, newPath) }
    }

    func unlink(_ path: String) throws(HNSWFileError) {
        try make(.unlink(path: path), .unlink, path) { Glibc.unlink(path) }
    }

    /// Makes the entries of the folder that holds `path` survive a power cut.
    package func syncFolder(of path: String) throws(HNSWFileError) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        try make(.syncFolder(ofPath: path), .syncFolder, path) {
            let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { return Int32(-1) }
            let outcome = fsync(descriptor)
            let code = errno
            close(descriptor)
            errno = code
            return outcome
        }
    }
}
