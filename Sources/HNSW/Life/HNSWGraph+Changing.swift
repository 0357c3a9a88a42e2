import Glibc

/// How the graph changes while searches run.
///
/// Epoch-based reclamation (Fraser 2004) with versions: a change writes beside what searches see, then
/// publishes a new state with one store. A search announces the epoch in which it begins; what a state no
/// longer shows is freed once every search has begun in a later epoch. A deleted record goes through two
/// such rounds: it keeps its links while a search may still return it, and its code while one may still
/// follow a link to it.
extension HNSWGraph {
    /// Makes all changes in `body` visible at once, at its end; changes take turns.
    ///
    /// Searches never wait for it. Keep it short, some tens of records: what is added but not visible yet
    /// stands in the way of searches, which then have to look farther. Where `body` throws, the changes that
    /// it made before are kept.
    ///
    /// - Parameter companion: called at the end; what it returns is published with the changes, in the place
    ///   of what was published before: `HNSWSnapshot.companion`. Nil leaves that in place.
    public func changing<Result, Failure>(
        publishing companion: (() -> AnyObject)? = nil, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        turns.lock()
        defer { turns.unlock() }
        begin()
        defer { end(companion) }
        return try body()
    }

    /// Keeps others from changing the graph while `body` runs; searches go on.
    public func withoutChanges<Result, Failure>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try turns.withLock(body)
    }

    /// Waits until no search is left that began before the call; what was deleted is overwritten then.
    ///
    /// - Precondition: not called within `changing` or a snapshot: it would wait for itself.
    public func waitForReaders() {
        while !turns.withLock(reclaimAll) { usleep(100) }
    }

    /// Waits until every search has begun after the call.
    func waitForOlderReaders() {
        let epoch = turns.withLock {
            publish()
            return published.pointee.epoch.load(ordering: .relaxed)
        }
        while scratches.oldestReader() < epoch { usleep(100) }
    }

    /// - Returns: whether everything is freed that could be.
    private func reclaimAll() -> Bool {
        precondition(openChanges == 0, "a change cannot wait for the searches that wait for its end")
        reclaim()
        return limbo.isEmpty
    }

    private func begin() {
        if openChanges == 0 {
            reclaim()
            published.pointee.changesBegun.add(1, ordering: .sequentiallyConsistent)
        }
        openChanges += 1
    }

    private func end(_ companion: (() -> AnyObject)?) {
        if let companion {
            if let old = self.companion { waiting.append(.object(old)) }
            self.companion = companion()
        }
        openChanges -= 1
        guard openChanges == 0 else { return }
        version += 1
        committed = counters
        waiting += dying.map { .dead($0) }
        dying.removeAll(keepingCapacity: true)
        publish()
        reclaim()
    }
}

// MARK: - Publishing and freeing

extension HNSWGraph {
    /// The number of the version that the running change makes.
    var comingVersion: UInt64 { version + 1 }

    /// Ends the life of a record with the running change.
    func kill(_ slot: UInt32) {
        memory.labelTable.remove(memory.labels.base[Int(slot)], labels: memory.labels.base)
        handle.lives.end(slot, at: comingVersion)
        memory.noteLife(of: slot)
        counters.liveCount -= 1
        linkedDeadCount += 1
        dying.append(slot)
    }

    /// Shows searches that begin from now on the graph as it was last committed, in its memory of now.
    func publish() {
        let state = UnsafeMutablePointer<GraphState>.allocate(capacity: 1)
        state.initialize(
            to: GraphState(
                GraphSource(memory: memory, counters: committed, parameters: parameters, rotation: rotation),
                version: version, isSettled: openChanges == 0 && linkedDeadCount == 0,
                changesBegun: published.pointee.changesBegun.load(ordering: .relaxed), checks: pendingChecks,
                companion: companion))
        let old = published.pointee.state.exchange(state, ordering: .sequentiallyConsistent)
        waiting.append(.state(old))
        let epoch = published.pointee.epoch.load(ordering: .relaxed)
        limbo += waiting.map { (epoch, $0) }
        waiting.removeAll(keepingCapacity: true)
        published.pointee.epoch.store(epoch + 1, ordering: .sequentiallyConsistent)
    }

    /// Frees what no search can see any more; within a change nothing, which could show half of it.
    ///
    /// - Complexity: O(places for searches), plus what `delete` states for each record whose turn has come.
    func reclaim() {
        while openChanges == 0 && !limbo.isEmpty {
            let oldest = scratches.oldestReader()
            let freed = limbo.prefix { $0.epoch < oldest }
            guard !freed.isEmpty else { return }
            limbo.removeFirst(freed.count)
            for (_, retired) in freed { free(retired) }
            if waiting.isEmpty { return }
            // Records have lost their links: searches must no longer begin at one of them.
            committed = counters
            publish()
        }
    }

    private func free(_ retired: Retired) {
        switch retired {
        case .dead(let slot): takeOut(slot)
        case .slot(let slot): freeSlot(slot)
        case .state(let state):
            state.pointee.deallocate()
            state.deallocate()
        case .object: break
        }
    }

    /// Takes away all links to a record that no search returns any more.
    private func takeOut(_ slot: UInt32) {
        scratches.withScratch { unlink(slot, $0) }
        // A scan that begins later must not read what will be overwritten.
        let level = memory.levels.base + Int(slot)
        level.storeReleasing(level.pointee | GraphHandle.limboBit)
        linkedDeadCount -= 1
        waiting.append(.slot(slot))
    }

    /// At the end of the graph's life: no search is left.
    func freeAll() {
        for case .state(let state) in limbo.map(\.retired) { free(.state(state)) }
        free(.state(published.pointee.state.load(ordering: .acquiring)))
        published.deinitialize(count: 1)
        published.deallocate()
        chunkChecks?.release()
        rotation.deallocate()
    }
}
