/// The mark for "no slot": ends a row of links, stands for no parent, and for an empty place in a table.
let noSlot = UInt32.max

/// The links of one node on one layer: `width` slots, the unused ones `noSlot` and at the end.
///
/// A handle into the graph's memory; it owns nothing.
struct LinkRow {
    let start: UnsafeMutablePointer<UInt32>
    let width: Int

    /// - Complexity: O(`width`).
    var count: Int {
        var used = 0
        while used < width && start[used] != noSlot { used += 1 }
        return used
    }

    subscript(index: Int) -> UInt32 { start[index] }

    /// The links, for where speed does not matter.
    var links: UnsafeMutableBufferPointer<UInt32> { UnsafeMutableBufferPointer(start: start, count: count) }

    func contains(_ slot: UInt32) -> Bool { position(of: slot) != nil }

    func position(of slot: UInt32) -> Int? {
        for index in 0..<width {
            if start[index] == slot { return index }
            if start[index] == noSlot { return nil }
        }
        return nil
    }

    /// Adds `slot` at the end; false where there is no room.
    func append(_ slot: UInt32) -> Bool {
        let used = count
        guard used < width else { return false }
        start[used] = slot
        return true
    }

    /// Takes `slot` out; the last link takes its place.
    func remove(_ slot: UInt32) {
        guard let index = position(of: slot) else { return }
        let last = count - 1
        start[index] = start[last]
        start[last] = noSlot
    }

    func removeAll() { start.update(repeating: noSlot, count: width) }

    func replace(with slots: UnsafePointer<UInt32>, count: Int) {
        start.update(from: slots, count: count)
        (start + count).update(repeating: noSlot, count: width - count)
    }
}
