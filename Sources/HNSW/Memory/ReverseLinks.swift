/// Who links to a row: what a delete needs and a search does not.
///
/// Links of the graph are not symmetric, so without this a delete would have to read every row. It is
/// made at the first delete of a graph's life in memory and kept up to date from then on; the file does
/// not hold it.
struct ReverseLinks {
    private struct Entry {
        var source: UInt32
        var next: UInt32
    }

    /// Per row the index of its first entry.
    private var heads: [UInt32] = []
    private var entries: [Entry] = []
    private var firstFree = noSlot

    /// Notes that `source` links to `row`.
    mutating func add(_ source: UInt32, to row: Int) {
        if row >= heads.count {
            heads.append(contentsOf: repeatElement(noSlot, count: max(row + 1 - heads.count, heads.count / 2)))
        }
        let entry = Entry(source: source, next: heads[row])
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

    /// Notes that `source` no longer links to `row`.
    ///
    /// - Complexity: O(links to `row`).
    mutating func remove(_ source: UInt32, from row: Int) {
        guard row < heads.count else { return }
        var previous = noSlot
        var index = heads[row]
        while index != noSlot {
            let entry = entries[Int(index)]
            if entry.source == source {
                if previous == noSlot { heads[row] = entry.next } else { entries[Int(previous)].next = entry.next }
                entries[Int(index)].next = firstFree
                firstFree = index
                return
            }
            previous = index
            index = entry.next
        }
    }

    /// Those that link to `row`.
    func sources(of row: Int) -> [UInt32] {
        var found: [UInt32] = []
        var index = row < heads.count ? heads[row] : noSlot
        while index != noSlot {
            found.append(entries[Int(index)].source)
            index = entries[Int(index)].next
        }
        return found
    }
}
