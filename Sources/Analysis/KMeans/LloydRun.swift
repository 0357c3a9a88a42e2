import CVectorKernels

/// One restart: from given centroids to those that stay.
struct LloydRun {
    private(set) var centroids: [Float]
    private(set) var iterations = 0
    private(set) var hasConverged = false
    private let rows: Matrix
    private let squares: [Float]
    private let isSpherical: Bool
    private let clusters: Int
    private var bounds: DistanceBounds
    private let previous: Slots<Int32>
    /// Sums of the rows of each cluster, row-major; kept up by what moves.
    private let sums: Slots<Double>
    private var counts: [Int]

    /// - Parameter squares: the squared lengths of the rows.
    init(rows: Matrix, squares: [Float], centroids: [Float], isSpherical: Bool, usesBounds: Bool) {
        self.rows = rows
        self.squares = squares
        self.centroids = centroids
        self.isSpherical = isSpherical
        clusters = centroids.count / rows.columns
        bounds = DistanceBounds(rows: rows, squares: squares, usesBounds: usesBounds)
        previous = Slots(repeating: -1, count: rows.rows)
        sums = Slots(repeating: 0, count: centroids.count)
        counts = Array(repeating: 0, count: clusters)
    }

    /// The centroid of each row.
    var assignments: [Int32] { Array(bounds.assignment.buffer) }

    /// Iterates until the centroids stay, and leaves each row with the nearest of them.
    ///
    /// - Parameter shiftLimit: the sum of squared shifts that counts as staying.
    mutating func iterate(maximum: Int, shiftLimit: Double, _ checkpoint: () throws -> Void) rethrows {
        while iterations < maximum {
            try checkpoint()
            bounds.assign(to: centroids)
            iterations += 1
            guard moveSums() else {
                hasConverged = true
                return
            }
            fillEmptyClusters()
            let shifts = moveCentroids()
            bounds.centroidsMoved(by: shifts)
            if shifts.reduce(0, { $0 + $1 * $1 }) <= shiftLimit {
                hasConverged = true
                break
            }
        }
        bounds.assign(to: centroids)
    }

    /// Leaves each row with the nearest centroid.
    mutating func assign() { bounds.assign(to: centroids) }

    /// The squared distances to the centroids, in double precision.
    func inertia() -> Double {
        let columns = rows.columns
        let piece = 1_024
        let totals = Slots<Double>(repeating: 0, count: Parallel.pieceCount(of: rows.rows, size: piece))
        rows.values.withUnsafeBufferPointer { values in
            centroids.withUnsafeBufferPointer { centroids in
                Parallel.pieces(of: rows.rows, size: piece) { number, elements in
                    var total = 0.0
                    for row in elements {
                        let centroid = Int(bounds.assignment[row])
                        var squared: Float = 0
                        for column in 0..<columns {
                            let difference = values[row * columns + column] - centroids[centroid * columns + column]
                            squared += difference * difference
                        }
                        total += Double(squared)
                    }
                    totals[number] = total
                }
            }
        }
        return totals.buffer.reduce(0, +)
    }

    /// Takes rows that changed their cluster from one sum to the other.
    ///
    /// - Returns: Whether there was one.
    private mutating func moveSums() -> Bool {
        var moved: [(row: Int, from: Int, to: Int)] = []
        for row in 0..<rows.rows where previous[row] != bounds.assignment[row] {
            moved.append((row, Int(previous[row]), Int(bounds.assignment[row])))
        }
        guard !moved.isEmpty else { return false }
        for move in moved {
            if move.from >= 0 { counts[move.from] -= 1 }
            counts[move.to] += 1
        }
        let columns = rows.columns
        let sums = sums.buffer
        rows.values.withUnsafeBufferPointer { values in
            // Pieces of the columns, so that every sum adds up in the order of the rows.
            Parallel.pieces(of: columns, size: 64) { _, elements in
                for (row, from, to) in moved {
                    let (source, target) = (row * columns, to * columns)
                    for column in elements { sums[target + column] += Double(values[source + column]) }
                    guard from >= 0 else { continue }
                    let left = from * columns
                    for column in elements { sums[left + column] -= Double(values[source + column]) }
                }
            }
        }
        previous.copy(from: bounds.assignment)
        return true
    }

    /// Gives each empty cluster the row that is farthest from its centroid and does not empty another cluster.
    private mutating func fillEmptyClusters() {
        for empty in 0..<clusters where counts[empty] == 0 {
            var farthest: (row: Int, distance: Float)?
            for row in 0..<rows.rows where counts[Int(previous[row])] > 1 {
                let distance = bounds.squaredDistance(of: row, to: Int(previous[row]), among: centroids)
                if distance > farthest?.distance ?? 0 { farthest = (row, distance) }
            }
            // All rows lie on centroids: there is nothing that a further cluster could hold.
            guard let farthest else { return }
            bounds.place(farthest.row, into: empty)
            _ = moveSums()
        }
    }

    /// Moves the centroids to the means of their rows.
    ///
    /// - Returns: How far each one went.
    private mutating func moveCentroids() -> [Double] {
        let columns = rows.columns
        return (0..<clusters).map { cluster in
            guard counts[cluster] > 0 else { return 0 }
            let range = cluster * columns..<(cluster + 1) * columns
            var scale = 1 / Double(counts[cluster])
            if isSpherical {
                let length = range.reduce(0) { $0 + sums[$1] * sums[$1] }.squareRoot()
                // Directions that cancel out have no mean; the old one stays.
                guard length > 1e-9 * Double(counts[cluster]) else { return 0 }
                scale = 1 / length
            }
            var squared = 0.0
            for index in range {
                let moved = Float(sums[index] * scale)
                let difference = Double(moved) - Double(centroids[index])
                squared += difference * difference
                centroids[index] = moved
            }
            return squared.squareRoot()
        }
    }
}
