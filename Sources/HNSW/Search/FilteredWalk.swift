/// The walk over layer 0 that returns only admitted nodes.
///
/// In the plain form it follows every node and returns those that are admitted. In the other it compares
/// admitted neighbours only and, where a node has few, those of its other neighbours too (after ACORN-1,
/// Patel et al. 2024). Where even these are few, or matches are rarer around a node than they are in all, it
/// follows the node's other neighbours as well: matches lie elsewhere, and the way there matters.
struct FilteredWalk {
    let handle: GraphHandle
    let scorer: SlotScorer
    let admitted: SlotBitmap
    let stepsOverTwoLinks: Bool
    let visited: VisitedSet
    let scratch: SearchScratch
    private(set) var pool: CandidatePool
    private(set) var compared = 0
    /// Results that decide how far the walk goes; the pool keeps more, since their order is one of estimates.
    private let ef: Int
    /// Matches among all records.
    private let share: Double

    init(
        handle: GraphHandle, scorer: SlotScorer, request: SearchRequest, admitted: SlotBitmap, stepsOverTwoLinks: Bool,
        counters: GraphCounters,
        scratch: SearchScratch
    ) {
        self.handle = handle
        self.scorer = scorer
        self.admitted = admitted
        self.stepsOverTwoLinks = stepsOverTwoLinks
        self.scratch = scratch
        share = Double(request.matchCount) / Double(max(counters.liveCount, 1))
        visited = scratch.visited(slotCount: counters.slotCount)
        ef = request.ef
        pool = scratch.pool(capacity: request.groups == nil ? 4 * request.ef : request.ef)
        scratch.frontier.removeAll()
    }

    /// Walks from `start` until no candidate is nearer than the worst result.
    ///
    /// - Returns: false where it gave up because it compared more than `limit` vectors.
    mutating func run(from start: UInt32, limit: Int) -> Bool {
        _ = visited.insert(start)
        scratch.batch[0] = start
        take(count: 1)
        while let next = scratch.frontier.pop() {
            if next.similarity < bar { return true }
            let matches = gather(next.slot)
            take(count: matches)
            if compared > limit { return false }
        }
        return true
    }

    /// What a candidate must exceed to be followed.
    private var bar: Float { pool.count < ef ? -.infinity : pool[ef - 1].similarity }

    /// Compares the first `count` slots of the batch; those near enough are followed later, the admitted
    /// ones among them are results.
    private mutating func take(count: Int) {
        scorer.score(scratch.batch, count: count, into: scratch.scores)
        compared += count
        for index in 0..<count {
            let slot = scratch.batch[index]
            let similarity = scratch.scores[index]
            if similarity > bar { scratch.frontier.push(slot, similarity) }
            if similarity > pool.bar && admitted.contains(slot) { _ = pool.insert(slot, similarity) }
        }
    }

    /// Puts what is to be compared next into the batch.
    private func gather(_ slot: UInt32) -> Int {
        stepsOverTwoLinks ? gatherMatches(slot) : gather(from: slot, to: 0) { _ in true }
    }

    /// Adds the nodes behind `slot` that were not met yet and satisfy a condition to a batch of `count`.
    @inline(__always)
    private func gather(from slot: UInt32, to count: Int, where condition: (UInt32) -> Bool) -> Int {
        var count = count
        let slotCount = UInt32(truncatingIfNeeded: visited.slotCount)
        for link in handle.links(slot, layer: 0).links
        where link < slotCount && condition(link) && visited.insert(link) {
            scratch.batch[count] = link
            count += 1
        }
        return count
    }

    private func gatherMatches(_ slot: UInt32) -> Int {
        let links = handle.links(slot, layer: 0).links
        let bridges = scratch.bridges
        var bridgeCount = 0
        for link in links where link < UInt32(visited.slotCount) && !admitted.contains(link) {
            bridges[bridgeCount] = link
            bridgeCount += 1
        }
        var count = gather(from: slot, to: 0, where: admitted.contains)
        let enough = 3 * handle.parameters.m / 2
        for index in 0..<bridgeCount where !visited.contains(bridges[index]) {
            if count >= enough { break }
            scorer.verifyBlocks(bridges + index, count: 1)
            count = gather(from: bridges[index], to: count, where: admitted.contains)
        }
        let expected = share * Double(links.count)
        let isDesert = count < enough / 6 || Double(links.count - bridgeCount) < expected / 2
        return isDesert ? gather(from: slot, to: count) { _ in true } : count
    }
}
