import CVectorKernels

/// One of several searches over the graph that take turns on a thread, step by step.
///
/// A walk mostly waits for memory. Where it has asked for the codes that it needs next, another lane works.
struct SearchLane {
    private enum Stage {
        case idle, descending, walking, rescoring
    }

    private let scratch: SearchScratch
    private var stage = Stage.idle
    private var scorer: SlotScorer?
    private var descent: Descent?
    private var walk: LayerWalk?
    /// The number of the query that is being answered.
    private(set) var query = 0

    init(_ scratch: SearchScratch) { self.scratch = scratch }

    var isIdle: Bool { stage == .idle }
}

extension SearchLane {
    /// Begins to answer query `number`.
    mutating func begin(
        _ number: Int, _ vector: UnsafeBufferPointer<Float>, _ graph: HNSWGraph, checks: Unmanaged<ChunkChecks>?
    ) {
        let handle = graph.handle
        let scorer = handle.scorer(of: vector, graph.rotation, scratch, checks: checks)
        query = number
        self.scorer = scorer
        descent = Descent(
            handle, from: graph.counters.entry, top: graph.counters.topLayer, to: 0, scorer: scorer,
            slotCount: graph.slotCount, scratch: scratch)
        stage = .descending
    }

    /// The first half of a step: asks for what the second half needs.
    mutating func gather(_ request: SearchRequest, _ graph: HNSWGraph) {
        if stage == .descending {
            if descent?.gather() == true { return }
            beginWalk(request, graph)
        }
        if stage == .walking, walk?.gather() == false {
            if let pool = walk?.pool, let scorer { scorer.askForCodes(of: pool.buffer) }
            stage = .rescoring
        }
    }

    /// The second half.
    ///
    /// - Returns: the answer of a lane that is idle now.
    mutating func take(_ request: SearchRequest, _ graph: HNSWGraph) -> HNSWAnswer? {
        switch stage {
        case .idle: return nil
        case .descending: descent?.take()
        case .walking: walk?.take()
        case .rescoring:
            stage = .idle
            guard let walk, let scorer else { return nil }
            let best = graph.rescored(walk.pool, request, scorer, scratch)
            guard best.count >= min(request.k, request.matchCount) else { return graph.scan(request, scorer, scratch) }
            return HNSWAnswer(hits: best.sorted(), plan: .graph, comparedCount: walk.compared)
        }
        return nil
    }

    private mutating func beginWalk(_ request: SearchRequest, _ graph: HNSWGraph) {
        guard let descent, let scorer else { return }
        walk = LayerWalk(
            graph.handle, layer: 0, from: descent.current, width: request.ef, keeping: request.keptCount,
            scorer: scorer, slotCount: graph.slotCount, scratch: scratch)
        stage = .walking
    }
}
