import Glibc
import Synchronization

/// Locks for the nodes of a graph while several threads insert.
///
/// A node's lock is one of a fixed number, found by its slot; a thread holds at most one at a time, so
/// that sharing cannot deadlock. Held for some tens of nanoseconds, hence spinning.
final class NodeLocks: Sendable {
    private static let count = 1 << 14
    /// Held to read or change where searches begin.
    let entry = SystemMutex()
    private nonisolated(unsafe) let words: UnsafeMutablePointer<Atomic<Bool>>

    init() {
        words = .allocate(capacity: Self.count)
        for index in 0..<Self.count { (words + index).initialize(to: Atomic(false)) }
    }

    deinit {
        words.deinitialize(count: Self.count)
        words.deallocate()
    }

    func lock(_ slot: UInt32) {
        let word = words + (Int(slot) & (Self.count - 1))
        var spins = 0
        while !word.pointee.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged {
            spins += 1
            // The holder may have lost its processor.
            if spins % 64 == 0 { sched_yield() }
        }
    }

    func unlock(_ slot: UInt32) {
        (words + (Int(slot) & (Self.count - 1))).pointee.store(false, ordering: .releasing)
    }
}

extension NodeLocks? {
    /// Runs `body` while the lock of `slot` is held; without locks just runs it.
    @inline(__always)
    func holding<Result>(_ slot: UInt32, _ body: () -> Result) -> Result {
        guard let locks = self else { return body() }
        locks.lock(slot)
        defer { locks.unlock(slot) }
        return body()
    }
}
