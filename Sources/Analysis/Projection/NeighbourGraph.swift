/// The nearest other rows of each row, nearest first.
public struct NeighbourGraph: Sendable, Equatable {
    public let rows: Int
    /// Neighbours of each row.
    public let k: Int
    /// `rows` × `k` rows.
    public let neighbours: [Int32]
    /// Their Euclidean distances.
    public let distances: [Float]

    /// - Precondition: `rows` × `k` of both, each row's ascending by distance.
    init(rows: Int, k: Int, neighbours: [Int32], distances: [Float]) {
        precondition(neighbours.count == rows * k && distances.count == rows * k, "each row has k neighbours")
        self.rows = rows
        self.k = k
        self.neighbours = neighbours
        self.distances = distances
    }

    /// By comparing all rows; of equally near ones, those with the smaller numbers.
    ///
    /// - Parameter k: neighbours of each row, 1 to one fewer than rows.
    /// - Throws: `AnalysisError.tooFewRows`, `.outOfRange`; what `checkpoint` throws.
    /// - Complexity: O(rows² × columns)
    public init(exact matrix: Matrix, k: Int, checkpoint: () throws -> Void = {}) throws {
        try Self.validate(k: k, rows: matrix.rows)
        let centred = matrix.subtracting(matrix.columnMeans())
        let search = NearestRows(centred, k: k)
        let neighbours = Slots<Int32>(repeating: 0, count: matrix.rows * k)
        let distances = Slots<Float>(repeating: 0, count: matrix.rows * k)
        for start in stride(from: 0, to: matrix.rows, by: NearestRows.batch) {
            try checkpoint()
            search.find(start..<min(matrix.rows, start + NearestRows.batch), neighbours, distances)
        }
        self.init(
            rows: matrix.rows, k: k, neighbours: Array(neighbours.buffer), distances: Array(distances.buffer))
    }

    static func validate(k: Int, rows: Int) throws(AnalysisError) {
        guard k >= 1 else { throw .outOfRange(field: "neighbours", allowed: "1 or more") }
        guard rows > k else { throw .tooFewRows(found: rows, needed: k + 1, purpose: "\(k) neighbours of each") }
    }

    func row(_ row: Int) -> Range<Int> { row * k..<(row + 1) * k }
}

/// Finds nearest rows by comparing all.
private struct NearestRows {
    /// Rows that are compared with others in one product.
    static let batch = 2_048
    private static let block = 512
    private static let piece = 112

    private let rows: Matrix
    private let squares: [Float]
    private let k: Int

    init(_ rows: Matrix, k: Int) {
        self.rows = rows
        self.k = k
        squares = rows.squaredLengths()
    }

    /// Fills the places of `range`.
    func find(_ range: Range<Int>, _ neighbours: Slots<Int32>, _ distances: Slots<Float>) {
        let best = Slots<Float>(repeating: .infinity, count: range.count * k)
        let columns = rows.columns
        for start in stride(from: 0, to: rows.rows, by: Self.block) {
            let others = start..<min(rows.rows, start + Self.block)
            let products = RowProducts(
                vectors: Array(rows.values[others.lowerBound * columns..<others.upperBound * columns]),
                dimension: columns)
            rows.values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                Parallel.pieces(of: range.count, size: Self.piece) { _, elements in
                    let first = range.lowerBound + elements.lowerBound
                    products.withScores(of: base + first * columns, count: elements.count) { scores in
                        for place in elements {
                            let score = scores + (place - elements.lowerBound) * products.width
                            merge(score, others, into: place, of: range, best, neighbours)
                        }
                    }
                }
            }
        }
        for place in 0..<range.count {
            for rank in 0..<k {
                let squared = best[place * k + rank] + squares[range.lowerBound + place]
                distances[(range.lowerBound + place) * k + rank] = max(0, squared).squareRoot()
            }
        }
    }

    /// Puts those of `others` that are nearer than the farthest neighbour so far in their places.
    private func merge(
        _ scores: UnsafePointer<Float>, _ others: Range<Int>, into place: Int, of range: Range<Int>,
        _ best: Slots<Float>, _ neighbours: Slots<Int32>
    ) {
        let (own, first) = (range.lowerBound + place, place * k)
        let target = own * k
        var worst = best[first + k - 1]
        for offset in 0..<others.count where scores[offset] < worst {
            let other = others.lowerBound + offset
            if other == own { continue }
            var rank = k - 1
            while rank > 0, best[first + rank - 1] > scores[offset] {
                best[first + rank] = best[first + rank - 1]
                neighbours[target + rank] = neighbours[target + rank - 1]
                rank -= 1
            }
            best[first + rank] = scores[offset]
            neighbours[target + rank] = Int32(other)
            worst = best[first + k - 1]
        }
    }
}
