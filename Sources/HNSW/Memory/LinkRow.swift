/// The mark for "no slot": ends a row of links, stands for no parent, and for an empty place in a table.
let noSlot = UInt32.max

/// The links of one node on one layer: `width` slots, the unused ones `noSlot` and at the end.
///
/// A handle into the graph's memory; it owns nothing. Searches read a row while it is changed: each link is
/// read and written whole, and who reads a link sees the node behind it. In the middle of a change a reader
/// may meet a link twice or miss one that moves.
struct LinkRow {
    let start: UnsafeMutablePointer<UInt32>
    let width: Int

    /// - Complexity: O(`width`).
    var count: Int {
        var used = 0
        while used < width && self[used] != noSlot { used += 1 }
        return used
    }

    subscript(index: Int) -> UInt32 { (start + index).loadAcquiring() }

    /// The links, for where speed does not matter.
    var links: LinkList { LinkList(row: self, endIndex: count) }

    func contains(_ slot: UInt32) -> Bool { position(of: slot) != nil }

    func position(of slot: UInt32) -> Int? {
        for index in 0..<width {
            if self[index] == slot { return index }
            if self[index] == noSlot { return nil }
        }
        return nil
    }

    /// Adds `slot` at the end; false where there is no room.
    func append(_ slot: UInt32) -> Bool {
        let used = count
        guard used < width else { return false }
        set(used, slot)
        return true
    }

    /// Takes `slot` out; the last link takes its place.
    func remove(_ slot: UInt32) {
        guard let index = position(of: slot) else { return }
        let last = count - 1
        set(index, self[last])
        set(last, noSlot)
    }

    func removeAll() {
        for index in 0..<width { set(index, noSlot) }
    }

    func replace(with slots: UnsafePointer<UInt32>, count: Int) {
        for index in 0..<count { set(index, slots[index]) }
        for index in count..<width { set(index, noSlot) }
    }

    private func set(_ index: Int, _ slot: UInt32) { (start + index).storeReleasing(slot) }
}

/// The links that were in a row when it was asked for them.
struct LinkList: RandomAccessCollection {
    let row: LinkRow
    let startIndex = 0
    let endIndex: Int

    subscript(position: Int) -> UInt32 { row[position] }
}
