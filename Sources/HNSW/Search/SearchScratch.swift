/// The working memory of one walk at a time; reused from walk to walk.
final class SearchScratch {
    private var marks: UnsafeMutablePointer<UInt8>
    private var markCount = 0
    private var epoch = UInt8.max
    private var entries: UnsafeMutablePointer<Candidate>
    private var entryCapacity = 0
    /// Slots that are about to be scored, and their scores.
    let batch: UnsafeMutablePointer<UInt32>
    let scores: UnsafeMutablePointer<Float>
    /// Slots that a filtered walk may walk through.
    let bridges: UnsafeMutablePointer<UInt32>
    var frontier = Frontier()

    /// More than any gathering of links puts into one batch.
    static let batchCapacity = 1024

    init() {
        marks = .allocate(capacity: 0)
        entries = .allocate(capacity: 0)
        batch = .allocate(capacity: Self.batchCapacity)
        scores = .allocate(capacity: Self.batchCapacity)
        bridges = .allocate(capacity: Self.batchCapacity)
    }

    deinit {
        marks.deallocate()
        entries.deallocate()
        batch.deallocate()
        scores.deallocate()
        bridges.deallocate()
    }

    /// An empty set for slots under `slotCount`.
    func visited(slotCount: Int) -> VisitedSet {
        if slotCount > markCount {
            marks.deallocate()
            markCount = slotCount.roundedUp(to: 4096)
            marks = .allocate(capacity: markCount)
            epoch = .max
        }
        if epoch == .max {
            marks.update(repeating: 0, count: markCount)
            epoch = 0
        }
        epoch += 1
        return VisitedSet(marks: marks, epoch: epoch)
    }

    /// An empty pool; the one before is gone.
    func pool(capacity: Int) -> CandidatePool {
        if capacity > entryCapacity {
            entries.deallocate()
            entryCapacity = capacity
            entries = .allocate(capacity: capacity)
        }
        return CandidatePool(entries: entries, capacity: capacity)
    }
}

/// Lends scratch memory to searches that run at the same time.
final class ScratchPool: Sendable {
    private let lock = SystemMutex()
    /// Guarded by `lock`.
    private nonisolated(unsafe) var idle: [SearchScratch] = []

    func withScratch<Result, Failure>(
        _ body: (SearchScratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let scratch = lock.withLock { idle.popLast() } ?? SearchScratch()
        defer { lock.withLock { idle.append(scratch) } }
        return try body(scratch)
    }
}
