/// The slots that a walk has met: one byte a slot, which holds the number of the walk that met it last.
///
/// A new walk takes the next number, so that nothing is cleared but once in 255 walks. A handle into
/// memory that a `SearchScratch` owns.
struct VisitedSet {
    let marks: UnsafeMutablePointer<UInt8>
    let epoch: UInt8

    func contains(_ slot: UInt32) -> Bool { marks[Int(slot)] == epoch }

    /// Notes the slot; false where it was noted before.
    @inline(__always)
    func insert(_ slot: UInt32) -> Bool {
        if marks[Int(slot)] == epoch { return false }
        marks[Int(slot)] = epoch
        return true
    }
}
