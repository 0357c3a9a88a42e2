import CVectorKernels

/// The walk over layer 0 that returns only admitted nodes.
///
/// In the plain form it follows every node. In the other it compares admitted nodes only and steps over what lies
/// between them (see `FilteredWalk+Gathering`). Either way it walks twice as far as it hopes to need and looks at
/// what the second half brought: where many of the best were new, more are missing, and the walk says so. It can
/// then go on, which costs no more than what is new.
///
/// No other sign was found that tells the filters that a walk can serve from those that it cannot. How similar
/// the results are, how many nodes around the query are admitted and how rare matches are all depend on the data.
struct FilteredWalk {
    /// How a walk ended.
    enum Outcome {
        /// The results are as good as those of a search without a filter.
        case settled
        /// The second half still brought some of the best: to go on may do.
        case unsettled
        /// The matches lie elsewhere, or the walk became dearer than comparing all of them.
        case failed
    }

    let handle: GraphHandle
    let scorer: SlotScorer
    let admitted: AdmittedSlots
    /// How far it goes at first, and how far it may be asked to go on.
    let width: FilteredWidth
    let widest: FilteredWidth
    let scratch: SearchScratch
    private let slotCount: Int
    private(set) var visited: VisitedSet
    /// What was compared, best first; those followed are marked.
    private var candidates: CandidatePool
    /// The best that are admitted; after half of the walk those found so far are marked.
    private(set) var results: CandidatePool
    private(set) var compared = 0
    private var followed = 0
    /// Candidates before it were followed.
    private var cursor = 0

    init(
        handle: GraphHandle, scorer: SlotScorer, admitted: AdmittedSlots, width: FilteredWidth,
        widest: FilteredWidth, slotCount: Int, scratch: SearchScratch
    ) {
        self.handle = handle
        self.scorer = scorer
        self.admitted = admitted
        self.width = width
        self.widest = widest
        self.scratch = scratch
        self.slotCount = slotCount
        visited = scratch.visited(slotCount: slotCount)
        candidates = scratch.pool(capacity: widest.most)
        results = scratch.resultPool(capacity: widest.kept)
    }

    /// Walks from `start`; gives up once more than `limit` vectors were compared.
    mutating func run(from start: UInt32, limit: Int) -> Outcome {
        begin(gatherStart(start))
        guard look() else { return .failed }
        if width.stepsOverTwoLinks { beginAmongAdmitted(start) }
        guard go(to: width.half, limit: limit) else { return .failed }
        return goOn(to: width, limit: limit)
    }

    /// Goes on until about twice as far as before, and looks at what that brought.
    mutating func goOn(to width: FilteredWidth, limit: Int) -> Outcome {
        results.markAllFollowed()
        guard go(to: width, limit: limit) else { return .failed }
        let fresh = freshCount
        return fresh <= width.freshLimit ? .settled : fresh <= 2 * width.freshLimit ? .unsettled : .failed
    }

    /// - Returns: false where more than `limit` vectors were compared.
    private mutating func go(to width: FilteredWidth, limit: Int) -> Bool {
        while let next = nextCandidate(width) {
            follow(width.stepsOverTwoLinks ? gatherOverTwoLinks(next) : gatherAll(next))
            if compared > limit { return false }
        }
        return true
    }

    /// Follows a few nodes around the query, admitted or not.
    ///
    /// - Returns: false where far fewer of what it met are admitted than of all.
    private mutating func look() -> Bool {
        var met = 0
        while followed < width.lookSteps, let next = nextCandidate(width) {
            let count = gatherAll(next)
            met += (0..<count).count { admitted.contains(scratch.batch[$0]) }
            follow(count)
        }
        return Double(met) >= width.share / 4 * Double(compared - 1)
    }

    /// Walks anew over admitted nodes, from the best that the look around found and some from everywhere.
    private mutating func beginAmongAdmitted(_ start: UInt32) {
        visited = scratch.visited(slotCount: slotCount)
        let count = gatherSeeds(after: gatherStart(start, and: results))
        candidates.removeAll()
        results.removeAll()
        followed = 0
        begin(count)
    }

    private mutating func begin(_ count: Int) {
        cursor = 0
        take(count: count)
        cursor = 0
    }

    /// Of the results that decide those that the second half brought.
    private var freshCount: Int {
        (0..<min(width.deciding, results.count)).count { !results[$0].isFollowed }
    }

    /// Marks the best candidate that is still to be followed; nil where part of the walk is done.
    private mutating func nextCandidate(_ part: FilteredWidth) -> UInt32? {
        while cursor < candidates.count && candidates[cursor].isFollowed { cursor += 1 }
        guard cursor < candidates.count, followed < part.most else { return nil }
        let entry = candidates[cursor]
        if cursor >= part.least && results.count >= part.results
            && entry.similarity < results[part.results - 1].similarity
        {
            return nil
        }
        candidates.markFollowed(cursor)
        followed += 1
        return entry.slot
    }

    /// Compares what was gathered behind the candidate at `cursor`.
    private mutating func follow(_ count: Int) {
        cursor += 1
        if cursor < candidates.count { prefetchLinks(candidates[cursor].plainSlot) }
        take(count: count)
    }

    /// What a candidate must exceed so that it may be followed, however far the walk goes on.
    private var bar: Float {
        guard candidates.count >= widest.least, results.count >= widest.results else { return candidates.bar }
        let worstResult = results[widest.results - 1].similarity
        let worst = widest.least > 0 ? min(worstResult, candidates[widest.least - 1].similarity) : worstResult
        return max(candidates.bar, worst)
    }

    /// Compares the first `count` slots of the batch; `cursor` goes back to the best that is to be followed.
    private mutating func take(count: Int) {
        let (batch, scores) = (scratch.batch, scratch.scores)
        scorer.score(batch, count: count, into: scores)
        compared += count
        let bar = bar
        for index in 0..<count {
            let (slot, similarity) = (batch[index], scores[index])
            if similarity > bar && similarity > candidates.bar {
                let place = candidates.insertAmongMany(slot, similarity)
                if place < cursor {
                    prefetchLinks(slot)
                    cursor = place
                }
            }
            if similarity > results.bar && admitted.contains(slot) { results.insertAmongMany(slot, similarity) }
        }
    }

    @inline(__always)
    func prefetchLinks(_ slot: UInt32) {
        vk_prefetch(handle.blocks + Int(slot) &* handle.blockStride, handle.linkLength)
    }
}
