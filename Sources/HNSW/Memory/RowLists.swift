/// A short list of slots for each row, in no order; all share one array.
struct RowLists {
    private struct Entry {
        var slot: UInt32
        var next: UInt32
    }

    /// Per row the index of its first entry.
    private var heads: [UInt32] = []
    private var entries: [Entry] = []
    private var firstFree = noSlot

    mutating func add(_ slot: UInt32, to row: Int) {
        if row >= heads.count {
            heads.append(contentsOf: repeatElement(noSlot, count: max(row + 1 - heads.count, heads.count / 2)))
        }
        let entry = Entry(slot: slot, next: heads[row])
        if firstFree != noSlot {
            let index = Int(firstFree)
            firstFree = entries[index].next
            entries[index] = entry
            heads[row] = UInt32(index)
        } else {
            heads[row] = UInt32(entries.count)
            entries.append(entry)
        }
    }

    /// Takes a slot out of a row's list where it is in there.
    ///
    /// - Complexity: O(the list).
    mutating func remove(_ slot: UInt32, from row: Int) {
        guard row < heads.count else { return }
        var previous = noSlot
        var index = heads[row]
        while index != noSlot {
            let entry = entries[Int(index)]
            if entry.slot == slot {
                if previous == noSlot { heads[row] = entry.next } else { entries[Int(previous)].next = entry.next }
                entries[Int(index)].next = firstFree
                firstFree = index
                return
            }
            previous = index
            index = entry.next
        }
    }

    func list(_ row: Int) -> [UInt32] {
        var found: [UInt32] = []
        var index = row < heads.count ? heads[row] : noSlot
        while index != noSlot {
            found.append(entries[Int(index)].slot)
            index = entries[Int(index)].next
        }
        return found
    }
}
