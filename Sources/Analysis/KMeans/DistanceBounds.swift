import CVectorKernels

/// Which centroid is nearest to each row, with what is known of the distances: one upper bound to the own centroid
/// and one lower bound to all others. Where they do not overlap the nearest one cannot have changed and no distance is
/// computed; the remaining rows go through one matrix product.
///
/// Bounds are widened by the rounding of float32, so that the result is the one without bounds.
///
/// Source: Hamerly, "Making k-means even faster" (2010).
struct DistanceBounds {
    let assignment: Slots<Int32>
    private let rows: Matrix
    private let squares: [Float]
    private let usesBounds: Bool
    private let rounding: Rounding
    private let upper: Slots<Float>
    private let lower: Slots<Float>
    /// How far the centroids went since the bounds were made; empty before the first assignment.
    private var shifts: [Float] = []
    private var isFirst = true

    init(rows: Matrix, squares: [Float], usesBounds: Bool) {
        self.rows = rows
        self.squares = squares
        self.usesBounds = usesBounds
        rounding = Rounding(dimension: rows.columns)
        assignment = Slots(repeating: 0, count: rows.rows)
        upper = Slots(repeating: .infinity, count: rows.rows)
        lower = Slots(repeating: 0, count: rows.rows)
    }

    mutating func centroidsMoved(by distances: [Double]) {
        // Rounded up: a bound may be too wide, never too narrow.
        shifts = distances.map { Float($0) * (1 + 0x1p-20) }
    }

    /// Moves `row` onto the centroid that is to be made of it.
    func place(_ row: Int, into cluster: Int) {
        assignment[row] = Int32(cluster)
        upper[row] = .infinity
        lower[row] = 0
    }

    func squaredDistance(of row: Int, to cluster: Int, among centroids: [Float]) -> Float {
        let columns = rows.columns
        var total: Float = 0
        for column in 0..<columns {
            let difference = rows.values[row * columns + column] - centroids[cluster * columns + column]
            total += difference * difference
        }
        return total
    }

    /// Assigns each row to the nearest centroid; of equally near ones, the first.
    mutating func assign(to centroids: [Float]) {
        let columns = rows.columns
        let lengths = stride(from: 0, to: centroids.count, by: columns).map {
            centroids[$0..<$0 + columns].squaredLength.squareRoot()
        }
        let pass = AssignmentPass(
            bounds: self, products: RowProducts(vectors: centroids, dimension: columns),
            longest: lengths.max() ?? 0, separation: separations(of: centroids), shifts: shiftsByCluster(),
            skips: usesBounds && !isFirst)
        rows.values.withUnsafeBufferPointer { values in
            centroids.withUnsafeBufferPointer { centroids in
                guard let values = values.baseAddress, let centroids = centroids.baseAddress else { return }
                Parallel.pieces(of: rows.rows, size: AssignmentPass.pieceSize) { _, elements in
                    pass.run(elements, values: values, centroids: centroids)
                }
            }
        }
        isFirst = false
        shifts = []
    }

    /// What a row's bounds change by, for each cluster that it may be in: its own shift, and the largest other one.
    private func shiftsByCluster() -> (own: [Float], others: [Float]) {
        var (first, second): (Float, Float) = (0, 0)
        for shift in shifts {
            if shift > first { (first, second) = (shift, first) } else { second = max(second, shift) }
        }
        return (shifts, shifts.map { $0 == first ? second : first })
    }

