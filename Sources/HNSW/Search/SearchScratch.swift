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
    /// Slots that a filtered walk may walk through, or that another one will probably meet next.
    let bridges: UnsafeMutablePointer<UInt32>
    /// What a filtered walk may return.
    private var results: UnsafeMutablePointer<Candidate>
    private var resultCapacity = 0
    /// The vector that slots are compared with.
    let query: CodeQueries
    var kept: KeptNeighbours
    /// A rotated vector, and room to rotate it.
    let rotated: UnsafeMutablePointer<Float>
    let spare: UnsafeMutablePointer<Float>

    /// More than any gathering of links puts into one batch.
    static let batchCapacity = 1024

    init(_ parameters: HNSWParameters) {
        marks = .allocate(capacity: 0)
        entries = .allocate(capacity: 0)
        batch = .allocate(capacity: Self.batchCapacity)
        scores = .allocate(capacity: Self.batchCapacity)
        bridges = .allocate(capacity: Self.batchCapacity)
        results = .allocate(capacity: 0)
        let dimension = parameters.codeDimension
        query = CodeQueries(dimension: dimension, capacity: 1, hasWords: true)
        kept = KeptNeighbours(codeDimension: dimension, capacity: 2 * parameters.m + 1)
        rotated = .allocate(capacity: dimension)
        spare = .allocate(capacity: dimension)
    }

    deinit {
        marks.deallocate()
        entries.deallocate()
        batch.deallocate()
        scores.deallocate()
        bridges.deallocate()
        results.deallocate()
        rotated.deallocate()
        spare.deallocate()
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
        return VisitedSet(marks: marks, epoch: epoch, slotCount: slotCount)
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

    /// A second empty pool, beside the first.
    func resultPool(capacity: Int) -> CandidatePool {
        if capacity > resultCapacity {
            results.deallocate()
            resultCapacity = capacity
            results = .allocate(capacity: capacity)
        }
        return CandidatePool(entries: results, capacity: capacity)
    }
}
