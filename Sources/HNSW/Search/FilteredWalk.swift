/// The walk over layer 0 that returns only admitted nodes.
///
/// In the plain form it follows every node and returns those that are admitted. In the other it compares
/// admitted neighbours only and, where a node has few, those of its other neighbours too (after ACORN-1,
/// Patel et al. 2024). Where even these are few it follows the others as well, so that it finds its way
/// out of a region in which nothing matches.
struct FilteredWalk {
    let handle: GraphHandle
    let scorer: FloatScorer
    let admitted: SlotBitmap
    let stepsOverTwoLinks: Bool
    let visited: VisitedSet
    let scratch: SearchScratch
    private(set) var pool: CandidatePool
    private(set) var compared = 0

    init(
        handle: GraphHandle, request: SearchRequest, admitted: SlotBitmap, stepsOverTwoLinks: Bool, slotCount: Int,
        scratch: SearchScratch
    ) {
        self.handle = handle
        self.scorer = FloatScorer(query: request.query, handle: handle)
        self.admitted = admitted
        self.stepsOverTwoLinks = stepsOverTwoLinks
        self.scratch = scratch
        visited = scratch.visited(slotCount: slotCount)
        pool = scratch.pool(capacity: request.ef)
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
            if pool.isFull && next.similarity < pool.bar { return true }
            let matches = gather(next.slot)
            take(count: matches)
            if compared > limit { return false }
        }
        return true
    }

    /// Compares the first `count` slots of the batch; those near enough are followed later, the admitted
    /// ones among them are results.
    private mutating func take(count: Int) {
        scorer.score(scratch.batch, count: count, into: scratch.scores)
        compared += count
        for index in 0..<count {
            let slot = scratch.batch[index]
            let similarity = scratch.scores[index]
            if pool.isFull && similarity <= pool.bar { continue }
            scratch.frontier.push(slot, similarity)
            if admitted.contains(slot) { _ = pool.insert(slot, similarity) }
        }
    }

    /// Puts what is to be compared next into the batch.
    private func gather(_ slot: UInt32) -> Int {
        let batch = scratch.batch
        let bridges = scratch.bridges
        var count = 0
        var bridgeCount = 0
        for link in links(slot) where !visited.contains(link) {
            if !stepsOverTwoLinks || admitted.contains(link) {
                _ = visited.insert(link)
                batch[count] = link
                count += 1
            } else {
                bridges[bridgeCount] = link
                bridgeCount += 1
            }
        }
        let enough = handle.parameters.m
        var bridge = 0
        while bridge < bridgeCount && count < enough {
            for link in links(bridges[bridge]) where admitted.contains(link) && visited.insert(link) {
                batch[count] = link
                count += 1
            }
            bridge += 1
        }
        let isDesert = count < enough / 4
        for index in 0..<bridge where visited.insert(bridges[index]) && isDesert {
            batch[count] = bridges[index]
            count += 1
        }
        return count
    }

    private func links(_ slot: UInt32) -> UnsafeMutableBufferPointer<UInt32> { handle.links(slot, layer: 0).links }
}
