import Glibc

/// k-means++: each next centre is drawn with a probability in proportion to the squared distance from the centres so
/// far; of a few such draws the one that helps most is kept.
struct PlusPlusSeeding {
    let rows: Matrix
    /// Their squared lengths.
    let squares: [Float]

    /// - Returns: row-major centres; fewer than `count` where fewer rows differ.
    /// - Throws: What `checkpoint` throws.
    /// - Complexity: O(count × rows × columns × log count)
    func choose(_ count: Int, _ random: inout SeededRandom, _ checkpoint: () throws -> Void) rethrows -> [Float] {
        let trials = 2 + Int(log(Double(count)))
        let nearest = Slots<Float>(repeating: .infinity, count: rows.rows)
        let distances = Slots<Float>(repeating: 0, count: rows.rows * trials)
        var centres: [Float] = []
        var candidates = [random.below(rows.rows)]
        for chosen in 0..<count {
            try checkpoint()
            if chosen > 0 { candidates = draw(trials, by: nearest, &random) }
            // Every row lies on a centre already.
            guard !candidates.isEmpty else { break }
            let totals = measure(candidates, nearest: nearest, distances)
            var best = 0
            for index in totals.indices where totals[index] < totals[best] { best = index }
            for row in 0..<rows.rows { nearest[row] = distances[row * candidates.count + best] }
            centres += rows[candidates[best]]
        }
        return centres
    }

    /// Rows drawn in proportion to `weights`; none where all weigh nothing.
    private func draw(_ count: Int, by weights: Slots<Float>, _ random: inout SeededRandom) -> [Int] {
        var sums: [Double] = []
        sums.reserveCapacity(rows.rows)
        var total = 0.0
        for row in 0..<rows.rows {
            total += Double(weights[row])
            sums.append(total)
        }
        guard total > 0 else { return [] }
        return (0..<count).map { _ in
            let target = random.unit() * total
            // The first row whose running sum is beyond the target, so that one of weight 0 is never drawn.
            var (low, high) = (0, rows.rows - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > target { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    /// What the squared distances to the nearest centre would be with each candidate; their sums.
    private func measure(_ candidates: [Int], nearest: Slots<Float>, _ distances: Slots<Float>) -> [Double] {
        let (columns, trials) = (rows.columns, candidates.count)
        let products = RowProducts(vectors: candidates.flatMap { Array(rows[$0]) }, dimension: columns)
        let lengths = candidates.map { squares[$0].squareRoot() }
        let piece = 1_008
        let totals = Slots<Double>(
            repeating: 0, count: Parallel.pieceCount(of: rows.rows, size: piece) * trials)
        let rounding = Rounding(dimension: columns)
        rows.values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return }
            Parallel.pieces(of: rows.rows, size: piece) { number, elements in
                products.withScores(of: base + elements.lowerBound * columns, count: elements.count) { scores in
                    for row in elements {
                        let score = scores + (row - elements.lowerBound) * products.width
                        let length = squares[row].squareRoot()
                        for trial in 0..<trials {
                            let distance = squares[row] + score[trial]
                            let isSame = distance <= rounding.squaredError(length, lengths[trial])
                            let least = isSame ? 0 : min(distance, nearest[row])
                            distances[row * trials + trial] = least
                            totals[number * trials + trial] += Double(least)
                        }
                    }
                }
            }
        }
        return (0..<trials).map { trial in
            stride(from: trial, to: totals.count, by: trials).reduce(0) { $0 + totals[$1] }
        }
    }
}

/// How far a squared distance in float32 may be off.
struct Rounding {
    private let factor: Float

    /// A sum of `dimension` rounded products strays like a random walk; four times that is never seen.
    init(dimension: Int) { factor = 4 * Float(dimension).squareRoot() * 0x1p-24 }

    /// Of two vectors of these lengths.
    func squaredError(_ left: Float, _ right: Float) -> Float { factor * (left + right) * (left + right) }
}
