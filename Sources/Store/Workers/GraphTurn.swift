import Foundation

/// The right to bring a store's graphs up to date and save them after embedding, which one process at a time has: what
/// one has saved, the next maps, instead of building the same a second time. It ends with its process.
public final class GraphTurn: Sendable {
    private let descriptor: CInt
    private static let pauseMilliseconds = 100

    /// Waits for it.
    ///
    /// - Parameter waiting: is called once where another process has it.
    /// - Throws: `CareError.fileOperation`, `CancellationError`.
    public init(of store: RapportStore, waiting: () -> Void) async throws {
        let folder = GraphFolder(of: store).path
        try DurableFiles.makeFolder(folder)
        var hasWaited = false
        while true {
            if let descriptor = try FileLock.attempt(folder + "/turn") {
                self.descriptor = descriptor
                return
            }
            if !hasWaited { waiting() }
            hasWaited = true
            try await Task.sleep(for: .milliseconds(Self.pauseMilliseconds))
        }
    }

    deinit { close(descriptor) }
}
