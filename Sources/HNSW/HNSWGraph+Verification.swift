extension HNSWGraph {
    /// Verifies what of an opened file was not verified yet, checksums and links; afterwards searches do no
    /// checks any more.
    ///
    /// - Throws: `HNSWFileError.damaged`.
    /// - Complexity: O(file), on two threads.
    public func verify() throws(HNSWFileError) {
        // As a search: changes begin when it is over.
        try scratches.withScratch(reading: published) { _ throws(HNSWFileError) in try verifyRest() }
    }

    private func verifyRest() throws(HNSWFileError) {
        guard let checks = pendingChecks?.takeUnretainedValue() else { return }
        checks.verifyAll()
        if let damage = checks.damage { throw damage }
        do { try boundsCheck(checks.path).checkForChanges() } catch {
            checks.noteAstray()
            throw error
        }
        checks.finish()
    }

    /// What is still to be verified; nil where nothing is.
    var pendingChecks: Unmanaged<ChunkChecks>? {
        guard let chunkChecks, !chunkChecks._withUnsafeGuaranteedRef(\.isFinished) else { return nil }
        return chunkChecks
    }

    /// As `verify`, before a change; searches that still verify have ended when it returns.
    func verifyBeforeChange() throws(HNSWError) {
        do { try verify() } catch { throw .damagedFile(error) }
        guard chunkChecks != nil, turns.withLock({ !checksAreOver }) else { return }
        // What a change writes would look like damage to them.
        waitForOlderReaders()
        turns.withLock { checksAreOver = true }
    }

    /// - Parameter path: of the file that the graph lies in.
    func boundsCheck(_ path: String) -> BoundsCheck {
        BoundsCheck(path: path, handle: handle, memory: memory, counters: counters)
    }
}
