import CVectorKernels

/// A slot and how similar it is to the query; in a pool the slot's top bit says that its links were followed.
typealias Candidate = vk_candidate

extension vk_candidate {
    static let followedBit: UInt32 = 1 << 31

    var plainSlot: UInt32 { slot & ~Self.followedBit }
    var isFollowed: Bool { slot & Self.followedBit != 0 }
}

/// The best candidates so far, best first, in memory that a `SearchScratch` owns.
///
/// A sorted array: for the few hundred that a search keeps, moving the tail is faster than a heap, and
/// the walk finds its next step by a cursor.
struct CandidatePool {
    let entries: UnsafeMutablePointer<Candidate>
    let capacity: Int
    private(set) var count = 0

    init(entries: UnsafeMutablePointer<Candidate>, capacity: Int) {
        self.entries = entries
        self.capacity = capacity
    }

    subscript(index: Int) -> Candidate { entries[index] }

    var isFull: Bool { count == capacity }

    /// What a candidate must exceed to enter.
    var bar: Float { isFull ? entries[count - 1].similarity : -.infinity }

    var buffer: UnsafeMutableBufferPointer<Candidate> { UnsafeMutableBufferPointer(start: entries, count: count) }

    /// The pool without the candidates that do not satisfy a condition; this one is no longer valid.
    func keeping(_ condition: (Candidate) -> Bool) -> CandidatePool {
        var kept = CandidatePool(entries: entries, capacity: capacity)
        for index in 0..<count where condition(entries[index]) {
            entries[kept.count] = entries[index]
            kept.count += 1
        }
        return kept
    }

    /// The pool with no more than the best few.
    func best(_ capacity: Int) -> CandidatePool {
        var best = CandidatePool(entries: entries, capacity: capacity)
        best.count = min(count, capacity)
        return best
    }

    func markFollowed(_ index: Int) { entries[index].slot |= Candidate.followedBit }

    /// Puts a candidate in its place, after its equals; the worst falls out of a full pool.
    ///
    /// - Returns: its index, or `count` where it did not enter.
    @inline(__always)
    @discardableResult
    mutating func insert(_ slot: UInt32, _ similarity: Float) -> Int {
        if isFull {
            if similarity <= entries[count - 1].similarity { return count }
            count -= 1
        }
        let place = vk_insert(entries, count, Candidate(similarity: similarity, slot: slot))
        count &+= 1
        return place
    }

    /// As `insert`, for pools of hundreds.
    @inline(__always)
    @discardableResult
    mutating func insertAmongMany(_ slot: UInt32, _ similarity: Float) -> Int {
        if isFull {
            if similarity <= entries[count - 1].similarity { return count }
            count -= 1
        }
        let place = vk_insert_among_many(entries, count, Candidate(similarity: similarity, slot: slot))
        count &+= 1
        return place
    }

    mutating func removeAll() { count = 0 }

    /// Marks all that are in it.
    func markAllFollowed() {
        for index in 0..<count { markFollowed(index) }
    }
}
