import Foundation
import TestSupport
import Testing

/// The lock of a store's graph files, held as another process holds it.
struct HeldGraphLock: ~Copyable {
    private let descriptor: CInt
    private let inode: UInt64

    init(_ fixture: StoreFixture) throws {
        let path = fixture.folder.file("graphs/lock").path
        descriptor = open(path, O_RDWR | O_CREAT, 0o600)
        try #require(descriptor >= 0 && flock(descriptor, LOCK_EX) == 0)
        var status = stat()
        try #require(fstat(descriptor, &status) == 0)
        inode = UInt64(status.st_ino)
    }

    deinit { close(descriptor) }

    /// Waits until somebody waits for it.
    func awaitWaiter() async throws {
        for _ in 0..<3_000 {
            // To its end: what is said to have no length is read in one piece otherwise.
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/locks"))
            let locks = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
            let isAwaited = locks.split(separator: "\n").contains {
                $0.contains("->") && $0.contains(":\(inode) ")
            }
            if isAwaited { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw TestSupportError.timedOut(command: "waiting for the lock of the graphs", seconds: 60)
    }
}
