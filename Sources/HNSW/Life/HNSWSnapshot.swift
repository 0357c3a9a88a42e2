import CVectorKernels

/// One state of a graph, for several questions that must agree; see `HNSWGraph.withSnapshot`.
///
/// For one thread at a time.
public struct HNSWSnapshot: ~Copyable {
    let reader: GraphReader
    let parameters: HNSWParameters
    let scratch: SearchScratch

    /// Records in it.
    public var count: Int { reader.count }

    /// All slots are below this: the length of a column beside the graph. Free slots count.
    public var slotCount: Int { reader.slotCount }

    /// What was published with the state, see `HNSWGraph.changing`; it lives as long as the snapshot.
    ///
    /// Not counted, because all searches would count in one cache line.
    public var companion: Unmanaged<AnyObject>? { reader.companion }

    /// Whether a record is in the slot.
    public func isLive(_ slot: UInt32) -> Bool {
        Int(slot) < slotCount && reader.handle.isLive(slot) && reader.isAlive(slot)
    }

    /// The record in a slot; nil for a free slot and beyond the last.
    public func label(at slot: UInt32) -> Int64? { isLive(slot) ? reader.handle.labels[Int(slot)] : nil }

    /// The labels of all records, in the order of their slots.
    ///
    /// - Complexity: O(slots).
    public var labels: [Int64] { (0..<UInt32(slotCount)).compactMap { label(at: $0) } }

    /// The slots that hold records.
    ///
    /// - Complexity: O(slots).
    public var liveSlots: SlotBitmap { SlotBitmap(slotCount: slotCount) { isLive($0) } }

    /// As `HNSWGraph.vector(at:)`.
    public func vector(at slot: UInt32) -> [Float]? {
        guard isLive(slot) else { return nil }
        if let checks = reader.pendingChecks?.takeUnretainedValue() {
            withUnsafePointer(to: slot) {
                checks.verifyBlocks($0, count: 1)
                checks.verifyCodes($0, count: 1)
            }
            if checks.damage != nil { return nil }
        }
        let handle = reader.handle
        vk_decode(
            handle.coarse(slot), handle.fine(slot), parameters.codeDimension, handle.steps[Int(slot)],
            handle.fineSteps[Int(slot)], scratch.rotated)
        handle.rotation.undo(scratch.rotated, spare: scratch.spare)
        return Array(UnsafeBufferPointer(start: scratch.rotated, count: parameters.dimension))
    }
}

extension HNSWGraph {
    /// Gives `body` the graph's newest state, which does not change meanwhile, whoever changes the graph.
    ///
    /// Takes no lock. What is deleted meanwhile is not overwritten before `body` returns, and memory that
    /// is given up is not freed, so it should not last long.
    public func withSnapshot<Result, Failure>(
        _ body: (borrowing HNSWSnapshot) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try scratches.withScratch(reading: published) { scratch throws(Failure) in
            try body(HNSWSnapshot(reader: GraphReader(published), parameters: parameters, scratch: scratch))
        }
    }
}
