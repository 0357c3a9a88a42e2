/// The choice of neighbours (Malkov and Yashunin 2018, algorithm 4).
extension GraphHandle {
    /// Chooses up to `cap` links for `slot` from candidates that are sorted best first.
    ///
    /// Edges of the spanning tree come first and are always kept. Another candidate is kept where it is
    /// nearer to `slot` than to every one kept before, so that links lead in different directions. A tie
    /// counts as too near: of many copies of one vector a node links to one, and its other links lead away.
    /// Where that leaves fewer than `least`, the nearest that were passed over fill up.
    func chooseNeighbours(
        of slot: UInt32, layer: Int, from candidates: [Candidate], cap: Int, least: Int, scratch: SearchScratch
    ) -> [UInt32] {
        var kept: [UInt32] = []
        kept.reserveCapacity(cap)
        var passed: [UInt32] = []
        scratch.kept.removeAll()
        func keep(_ slot: UInt32) {
            kept.append(slot)
            scratch.kept.append(slot, self)
        }
        if layer == 0 {
            for candidate in candidates where isTreeEdge(slot, candidate.slot) { keep(candidate.slot) }
        }
        let treeEdges = kept.count
        for candidate in candidates {
            guard kept.count < cap else { break }
            if treeEdges > 0 && isTreeEdge(slot, candidate.slot) { continue }
            if scratch.kept.anyIsAsNear(candidate, self) { passed.append(candidate.slot) } else { keep(candidate.slot) }
        }
        for slot in passed {
            guard kept.count < least else { break }
            kept.append(slot)
        }
        return kept
    }

    /// The candidates among `slots` for links of `slot`, best first.
    func rank(_ slots: [UInt32], for slot: UInt32, scratch: SearchScratch) -> [Candidate] {
        var scores = [Float](repeating: 0, count: slots.count)
        scorer(of: slot, scratch).score(slots, count: slots.count, into: &scores)
        var ranked = zip(slots, scores).map { Candidate(similarity: $1, slot: $0) }
        ranked.sort { ($0.similarity, $1.slot) > ($1.similarity, $0.slot) }
        return ranked
    }
}
