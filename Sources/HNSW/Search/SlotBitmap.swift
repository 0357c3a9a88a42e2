/// A set of slots: which records a search may return.
public struct SlotBitmap: Sendable, Equatable {
    /// Bit s % 64 of word s / 64 stands for slot s.
    public private(set) var words: [UInt64]
    /// Slots in the set.
    public private(set) var count: Int

    /// An empty set for slots under `slotCount`.
    public init(slotCount: Int) {
        words = [UInt64](repeating: 0, count: (slotCount + 63) / 64)
        count = 0
    }

    /// The set that `words` spell.
    ///
    /// - Complexity: O(words).
    public init(words: [UInt64]) {
        self.words = words
        count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// The slots under `slotCount` that satisfy a condition.
    public init(slotCount: Int, where condition: (UInt32) throws -> Bool) rethrows {
        self.init(slotCount: slotCount)
        for slot in 0..<UInt32(slotCount) where try condition(slot) { insert(slot) }
    }

    public func contains(_ slot: UInt32) -> Bool {
        let index = Int(slot) / 64
        return index < words.count && words[index] >> (slot % 64) & 1 == 1
    }

    /// Whether every slot under `slotCount` is in the set.
    ///
    /// - Complexity: O(words), but O(1) where there are too few.
    func holdsAll(below slotCount: Int) -> Bool {
        guard count >= slotCount, 64 * words.count >= slotCount else { return false }
        let (whole, rest) = slotCount.quotientAndRemainder(dividingBy: 64)
        return words.prefix(whole).allSatisfy { $0 == .max } && (rest == 0 || ~words[whole] << (64 - rest) == 0)
    }

    /// Adds a slot; the set grows as needed.
    public mutating func insert(_ slot: UInt32) {
        let index = Int(slot) / 64
        if index >= words.count { words += repeatElement(0, count: index + 1 - words.count) }
        let bit = UInt64(1) << (slot % 64)
        if words[index] & bit == 0 { count += 1 }
        words[index] |= bit
    }

    /// Calls `body` with the slots in ascending order.
    public func forEach(_ body: (UInt32) -> Void) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(UInt32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
    }
}
