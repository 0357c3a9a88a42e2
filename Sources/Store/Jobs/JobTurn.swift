import Foundation

/// The right to run the jobs of a store, which one process at a time has; it ends with its process, however that ends.
public final class JobTurn: Sendable {
    private let descriptor: CInt

    /// Nil where another process has it.
    ///
    /// - Throws: `CareError.fileOperation`.
    public init?(of store: RapportStore) throws {
        let path = store.folder + "/jobs.lock"
        let descriptor = try CareCalls.make("open", path) { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let isHeld = errno == EWOULDBLOCK
            let error = CareError.failed("lock", path)
            close(descriptor)
            if isHeld { return nil }
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
