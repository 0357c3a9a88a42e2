import RapportCore

/// Numbers the distinct texts of a column without making a string of each row.
///
/// Open addressing over the texts' bytes, hashed by the standard library's seeded hash, so that no file can
/// be made to collide. Texts are one when their bytes are one; `String` would also unite what Unicode calls
/// canonically equivalent, and two such fans are two fans.
struct ByteInterner {
    /// For each row, the rank of its text among the distinct ones, in byte order of UTF-8.
    private(set) var ranks: [Int32]
    /// Distinct texts.
    private(set) var distinctCount: Int

    /// - Complexity: O(rows + distinct · log distinct), plus the bytes of the texts.
    init(_ column: TextColumn) {
        var table = Table(capacity: 1 << 12)
        ranks = column.store.withBytes { bytes in
            column.offsets.indices.map { row in
                let start = column.offsets[row]
                let text = UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(column.lengths[row])])
                return Int32(truncatingIfNeeded: table.number(of: text))
            }
        }
        distinctCount = table.texts.count
        let rankOfNumber = table.ranks()
        for row in ranks.indices { ranks[row] = rankOfNumber[Int(ranks[row])] }
    }
}

/// A hash table from texts, which stay where they are, to the order in which they were first seen.
private struct Table {
    private var slots: [Int32]
    private(set) var texts: [UnsafeRawBufferPointer] = []
    private var hashes: [Int] = []
    private static let vacant: Int32 = -1

    /// - Parameter capacity: a power of two.
    init(capacity: Int) { slots = Array(repeating: Self.vacant, count: capacity) }

    mutating func number(of text: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: text)
        let hash = hasher.finalize()
        var slot = hash & (slots.count - 1)
        while slots[slot] != Self.vacant {
            let number = Int(slots[slot])
            if hashes[number] == hash, equal(texts[number], text) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(truncatingIfNeeded: texts.count)
        texts.append(text)
        hashes.append(hash)
        if texts.count * 2 > slots.count { grow() }
        return texts.count - 1
    }

    private mutating func grow() {
        slots = Array(repeating: Self.vacant, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = hash & (slots.count - 1)
            while slots[slot] != Self.vacant { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: number)
        }
    }

    /// The rank of each number in byte order.
    func ranks() -> [Int32] {
        let order = texts.indices.sorted { texts[$0].lexicographicallyPrecedes(texts[$1]) }
        var ranks = [Int32](repeating: 0, count: order.count)
        for (rank, number) in order.enumerated() { ranks[number] = Int32(truncatingIfNeeded: rank) }
        return ranks
    }

    private func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}
