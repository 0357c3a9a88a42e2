/// Candidates whose links are still to be followed, the best on top: a binary heap.
///
/// A filtered walk needs it beside its pool of results, because what it walks through is not what it
/// returns.
struct Frontier {
    private var heap: [Candidate] = []

    mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

    mutating func push(_ slot: UInt32, _ similarity: Float) {
        heap.append(Candidate(similarity: similarity, slot: slot))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[parent].similarity < heap[child].similarity else { break }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    mutating func pop() -> Candidate? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return top }
        heap[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return top }
            if child + 1 < heap.count && heap[child].similarity < heap[child + 1].similarity { child += 1 }
            guard heap[parent].similarity < heap[child].similarity else { return top }
            heap.swapAt(parent, child)
            parent = child
        }
    }
}
