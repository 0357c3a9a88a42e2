/// Finds the slot of a label: an open-addressing table of slots, whose labels lie in the graph's own array.
///
/// It lies in the file as it lies in memory, so that opening a graph builds nothing. Linear probing from
/// `mix(label)`; removal moves later entries back (Knuth, TAOCP 6.4, algorithm R), so there are no marks
/// of the dead and the table's state depends on nothing but its operations.
struct LabelTable {
    private(set) var places: SlotArray<UInt32>
    /// A power of two.
    private(set) var placeCount: Int

    static let leastPlaces = 1024

    init() throws(HNSWError) {
        try self.init(placeCount: Self.leastPlaces)
    }

    private init(placeCount: Int) throws(HNSWError) {
        places = try SlotArray(capacity: placeCount)
        self.placeCount = placeCount
        places.base.update(repeating: noSlot, count: placeCount)
    }

    init(places: SlotArray<UInt32>, placeCount: Int) {
        self.places = places
        self.placeCount = placeCount
    }

    private func home(of label: Int64) -> Int {
        Int(truncatingIfNeeded: mix(UInt64(bitPattern: label))) & (placeCount - 1)
    }

    /// - Complexity: O(1) expected.
    func slot(of label: Int64, labels: UnsafeMutablePointer<Int64>) -> UInt32? {
        var place = home(of: label)
        // Bounded, because a damaged table may have no empty place.
        for _ in 0..<placeCount {
            let slot = places.base[place]
            if slot == noSlot { return nil }
            if labels[Int(slot)] == label { return slot }
            place = (place + 1) & (placeCount - 1)
        }
        return nil
    }

    /// Adds a slot whose label is in `labels` already and not in the table.
    func insert(_ slot: UInt32, labels: UnsafeMutablePointer<Int64>) {
        var place = home(of: labels[Int(slot)])
        while places.base[place] != noSlot { place = (place + 1) & (placeCount - 1) }
        places.base[place] = slot
    }

    /// Takes out the entry of `label`, which must be in the table.
    func remove(_ label: Int64, labels: UnsafeMutablePointer<Int64>) {
        var hole = home(of: label)
        for _ in 0..<placeCount {
            let slot = places.base[hole]
            if slot == noSlot { return }
            if labels[Int(slot)] == label { break }
            hole = (hole + 1) & (placeCount - 1)
        }
        var place = hole
        for _ in 0..<placeCount {
            place = (place + 1) & (placeCount - 1)
            let slot = places.base[place]
            if slot == noSlot { break }
            // An entry may move into the hole unless its home lies after the hole, cyclically.
            let distanceFromHome = (place - home(of: labels[Int(slot)])) & (placeCount - 1)
            let distanceFromHole = (place - hole) & (placeCount - 1)
            if distanceFromHome >= distanceFromHole {
                places.base[hole] = slot
                hole = place
            }
        }
        places.base[hole] = noSlot
    }

    /// Makes room for `count` labels in all, at most half full.
    ///
    /// - Complexity: O(places) where the table grows, which doubles it at least.
    mutating func reserve(_ count: Int, labels: UnsafeMutablePointer<Int64>) throws(HNSWError) {
        guard 2 * count > placeCount else { return }
        var newCount = placeCount
        while 2 * count > newCount { newCount *= 2 }
        let larger = try LabelTable(placeCount: newCount)
        for place in 0..<placeCount where places.base[place] != noSlot {
            larger.insert(places.base[place], labels: labels)
        }
        self = larger
    }
}
