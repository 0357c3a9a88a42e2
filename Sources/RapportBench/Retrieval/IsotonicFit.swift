import Retrieval

/// A rising curve through shares, for scores whose order is right and whose size is not.
///
/// Scores are first put into bins of equal size, so that the curve has a few points that can be written down; then
/// neighbours that fall are pooled.
///
/// Source: Barlow, Bartholomew, Bremner, Brunk, "Statistical inference under order restrictions" (1972): pooling of
/// adjacent violators.
package struct IsotonicFit: Sendable {
    /// Ascending in both.
    package let knots: [ReplyConfidence.Knot]

    private struct Block {
        var count: Double
        var score: Double
        var share: Double

        mutating func take(_ other: Block) {
            let total = count + other.count
            score = (score * count + other.score * other.count) / total
            share = (share * count + other.share * other.count) / total
            count = total
        }
    }

    /// - Parameter bins: before pooling.
    /// - Complexity: O(n log n).
    package init(_ examples: [(score: Double, isRight: Bool)], bins: Int = 12) {
        let sorted = examples.sorted { $0.score < $1.score }
        var blocks: [Block] = []
        for bin in 0..<bins {
            let part = sorted[(sorted.count * bin / bins)..<(sorted.count * (bin + 1) / bins)]
            guard !part.isEmpty else { continue }
            let count = Double(part.count)
            blocks.append(
                Block(
                    count: count, score: part.reduce(0) { $0 + $1.score } / count,
                    share: Double(part.count(where: \.isRight)) / count))
            while let last = blocks.last, blocks.count > 1,
                blocks[blocks.count - 2].share >= last.share || blocks[blocks.count - 2].score >= last.score
            {
                blocks.removeLast()
                blocks[blocks.count - 1].take(last)
            }
        }
        knots = blocks.map { ReplyConfidence.Knot($0.score, $0.share) }
    }
}
