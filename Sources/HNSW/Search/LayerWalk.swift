import CVectorKernels

/// A best-first walk over one layer (Malkov and Yashunin 2018, algorithm 2), step by step.
///
/// A step has two halves, so that several walks can take turns on one thread: while the codes that one has asked
/// for arrive from memory, the others work.
struct LayerWalk {
    private let handle: GraphHandle
    private let layer: Int
    private let width: Int
    private let scorer: SlotScorer
    private let visited: VisitedSet
    private let batch: UnsafeMutablePointer<UInt32>
    private let scores: UnsafeMutablePointer<Float>
    private let locks: NodeLocks?
    private(set) var pool: CandidatePool
    /// Vectors compared so far.
    private(set) var compared = 1
    private var cursor = 0
    /// Slots in the batch that wait for `take`.
    private var waiting = 0

    /// - Parameters:
    ///   - width: nodes that are followed at most, and the nearest that the walk is to find.
    ///   - kept: nodes that the pool keeps at least: those beyond `width` are not followed, but the order is one
    ///     of estimates, and compared in full they may turn out to be nearer.
    @inline(__always)
    init(
        _ handle: GraphHandle, layer: Int, from start: UInt32, width: Int, keeping kept: Int = 0, scorer: SlotScorer,
        slotCount: Int, scratch: SearchScratch, locks: NodeLocks? = nil
    ) {
        self.handle = handle
        self.layer = layer
        self.width = width
        self.scorer = scorer
        self.locks = locks
        visited = scratch.visited(slotCount: slotCount)
        pool = scratch.pool(capacity: max(width, kept))
        batch = scratch.batch
        scores = scratch.scores
        _ = visited.insert(start)
        batch[0] = start
        scorer.score(batch, count: 1, into: scores)
        _ = pool.insert(start, scores[0])
    }

    /// Takes both halves of all steps.
    @inline(__always)
    mutating func run() {
        while gather() { take() }
    }

    /// The first half: finds the nearest candidate that was not followed and those of its links that were not met.
    ///
    /// - Returns: false at the end of the walk.
    @inline(__always)
    mutating func gather() -> Bool {
        while cursor < min(pool.count, width) {
            let entry = pool[cursor]
            guard !entry.isFollowed else {
                cursor &+= 1
                continue
            }
            pool.markFollowed(cursor)
            waiting = locks.holding(entry.slot) {
                visited.gather(handle.links(entry.slot, layer: layer), handle.rows, into: batch)
            }
            compared &+= waiting
            if cursor + 1 < pool.count { prefetchLinks(pool[cursor &+ 1].plainSlot) }
            return true
        }
        return false
    }

    /// The second half: compares what was found and keeps the nearest.
    @inline(__always)
    mutating func take() {
        scorer.score(batch, count: waiting, into: scores)
        var first = cursor &+ 1
        for index in 0..<waiting where scores[index] > pool.bar {
            let place = pool.insert(batch[index], scores[index])
            if place > first { continue }
            // It will be followed next, or right after.
            prefetchLinks(batch[index])
            first = place
        }
        cursor = first
    }

    @inline(__always)
    private func prefetchLinks(_ slot: UInt32) {
        if layer == 0 { vk_prefetch(handle.blocks + Int(slot) &* handle.blockStride, handle.linkLength) }
    }
}
