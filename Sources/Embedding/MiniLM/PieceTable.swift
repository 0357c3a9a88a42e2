/// An immutable hash table from bytes to token ids that finds the longest entry a word starts with.
///
/// Open addressing over FNV-1a, whose value for a prefix is a step on the way to the value for the whole: one pass
/// over a word gives the hash of each of its prefixes.
struct PieceTable: Sendable {
    private struct Slot {
        var hash: UInt32 = 0
        var id: Int32 = -1
        var offset: Int32 = 0
        var length: Int32 = 0
    }

    private var slots: [Slot]
    private let mask: Int
    private var bytes: [UInt8] = []
    private let longest: Int

    /// - Parameter pieces: no two with the same bytes; the later one would never be found.
    init(_ pieces: [(bytes: ArraySlice<UInt8>, id: Int32)]) {
        var capacity = 16
        while capacity < pieces.count * 3 { capacity *= 2 }
        slots = Array(repeating: Slot(), count: capacity)
        mask = capacity - 1
        longest = pieces.reduce(0) { max($0, $1.bytes.count) }
        for piece in pieces {
            let hash = piece.bytes.reduce(Self.seed, Self.mixed)
            var index = Self.position(hash) & mask
            while slots[index].id >= 0 { index = (index + 1) & mask }
            slots[index] = Slot(
                hash: hash, id: piece.id, offset: Int32(bytes.count), length: Int32(piece.bytes.count))
            bytes.append(contentsOf: piece.bytes)
        }
    }

    /// The longest entry that `word` starts with, and its length in bytes.
    ///
    /// - Complexity: O(length of the longest entry), with one probe per prefix tried, the longest first.
    func longestPrefix(of word: UnsafeBufferPointer<UInt8>) -> (id: Int32, length: Int)? {
        let limit = min(word.count, longest)
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: limit) { hashes in
            var hash = Self.seed
            for index in 0..<limit {
                hash = Self.mixed(hash, word[index])
                hashes[index] = hash
            }
            for length in stride(from: limit, to: 0, by: -1) {
                if let id = find(word, length: length, hash: hashes[length - 1]) { return (id, length) }
            }
            return nil
        }
    }

    private func find(_ word: UnsafeBufferPointer<UInt8>, length: Int, hash: UInt32) -> Int32? {
        var index = Self.position(hash) & mask
        while slots[index].id >= 0 {
            let slot = slots[index]
            if slot.hash == hash, Int(slot.length) == length, matches(slot, word) { return slot.id }
            index = (index + 1) & mask
        }
        return nil
    }

    private func matches(_ slot: Slot, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        let offset = Int(slot.offset)
        for index in 0..<Int(slot.length) where bytes[offset + index] != word[index] { return false }
        return true
    }

    private static let seed: UInt32 = 2_166_136_261

    private static func mixed(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte)) &* 16_777_619
    }

    /// FNV's low bits alone are weak for short keys.
    private static func position(_ hash: UInt32) -> Int {
        Int(hash ^ hash >> 15)
    }
}
