import CVectorKernels

/// A `SlotBitmap`'s bits, as a walk reads them; valid as long as the bitmap is held.
struct AdmittedSlots {
    private let words: UnsafeBufferPointer<UInt64>

    init(_ words: UnsafeBufferPointer<UInt64>) { self.words = words }

    @inline(__always)
    func contains(_ slot: UInt32) -> Bool {
        let index = Int(slot / 64)
        return index < words.count && words[index] >> UInt64(slot % 64) & 1 == 1
    }

    /// The first admitted slot from a place on that a number stands for, cyclically; nil where there is none.
    func slot(near number: UInt64) -> UInt32? {
        guard !words.isEmpty else { return nil }
        let first = Int(number % UInt64(words.count))
        for index in first..<first + words.count {
            let place = index < words.count ? index : index - words.count
            if words[place] != 0 { return UInt32(place * 64 + words[place].trailingZeroBitCount) }
        }
        return nil
    }

    /// Puts the admitted links of a row that were not met yet into `batch`, and notes them; those of the other
    /// links that were not met go to `others`, and are not noted.
    func gather(
        _ row: LinkRow, _ visited: VisitedSet, _ rows: UnsafePointer<vk_code_rows>,
        to batch: UnsafeMutablePointer<UInt32>, others: UnsafeMutablePointer<UInt32>
    ) -> (count: Int, otherCount: Int) {
        var otherCount = 0
        let count = vk_gather_admitted(
            row.start, row.width, UInt32(truncatingIfNeeded: visited.slotCount), visited.marks, visited.epoch,
            words.baseAddress, UInt32(truncatingIfNeeded: 64 * words.count), rows, batch, others, &otherCount)
        return (count, otherCount)
    }

    /// Puts the admitted links of a row that were not met yet into `batch`, notes them, and says how many there are.
    func gatherAlone(
        _ row: LinkRow, _ visited: VisitedSet, _ rows: UnsafePointer<vk_code_rows>,
        to batch: UnsafeMutablePointer<UInt32>
    ) -> Int {
        vk_gather_admitted_alone(
            row.start, row.width, UInt32(truncatingIfNeeded: visited.slotCount), visited.marks, visited.epoch,
            words.baseAddress, UInt32(truncatingIfNeeded: 64 * words.count), rows, batch)
    }
}
