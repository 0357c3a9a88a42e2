import Foundation
import RapportCore

/// Shows the other processes of a machine that a worker's process lives: a lock on one byte of a file, which ends with
/// the process, however that ends.
///
/// A process id would not do: it comes again, and says nothing to a process in another container.
final class WorkerSign: Sendable {
    private let descriptor: CInt
    /// Linux' F_OFD_GETLK and F_OFD_SETLK, which Swift's module of glibc leaves out
    /// (https://man7.org/linux/man-pages/man2/F_GETLK.2const.html).
    private static let (look, take): (CInt, CInt) = (36, 37)

    /// Shows it from now on. The worker's number is the byte's place, so that one file does for all.
    ///
    /// - Throws: `CareError.fileOperation`.
    init(of worker: Int64, in store: RapportStore) throws {
        let path = Self.path(in: store)
        descriptor = try Self.open(path)
        // Everything is set: leaving here runs `deinit`.
        _ = try Self.control(path, Self.take, descriptor, worker)
    }

    deinit { close(descriptor) }

    /// Whether some process shows it, this one included.
    ///
    /// - Throws: `CareError.fileOperation`.
    static func isSeen(of worker: Int64, in store: RapportStore) throws -> Bool {
        let path = path(in: store)
        let descriptor = try open(path)
        defer { close(descriptor) }
        return try control(path, look, descriptor, worker) != CShort(F_UNLCK)
    }

    private static func path(in store: RapportStore) -> String { store.folder + "/embed.lock" }

    private static func open(_ path: String) throws -> CInt {
        try CareCalls.make("open", path) { Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
    }

    /// Asks for the lock of a worker's byte, by open file and not by process: two workers of one process are two.
    ///
    /// - Returns: the type of the lock that stands there.
    private static func control(_ path: String, _ command: CInt, _ descriptor: CInt, _ worker: Int64) throws -> CShort {
        var lock = flock()
        lock.l_type = CShort(F_WRLCK)
        lock.l_whence = CShort(SEEK_SET)
        lock.l_start = off_t(worker)
        lock.l_len = 1
        try CareCalls.make("lock", path) { fcntl(descriptor, command, &lock) }
        return lock.l_type
    }
}
