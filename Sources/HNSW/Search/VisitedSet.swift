import CVectorKernels

/// The slots that a walk has met: one byte a slot, which holds the number of the walk that met it last.
///
/// A new walk takes the next number, so that nothing is cleared but once in 255 walks. A handle into
/// memory that a `SearchScratch` owns.
struct VisitedSet {
    let marks: UnsafeMutablePointer<UInt8>
    let epoch: UInt8
    /// Slots must be below it.
    let slotCount: Int

    func contains(_ slot: UInt32) -> Bool { marks[Int(slot)] == epoch }

    /// Notes the slot; false where it was noted before.
    @inline(__always)
    func insert(_ slot: UInt32) -> Bool {
        if marks[Int(slot)] == epoch { return false }
        marks[Int(slot)] = epoch
        return true
    }

    /// As `gather`, of a row that probably comes next; nothing is noted yet, and a link may be there twice.
    @inline(__always)
    func lookAhead(
        _ row: LinkRow, _ rows: UnsafePointer<vk_code_rows>, into slots: UnsafeMutablePointer<UInt32>
    ) -> Int {
        vk_look_ahead(row.start, row.width, UInt32(truncatingIfNeeded: slotCount), marks, epoch, rows, slots)
    }

    /// Puts slots that were not met yet into `batch`, and notes them.
    @inline(__always)
    func take(_ slots: UnsafePointer<UInt32>, count: Int, into batch: UnsafeMutablePointer<UInt32>) -> Int {
        vk_take_fresh(slots, count, marks, epoch, batch)
    }

    /// Puts the links of a row that were not met yet into `batch`, and notes them.
    @inline(__always)
    func gather(
        _ row: LinkRow, _ rows: UnsafePointer<vk_code_rows>, into batch: UnsafeMutablePointer<UInt32>
    ) -> Int {
        vk_gather_links(row.start, row.width, UInt32(truncatingIfNeeded: slotCount), marks, epoch, rows, batch)
    }
}
