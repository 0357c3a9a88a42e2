extension HNSWGraph {
    /// Verifies what of an opened file was not verified yet, checksums and links; afterwards searches do no
    /// checks any more.
    ///
    /// May run beside searches; must not run beside changes.
    ///
    /// - Throws: `HNSWFileError.damaged`.
    /// - Complexity: O(file), on two threads.
    public func verify() throws(HNSWFileError) {
        guard let checks = pendingChecks?.takeUnretainedValue() else { return }
        checks.verifyAll()
        if let damage = checks.damage { throw damage }
        try checkBaseLinks(checks.path)
        checks.finish()
    }

    /// What is still to be verified; nil where nothing is.
    var pendingChecks: Unmanaged<ChunkChecks>? {
        guard let chunkChecks, !chunkChecks._withUnsafeGuaranteedRef(\.isFinished) else { return nil }
        return chunkChecks
    }

    /// As `verify`, before a change.
    func verifyBeforeChange() throws(HNSWError) {
        do { try verify() } catch { throw .damagedFile(error) }
    }

    /// Every link of layer 0 leads to a record.
    func checkBaseLinks(_ path: String) throws(HNSWFileError) {
        let handle = handle
        for slot in 0..<UInt32(counters.slotCount) {
            let row = handle.links(slot, layer: 0)
            for index in 0..<row.width where row[index] != noSlot {
                guard isLive(row[index]) else {
                    throw .damaged(
                        path: path, section: GraphSection.blocks.rawValue, finding: "it names slots without a record")
                }
            }
        }
    }
}
