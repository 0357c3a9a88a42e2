/// A growable array of plain values in a reservation of its own, owned by the graph alone.
///
/// It has no count: the graph knows how much of it is in use.
struct SlotArray<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    /// Elements that fit.
    private(set) var capacity: Int
    private var reservation: Reservation

    private static var stride: Int { MemoryLayout<Element>.stride }

    /// Room for at least `capacity` elements, all zero.
    init(capacity: Int = 1) throws(HNSWError) {
        self.init(try Reservation(byteCount: capacity * Self.stride))
    }

    private init(_ reservation: Reservation) {
        self.reservation = reservation
        self.capacity = reservation.byteCount / Self.stride
        self.base = reservation.base.bindMemory(to: Element.self, capacity: capacity)
    }

    /// The `count` elements at `offset` of `file`, with room to grow in place.
    ///
    /// - Returns: nil where the file cannot be mapped.
    static func mapping(file: Int32, offset: Int, count: Int) throws(HNSWError) -> SlotArray? {
        let used = count * stride
        let reservation = try Reservation(byteCount: used + max(used / 2, 1 << 20))
        guard reservation.overlay(file: file, offset: offset, byteCount: used) else { return nil }
        return SlotArray(reservation)
    }

    /// Makes room for `needed` elements and keeps the first `used`.
    ///
    /// - Complexity: O(`used`) where the room must be moved, which doubles it; otherwise O(1).
    mutating func reserve(_ needed: Int, keeping used: Int) throws(HNSWError) {
        guard needed > capacity else { return }
        var larger = SlotArray(try Reservation(byteCount: max(needed, 2 * capacity) * Self.stride))
        larger.base.update(from: base, count: used)
        swap(&self, &larger)
    }
}