    /// Half the distance from each centroid to the nearest other one: a row that is nearer to its own needs no other
    /// bound.
    private func separations(of centroids: [Float]) -> [Float] {
        let columns = rows.columns
        let count = centroids.count / columns
        guard usesBounds, !isFirst else { return [] }
        return centroids.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return [] }
            let lengths = (0..<count).map { vk_dot_f32(base + $0 * columns, base + $0 * columns, columns) }
            return (0..<count).map { one in
                var least = Float.infinity
                for other in 0..<count where other != one {
                    let product = vk_dot_f32(base + one * columns, base + other * columns, columns)
                    let error = rounding.squaredError(lengths[one].squareRoot(), lengths[other].squareRoot())
                    least = min(least, lengths[one] + lengths[other] - 2 * product - error)
                }
                return max(0, least).squareRoot() / 2
            }
        }
    }

    // MARK: what a pass reads and writes

    func error(_ row: Int, longest: Float) -> Float { rounding.squaredError(squares[row].squareRoot(), longest) }
    func squaredLength(_ row: Int) -> Float { squares[row] }
    var columns: Int { rows.columns }

    func move(_ row: Int, own: Float, others: Float) -> (upper: Float, lower: Float) {
        upper[row] += own
        lower[row] = max(0, lower[row] - others)
        return (upper[row], lower[row])
    }

    func setUpper(_ row: Int, squared: Float, error: Float) -> Float {
        upper[row] = (max(0, squared) + error).squareRoot()
        return upper[row]
    }

    func set(_ row: Int, to cluster: Int32, nearest: Float, second: Float, error: Float) {
        assignment[row] = cluster
        upper[row] = (max(0, nearest) + error).squareRoot()
        lower[row] = max(0, second - error).squareRoot()
    }
}

/// One assignment of all rows, in pieces.
struct AssignmentPass {
    static let pieceSize = 1_024
    /// Rows that go through one product together: as many as the kernels take at a time.
    private static let block = 112

    let bounds: DistanceBounds
    let products: RowProducts
    /// The length of the longest centroid.
    let longest: Float
    let separation: [Float]
    let shifts: (own: [Float], others: [Float])
    /// Whether bounds of an earlier pass hold.
    let skips: Bool

    func run(_ elements: Range<Int>, values: UnsafePointer<Float>, centroids: UnsafePointer<Float>) {
        let columns = bounds.columns
        guard skips else {
            for start in stride(from: elements.lowerBound, to: elements.upperBound, by: Self.block) {
                let rows = Array(start..<min(elements.upperBound, start + Self.block))
                compare(rows, values + start * columns)
            }
            return
        }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.block * columns) { gathered in
            guard let base = gathered.baseAddress else { return }
            var pending: [Int] = []
            pending.reserveCapacity(Self.block)
            for row in elements where !isSettled(row, values + row * columns, centroids) {
                (base + pending.count * columns).update(from: values + row * columns, count: columns)
                pending.append(row)
                if pending.count == Self.block {
                    compare(pending, base)
                    pending.removeAll(keepingCapacity: true)
                }
            }
            if !pending.isEmpty { compare(pending, base) }
        }
    }

    /// Whether the bounds prove that the row stays, if need be with the exact distance to its own centroid.
    private func isSettled(_ row: Int, _ vector: UnsafePointer<Float>, _ centroids: UnsafePointer<Float>) -> Bool {
        let own = Int(bounds.assignment[row])
        let (upper, lower) = bounds.move(
            row, own: shifts.own.isEmpty ? 0 : shifts.own[own], others: shifts.others.isEmpty ? 0 : shifts.others[own])
        let limit = max(lower, separation[own])
        if Self.isBelow(upper, limit) { return true }
        let centroid = centroids + own * bounds.columns
        let product = vk_dot_f32(vector, centroid, bounds.columns)
        let squared =
            bounds.squaredLength(row) + vk_dot_f32(centroid, centroid, bounds.columns) - 2 * product
        let exact = bounds.setUpper(row, squared: squared, error: bounds.error(row, longest: longest))
        return Self.isBelow(exact, limit)
    }

    /// Below by more than the additions to a bound may have lost.
    private static func isBelow(_ upper: Float, _ limit: Float) -> Bool { upper * (1 + 0x1p-16) < limit }

    /// Compares rows with all centroids.
    private func compare(_ rows: [Int], _ vectors: UnsafePointer<Float>) {
        products.withScores(of: vectors, count: rows.count) { scores in
            for (place, row) in rows.enumerated() {
                let score = scores + place * products.width
                var (best, second, index) = (Float.infinity, Float.infinity, 0)
                for cluster in 0..<products.width {
                    let value = score[cluster]
                    if value < best {
                        (second, best, index) = (best, value, cluster)
                    } else if value < second {
                        second = value
                    }
                }
                let length = bounds.squaredLength(row)
                // Twice the rounding: the pass without bounds may err as much in the other direction.
                bounds.set(
                    row, to: Int32(index), nearest: length + best, second: length + second,
                    error: 2 * bounds.error(row, longest: longest))
            }
        }
    }
}
