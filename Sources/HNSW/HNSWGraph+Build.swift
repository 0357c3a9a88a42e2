import Synchronization

extension HNSWGraph {
    /// Inserts many records at once, on several threads.
    ///
    /// A label that is in the graph gets its new vector; of equal labels the last counts. Searches see new
    /// labels all at once, at the end.
    ///
    /// - Parameters:
    ///   - vectors: `labels.count` × `dimension` components, one vector after the other.
    ///   - threads: with 1 the same input gives the same graph; with more the order of insertion, and so
    ///     the links, depend on chance.
    /// - Throws: as `upsert`, before anything is changed.
    public func build(
        labels: [Int64], vectors: UnsafeBufferPointer<Float>, threads: Int = 2
    ) throws(HNSWError) {
        let dimension = parameters.dimension
        guard vectors.count == labels.count * dimension else {
            throw .wrongCount(labels: labels.count, components: vectors.count, dimension: dimension)
        }
        func vector(_ index: Int) -> UnsafeBufferPointer<Float> {
            UnsafeBufferPointer(rebasing: vectors[index * dimension..<(index + 1) * dimension])
        }
        for index in labels.indices { try check(vector(index)) }
        try verifyBeforeChange()
        try turns.withLock { () throws(HNSWError) in
            try reserve(labels.count)
            var fresh: [Int] = []
            fresh.reserveCapacity(labels.count)
            for index in lastOccurrences(labels) {
                if slot(of: labels[index]) != nil {
                    try upsert(labels[index], vector(index))
                } else {
                    fresh.append(index)
                }
            }
            try add(fresh.map { NewRecord(label: labels[$0], vector: vector($0)) }, threads: threads)
        }
    }

    private func add(_ records: [NewRecord], threads: Int) throws(HNSWError) {
        try changing { () throws(HNSWError) in
            try reserve(records.count)
            link(encode(records, threads: threads), threads: threads)
        }
        guard count >= Self.measuredRecordCount, costs == nil || hasPassedPowerOfTwo(records.count) else { return }
        let clock = ContinuousClock()
        let start = clock.now
        measureCosts { clock.now - start }
    }

    /// Whether the graph has about doubled since this last held, however small the pieces are that it grew by.
    private func hasPassedPowerOfTwo(_ added: Int) -> Bool {
        count.leadingZeroBitCount < max(0, count - added).leadingZeroBitCount
    }

    /// As `build(labels:vectors:threads:)`, from an array.
    public func build(labels: [Int64], vectors: [Float], threads: Int = 2) throws(HNSWError) {
        let result = vectors.withUnsafeBufferPointer { vectors in
            Result { () throws(HNSWError) in try build(labels: labels, vectors: vectors, threads: threads) }
        }
        try result.get()
    }

    /// The indices at which each label occurs last, in ascending order.
    private func lastOccurrences(_ labels: [Int64]) -> [Int] {
        var seen = Set<Int64>(minimumCapacity: labels.count)
        return labels.indices.reversed().filter { seen.insert(labels[$0]).inserted }.reversed()
    }

    /// Links records that have slots.
    private func link(_ slots: [UInt32], threads: Int) {
        // The first nodes of a graph would hardly see each other if they came at the same time.
        let isWorthThreads = threads > 1 && (oneSided == nil || slots.count > counters.slotCount / 64)
        let first = max(0, 100 - (counters.liveCount - slots.count))
        let serialCount = isWorthThreads ? min(slots.count, first) : slots.count
        scratches.withScratch { scratch in
            for slot in slots[..<serialCount] { link(slot, scratch: scratch) }
        }
        guard serialCount < slots.count else { return }
        // One-sided links are not kept up to date by several threads; the next delete makes them anew, at the price of
        // a look at every link, which is why a graph that has them takes a few records on one thread.
        oneSided = nil
        let locks = NodeLocks()
        let next = Atomic(serialCount)
        runThreads(threads) {
            self.scratches.withScratch { scratch in
                while true {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    guard index < slots.count else { return }
                    self.link(slots[index], scratch: scratch, locks: locks)
                }
            }
        }
    }

    /// As `link(_:scratch:)` while other threads do the same.
    private func link(_ slot: UInt32, scratch: SearchScratch, locks: NodeLocks) {
        let level = Int(handle.levels[Int(slot)])
        let (entry, topLayer) = locks.entry.withLock { (counters.entry, counters.topLayer) }
        guard level > topLayer else {
            return connect(slot, entry: entry, topLayer: topLayer, scratch: scratch, locks: locks)
        }
        // Rare: a new top layer. The others wait, so that no second one appears beside it.
        locks.entry.withLock {
            connect(slot, entry: counters.entry, topLayer: counters.topLayer, scratch: scratch, locks: locks)
            if level > counters.topLayer { becomeEntry(slot) }
        }
    }
}
