/// An order of records in which near ones lie beside each other.
///
/// A walk reads the codes of records that are near to each other. Where these share pages and lie in the
/// order of memory, it waits less: for the page tables, and for lines that the processor fetches by itself.
///
/// Records are split by which of two random ones is nearer, and the parts again, down to a few
/// (after Dasgupta and Freund's random projection trees, 2008).
struct LocalityOrder {
    private let handle: GraphHandle
    private let slots: [UInt32]
    private var state: UInt64

    /// Parts of this size are not split.
    private static let leafSize = 8

    /// - Parameter slots: those of the records; their codes are compared.
    init(_ handle: GraphHandle, _ slots: [UInt32], seed: UInt64) {
        self.handle = handle
        self.slots = slots
        state = seed
    }

    /// The indices of `slots`, in the order found.
    ///
    /// - Complexity: O(n · log n · dimension) expected.
    consuming func run(_ scratch: SearchScratch) -> [Int] {
        var order = Array(slots.indices)
        var parts = [0..<order.count]
        while let part = parts.popLast() {
            guard part.count > Self.leafSize else { continue }
            let middle = split(&order, part, scratch)
            parts.append(part.lowerBound..<middle)
            parts.append(middle..<part.upperBound)
        }
        return order
    }

    /// Sorts a part into two sides; returns where the second begins.
    private mutating func split(_ order: inout [Int], _ part: Range<Int>, _ scratch: SearchScratch) -> Int {
        let members = part.map { slots[order[$0]] }
        let first = scores(of: random(below: members.count), members, scratch)
        let second = scores(of: random(below: members.count), members, scratch)
        let lean = zip(first, second).map { $0 - $1 }
        let ranked = members.indices.sorted { (lean[$0], $1) > (lean[$1], $0) }
        let indices = ranked.map { order[part.lowerBound + $0] }
        order.replaceSubrange(part, with: indices)
        let nearer = ranked.firstIndex { lean[$0] < 0 } ?? ranked.count
        // Copies of one vector cannot be told apart, and a lopsided split would lead nowhere.
        let least = max(1, part.count / 16)
        let isLopsided = nearer < least || nearer > part.count - least
        return part.lowerBound + (isLopsided ? part.count / 2 : nearer)
    }

    /// How similar each member is to the one at `index`.
    private func scores(of index: Int, _ members: [UInt32], _ scratch: SearchScratch) -> [Float] {
        let scorer = handle.scorer(of: members[index], scratch)
        return [Float](unsafeUninitializedCapacity: members.count) { scores, count in
            if let start = scores.baseAddress { scorer.score(members, count: members.count, into: start) }
            count = members.count
        }
    }

    private mutating func random(below bound: Int) -> Int {
        state = mix(state)
        return Int(state % UInt64(bound))
    }
}
