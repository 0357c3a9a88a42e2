/// Where a layout begins: rows that belong together lie together along the slowest vibrations of the graph, the
/// eigenvectors of its normalised Laplacian with the smallest eigenvalues but the first.
///
/// The same as the largest of D^−½ A D^−½. Lanczos's method makes them a small tridiagonal matrix, which LAPACK solves.
///
/// Sources: Belkin and Niyogi, "Laplacian eigenmaps" (2003); Lanczos (1950), with full reorthogonalisation.
struct SpectralStart {
    let graph: FuzzyGraph
    private static let largestSteps = 100

    /// - Returns: rows × dimensions, row-major; nil where the graph falls into parts, whose vibrations do not say where
    ///   they lie, or has too few rows.
    /// - Throws: `AnalysisError.noEigenvalues`; what `checkpoint` throws.
    /// - Complexity: O(dimensions × (100 × links + 100² × rows))
    func coordinates(_ dimensions: Int, seed: UInt64, _ checkpoint: () throws -> Void) throws -> [Float]? {
        let rows = graph.rows
        guard rows > dimensions + 2, graph.isConnected else { return nil }
        let roots = (0..<rows).map { row in
            graph.links(of: row).reduce(0.0) { $0 + Double(graph.strengths[$1]) }.squareRoot()
        }
        // The first eigenvector is known: the roots themselves.
        var known = [Self.unit(roots)]
        var random = SeededRandom(seed: seed, part: 800_000)
        // One at a time: of eigenvectors with one eigenvalue, as a ring has, a single walk finds one.
        for _ in 0..<dimensions {
            let start = (0..<rows).map { _ in random.normal() }
            guard let found = try vibration(from: start, known, roots, checkpoint) else { return nil }
            known.append(found)
        }
        return (0..<rows).flatMap { row in known.dropFirst().map { Float($0[row]) } }
    }

    /// The eigenvector of the largest eigenvalue that is orthogonal to the `known` ones.
    private func vibration(
        from start: [Double], _ known: [[Double]], _ roots: [Double], _ checkpoint: () throws -> Void
    ) throws -> [Double]? {
        var basis: [[Double]] = []
        var (diagonal, beside): ([Double], [Double]) = ([], [])
        var next = Self.unit(Self.without(start, known))
        for _ in 0..<min(Self.largestSteps, roots.count - known.count) {
            try checkpoint()
            basis.append(next)
            var image = product(next, roots)
            diagonal.append(Self.dot(image, next))
            // Twice is enough: once leaves rounding that grows.
            image = Self.without(Self.without(image, known + basis), known + basis)
            let length = Self.dot(image, image).squareRoot()
            guard length > 1e-10 else { break }
            beside.append(length)
            next = image.map { $0 / length }
        }
        return basis.isEmpty ? nil : try ritz(basis, diagonal, beside)
    }

    /// The best approximation that the basis holds.
    private func ritz(_ basis: [[Double]], _ diagonal: [Double], _ beside: [Double]) throws -> [Double] {
        let size = basis.count
        var matrix = [Double](repeating: 0, count: size * size)
        for index in 0..<size {
            matrix[index * size + index] = diagonal[index]
            guard index + 1 < size else { continue }
            matrix[index * size + index + 1] = beside[index]
            matrix[(index + 1) * size + index] = beside[index]
        }
        let weights = try SymmetricEigen.largest(1, of: matrix, size: size).vectors
        let coordinates = Slots<Double>(repeating: 0, count: graph.rows)
        Parallel.pieces(of: graph.rows, size: 1_024) { _, elements in
            for row in elements {
                for step in 0..<size { coordinates[row] += weights[step] * basis[step][row] }
            }
        }
        return Self.unit(Array(coordinates.buffer))
    }

    /// D^−½ A D^−½ v
    private func product(_ vector: [Double], _ roots: [Double]) -> [Double] {
        let image = Slots<Double>(repeating: 0, count: graph.rows)
        Parallel.pieces(of: graph.rows, size: 1_024) { _, elements in
            for row in elements where roots[row] > 0 {
                var sum = 0.0
                for link in graph.links(of: row) {
                    let other = Int(graph.others[link])
                    sum += Double(graph.strengths[link]) * vector[other] / roots[other]
                }
                image[row] = sum / roots[row]
            }
        }
        return Array(image.buffer)
    }

    /// `vector` less its parts along `others`, which have length 1 and are orthogonal.
    private static func without(_ vector: [Double], _ others: [[Double]]) -> [Double] {
        let products = Slots<Double>(repeating: 0, count: others.count)
        Parallel.pieces(of: others.count, size: 4) { _, elements in
            for index in elements { products[index] = dot(vector, others[index]) }
        }
        let rest = Slots<Double>(repeating: 0, count: vector.count)
        Parallel.pieces(of: vector.count, size: 4_096) { _, elements in
            for row in elements { rest[row] = vector[row] }
            for (index, other) in others.enumerated() {
                let product = products[index]
                other.withUnsafeBufferPointer { other in
                    for row in elements { rest[row] -= product * other[row] }
                }
            }
        }
        return Array(rest.buffer)
    }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                // Four sums, so that additions need not wait for each other.
                var sums = SIMD4<Double>.zero
                let whole = left.count / 4 * 4
                for index in stride(from: 0, to: whole, by: 4) {
                    for lane in 0..<4 { sums[lane] += left[index + lane] * right[index + lane] }
                }
                var total = sums.sum()
                for index in whole..<left.count { total += left[index] * right[index] }
                return total
            }
        }
    }

    private static func unit(_ vector: [Double]) -> [Double] {
        let length = dot(vector, vector).squareRoot()
        return length > 0 ? vector.map { $0 / length } : vector
    }
}
