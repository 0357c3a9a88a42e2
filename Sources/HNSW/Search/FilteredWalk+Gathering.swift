import CVectorKernels

/// What a filtered walk compares next: all of these put slots into the batch and return how many.
extension FilteredWalk {
    /// Admitted slots, spread over the graph, that a walk over admitted nodes begins with.
    private static let seedCount = 32
    /// Rows of links that are asked for ahead of their use.
    private static let rowsAhead = 4

    /// The first node, and results of a walk before this one.
    func gatherStart(_ start: UInt32, and results: CandidatePool? = nil) -> Int {
        _ = visited.insert(start)
        scratch.batch[0] = start
        var count = 1
        for index in 0..<min(results?.count ?? 0, Self.seedCount) {
            if let slot = results?[index].plainSlot { add(slot, to: &count) }
        }
        return count
    }

    /// Admitted slots from everywhere, since the way from the query to where they lie may be long.
    func gatherSeeds(after count: Int) -> Int {
        var count = count
        for number in 0..<Self.seedCount {
            guard let slot = admitted.slot(near: mix(UInt64(number))) else { return count }
            if Int(slot) < visited.slotCount && handle.isLive(slot) { add(slot, to: &count) }
        }
        return count
    }

    private func add(_ slot: UInt32, to count: inout Int) {
        guard visited.insert(slot) else { return }
        scratch.batch[count] = slot
        count += 1
    }

    /// The neighbours that were not met yet.
    func gatherAll(_ slot: UInt32) -> Int {
        visited.gather(handle.links(slot, layer: 0), scorer.rows, into: scratch.batch)
    }

    /// The admitted neighbours that were not met yet and, where these are few, those of the other neighbours too.
    ///
    /// After ACORN-1 (Patel et al. 2024) and NaviX (Sehgal and Salihoglu 2025). Where even that finds nothing the
    /// other neighbours are followed themselves: the way out of a region without matches.
    func gatherOverTwoLinks(_ slot: UInt32) -> Int {
        let (batch, bridges) = (scratch.batch, scratch.bridges)
        var (count, bridgeCount) = admitted.gather(
            handle.links(slot, layer: 0), visited, scorer.rows, to: batch, others: bridges)
        let enough = handle.parameters.m
        for index in 0..<min(bridgeCount, Self.rowsAhead) where count < enough { prefetchLinks(bridges[index]) }
        for index in 0..<bridgeCount where count < enough {
            if index + Self.rowsAhead < bridgeCount { prefetchLinks(bridges[index + Self.rowsAhead]) }
            count += gather(over: bridges[index], to: batch + count)
        }
        guard count == 0 else { return count }
        batch.update(from: bridges, count: bridgeCount)
        return bridgeCount
    }

    /// The admitted neighbours of a node that is not admitted itself. It is not stepped over again.
    private func gather(over bridge: UInt32, to batch: UnsafeMutablePointer<UInt32>) -> Int {
        withUnsafePointer(to: bridge) { scorer.verifyBlocks($0, count: 1) }
        _ = visited.insert(bridge)
        return admitted.gatherAlone(handle.links(bridge, layer: 0), visited, scorer.rows, to: batch)
    }
}
