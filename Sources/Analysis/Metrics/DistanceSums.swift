/// For some rows the sums of their distances to all rows of each cluster.
struct DistanceSums {
    private let clusters: Int
    private let sums: Slots<Double>

    /// Rows that others are compared with in one product.
    private static let block = 512
    /// Rows that go through a product together.
    private static let piece = 112

    /// - Complexity: O(sample × rows × columns)
    init(_ matrix: Matrix, _ labels: ClusterLabels, sample: [Int], _ checkpoint: () throws -> Void) throws {
        clusters = labels.sizes.count
        sums = Slots(repeating: 0, count: sample.count * clusters)
        // Rows of a cluster side by side add up without looking at labels; around zero float32 tells them apart best.
        let order = labels.numbers.indices.sorted { (labels.numbers[$0], $0) < (labels.numbers[$1], $1) }
        let centred = matrix.subtracting(matrix.columnMeans())
        let rows = sample.count == matrix.rows ? centred : centred.selecting(sample)
        let squares = rows.squaredLengths()
        for start in stride(from: 0, to: order.count, by: Self.block) {
            try checkpoint()
            let others = Array(order[start..<min(order.count, start + Self.block)])
            let products = RowProducts(vectors: centred.selecting(others).values, dimension: matrix.columns)
            let runs = Self.runs(of: others.map { labels.numbers[$0] })
            rows.values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                Parallel.pieces(of: rows.rows, size: Self.piece) { _, elements in
                    let vectors = base + elements.lowerBound * matrix.columns
                    products.withScores(of: vectors, count: elements.count) { scores in
                        for row in elements {
                            let score = scores + (row - elements.lowerBound) * products.width
                            for run in runs {
                                sums[row * clusters + run.cluster] += Self.distances(
                                    score + run.places.lowerBound, count: run.places.count, squares[row])
                            }
                        }
                    }
                }
            }
        }
    }

    /// The sums of one row of the sample, by cluster.
    func row(_ place: Int) -> ArraySlice<Double> {
        ArraySlice(sums.buffer[place * clusters..<(place + 1) * clusters])
    }

    /// Where the same cluster follows itself.
    private static func runs(of clusters: [Int]) -> [(cluster: Int, places: Range<Int>)] {
        var runs: [(cluster: Int, places: Range<Int>)] = []
        for (place, cluster) in clusters.enumerated() {
            if let last = runs.last, last.cluster == cluster {
                runs[runs.count - 1].places = last.places.lowerBound..<place + 1
            } else {
                runs.append((cluster, place..<place + 1))
            }
        }
        return runs
    }

    /// The sum of the square roots of score + square.
    private static func distances(_ scores: UnsafePointer<Float>, count: Int, _ square: Float) -> Double {
        // What float32 leaves of the distance of a row to its equal.
        let nothing = square * 4e-6
        var total = 0.0
        var place = 0
        var lanes = SIMD16<Float>.zero
        while place + 16 <= count {
            var squared = UnsafeRawPointer(scores + place).loadUnaligned(as: SIMD16<Float>.self) + square
            squared.replace(with: 0, where: squared .<= nothing)
            lanes += squared.squareRoot()
            place += 16
        }
        for lane in 0..<16 { total += Double(lanes[lane]) }
        while place < count {
            let squared = scores[place] + square
            if squared > nothing { total += Double(squared.squareRoot()) }
            place += 1
        }
        return total
    }
}
