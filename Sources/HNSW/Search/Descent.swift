/// The greedy way down through the upper layers, one best node a layer, step by step as a `LayerWalk`.
struct Descent {
    private let handle: GraphHandle
    private let scorer: SlotScorer
    private let visited: VisitedSet
    private let batch: UnsafeMutablePointer<UInt32>
    private let scores: UnsafeMutablePointer<Float>
    private let locks: NodeLocks?
    /// The layer above which the way ends.
    private let target: Int
    private var layer: Int
    private var best: Float = 0
    private var waiting = 0
    /// The nearest node so far; at the end the nearest that was met above the target layer, or the start.
    private(set) var current: UInt32

    @inline(__always)
    init(
        _ handle: GraphHandle, from start: UInt32, top: Int, to target: Int, scorer: SlotScorer, slotCount: Int,
        scratch: SearchScratch, locks: NodeLocks? = nil
    ) {
        self.handle = handle
        self.scorer = scorer
        self.locks = locks
        self.target = target
        layer = top
        current = start
        // What was met on a layer above was no nearer than the best: it need not be compared again.
        visited = scratch.visited(slotCount: slotCount)
        batch = scratch.batch
        scores = scratch.scores
        guard top > target else { return }
        _ = visited.insert(start)
        batch[0] = start
        scorer.score(batch, count: 1, into: scores)
        best = scores[0]
    }

    /// Takes both halves of all steps.
    ///
    /// - Returns: where the way ended.
    @inline(__always)
    mutating func run() -> UInt32 {
        while gather() { take() }
        return current
    }

    /// The first half: finds the links of the nearest node that were not met.
    ///
    /// - Returns: false at the end of the way.
    @inline(__always)
    mutating func gather() -> Bool {
        guard layer > target else { return false }
        waiting = locks.holding(current) {
            visited.gather(handle.links(current, layer: layer), handle.rows, into: batch)
        }
        return true
    }

    /// The second half: moves to the nearest of them, or a layer down where none is nearer.
    @inline(__always)
    mutating func take() {
        scorer.score(batch, count: waiting, into: scores)
        let before = current
        for index in 0..<waiting where scores[index] > best {
            best = scores[index]
            current = batch[index]
        }
        if current == before { layer -= 1 }
    }
}
