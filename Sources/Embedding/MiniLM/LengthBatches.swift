import Synchronization

/// Sequences grouped into batches of similar length and of bounded size.
package struct LengthBatches: Sendable, Equatable {
    /// Tokens of a batch at most, unless a single sequence has more. Enough for the products to run at full speed;
    /// the activations of one batch, 7 MB, still fit the last-level cache.
    package static let tokensPerBatch = 512

    /// Per batch the positions of its sequences; longer sequences first. Every sequence is in one batch.
    package let rows: [[Int]]

    /// - Complexity: O(n log n).
    package init(lengths: [Int], tokensPerBatch: Int = LengthBatches.tokensPerBatch) {
        let order = lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
        var rows: [[Int]] = []
        var open: [Int] = []
        var tokens = 0
        for row in order {
            if tokens + lengths[row] > tokensPerBatch, !open.isEmpty {
                rows.append(open)
                open = []
                tokens = 0
            }
            open.append(row)
            tokens += lengths[row]
        }
        if !open.isEmpty { rows.append(open) }
        self.rows = rows
    }
}

/// Hands out the numbers 0 to `count - 1`, each once, to any number of workers.
final class BatchQueue: Sendable {
    private let position = Atomic(0)
    private let count: Int

    init(count: Int) { self.count = count }

    func next() -> Int? {
        let taken = position.wrappingAdd(1, ordering: .relaxed).oldValue
        return taken < count ? taken : nil
    }
}
