/// How far a projection keeps neighbourhoods.
public struct ProjectionQuality: Sendable, Equatable {
    /// 1 less a penalty for neighbours in the projection that were none, by how far away they were: 1 is best.
    ///
    /// Source: Venna and Kaski, "Neighborhood preservation in nonlinear projection methods" (2001).
    public let trustworthiness: Double
    /// The share of a row's nearest neighbours that are still among them.
    public let preservation: Double
    /// Neighbours that were looked at.
    public let neighbours: Int
    /// Rows that were measured, each against all.
    public let measured: Int

    /// - Parameters:
    ///   - matrix: what was projected.
    ///   - places: one row for each of its rows.
    ///   - sampleRows: rows that are measured at most, drawn at random.
    /// - Throws: `AnalysisError` where the two do not fit, or there are less than two rows a neighbour; what
    ///   `checkpoint` throws.
    /// - Complexity: O(sample × rows × columns)
    public init(
        _ matrix: Matrix, _ places: Matrix, neighbours: Int = 15, sampleRows: Int = 2_000, seed: UInt64 = 1,
        checkpoint: () throws -> Void = {}
    ) throws {
        guard places.rows == matrix.rows else {
            throw AnalysisError.labelsDoNotFit(labels: places.rows, rows: matrix.rows)
        }
        guard neighbours >= 1 else { throw AnalysisError.outOfRange(field: "neighbours", allowed: "1 or more") }
        // Beyond half of the rows the penalty is not defined.
        guard matrix.rows > 2 * neighbours else {
            throw AnalysisError.tooFewRows(
                found: matrix.rows, needed: 2 * neighbours + 1, purpose: "the trustworthiness")
        }
        var random = SeededRandom(seed: seed)
        let sample = random.sample(sampleRows, of: matrix.rows)
        let high = matrix.subtracting(matrix.columnMeans())
        let low = places.subtracting(places.columnMeans())
        let (before, after) = (DistanceRows(high), DistanceRows(low))
        let penalties = Slots<Double>(repeating: 0, count: sample.count)
        let kept = Slots<Double>(repeating: 0, count: sample.count)
        for start in stride(from: 0, to: sample.count, by: DistanceRows.batch) {
            try checkpoint()
            let batch = Array(sample[start..<min(sample.count, start + DistanceRows.batch)])
            let (originals, projected) = (before.squaredDistances(from: batch), after.squaredDistances(from: batch))
            Parallel.pieces(of: batch.count, size: 1) { place, _ in
                let range = place * matrix.rows..<(place + 1) * matrix.rows
                let original = UnsafeBufferPointer(rebasing: originals.buffer[range])
                let nearby = Self.nearest(
                    neighbours, UnsafeBufferPointer(rebasing: projected.buffer[range]), except: batch[place])
                for other in nearby {
                    let rank = Self.rank(of: other, original, except: batch[place])
                    penalties[start + place] += Double(max(0, rank - neighbours))
                    if rank <= neighbours { kept[start + place] += 1 }
                }
            }
        }
        let (rows, k) = (Double(matrix.rows), Double(neighbours))
        let measured = Double(sample.count)
        trustworthiness = 1 - 2 / (measured * k * (2 * rows - 3 * k - 1)) * penalties.buffer.reduce(0, +)
        preservation = kept.buffer.reduce(0, +) / (measured * k)
        self.neighbours = neighbours
        self.measured = sample.count
    }

    /// From 1 for the row with the smallest distance; of equal ones, that with the smaller number.
    private static func rank(of other: Int, _ distances: UnsafeBufferPointer<Float>, except row: Int) -> Int {
        let distance = distances[other]
        var nearer = 0
        for index in 0..<distances.count where distances[index] < distance { nearer += 1 }
        for index in 0..<other where distances[index] == distance && index != row { nearer += 1 }
        return nearer + (distances[row] < distance ? 0 : 1)
    }

    /// The `count` rows with the smallest distances; of equal ones, those with the smaller numbers.
    private static func nearest(_ count: Int, _ distances: UnsafeBufferPointer<Float>, except row: Int) -> [Int] {
        var nearest: [Int] = []
        for (other, distance) in distances.enumerated() where other != row {
            if nearest.count == count, let last = nearest.last, distances[last] <= distance { continue }
            let place = nearest.firstIndex { distances[$0] > distance } ?? nearest.count
            nearest.insert(other, at: place)
            if nearest.count > count { nearest.removeLast() }
        }
        return nearest
    }
}

/// Distances of some rows to all.
private struct DistanceRows {
    /// Rows whose distances are computed together: as many as the kernels take at least.
    static let batch = 32

    private let rows: Matrix
    private let squares: [Float]

    init(_ rows: Matrix) {
        self.rows = rows
        squares = rows.squaredLengths()
    }

    /// Less the squared length of the row that they are from, which does not change their order; one row of them after
    /// the other.
    func squaredDistances(from batch: [Int]) -> Slots<Float> {
        let products = RowProducts(vectors: rows.selecting(batch).values, dimension: rows.columns)
        let distances = Slots<Float>(repeating: 0, count: batch.count * rows.rows)
        rows.values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return }
            Parallel.pieces(of: rows.rows, size: 112) { _, elements in
                products.withScores(of: base + elements.lowerBound * rows.columns, count: elements.count) { scores in
                    for row in elements {
                        let score = scores + (row - elements.lowerBound) * products.width
                        for place in 0..<batch.count {
                            distances[place * rows.rows + row] = score[place] + squares[row]
                        }
                    }
                }
            }
        }
        return distances
    }
}
