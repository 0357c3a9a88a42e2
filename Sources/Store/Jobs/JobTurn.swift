import Foundation

/// The right to run the jobs of a store, which one process at a time has; it ends with its process, however that ends.
public final class JobTurn: Sendable {
    private let descriptor: CInt

    /// Nil where another process has it.
    ///
    /// - Throws: `CareError.fileOperation`.
    public init?(of store: RapportStore) throws {
        guard let descriptor = try FileLock.attempt(store.folder + "/jobs.lock") else { return nil }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
