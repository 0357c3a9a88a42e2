import Glibc

/// A fuzzy simplicial set: with what strength rows belong together, as far as their distances tell (McInnes, Healy and
/// Melville, "UMAP: uniform manifold approximation and projection for dimension reduction", 2018, algorithms 2 and 3).
///
/// Symmetric; the links of row i are those at `starts[i]..<starts[i + 1]`.
struct FuzzyGraph {
    let rows: Int
    let starts: [Int]
    let others: [Int32]
    /// 0 to 1.
    let strengths: [Float]

    init(_ graph: NeighbourGraph) {
        let directed = Self.memberships(graph)
        // Each row's neighbours by number, so that the way back is found by halving.
        var sorted: [(other: Int32, strength: Float)] = []
        sorted.reserveCapacity(directed.count)
        for row in 0..<graph.rows {
            sorted += graph.row(row).map { (graph.neighbours[$0], directed[$0]) }.sorted { $0.other < $1.other }
        }
        func strength(from row: Int, to other: Int) -> Float? {
            var (low, high) = (row * graph.k, (row + 1) * graph.k)
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle].other < Int32(other) { low = middle + 1 } else { high = middle }
            }
            guard low < (row + 1) * graph.k, sorted[low].other == Int32(other) else { return nil }
            return sorted[low].strength
        }
        var links: [[(other: Int32, strength: Float)]] = Array(repeating: [], count: graph.rows)
        for row in 0..<graph.rows {
            for place in graph.row(row) {
                let (other, there) = (Int(sorted[place].other), sorted[place].strength)
                let back = strength(from: other, to: row)
                // A pair that knows each other is put together once.
                if back != nil, other < row { continue }
                let joined = there + (back ?? 0) - there * (back ?? 0)
                guard joined > 0 else { continue }
                links[row].append((Int32(other), joined))
                links[other].append((Int32(row), joined))
            }
        }
        rows = graph.rows
        var (starts, others, strengths): ([Int], [Int32], [Float]) = ([0], [], [])
        for row in links {
            for link in row {
                others.append(link.other)
                strengths.append(link.strength)
            }
            starts.append(others.count)
        }
        (self.starts, self.others, self.strengths) = (starts, others, strengths)
    }

    func links(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

    /// Whether every row can be reached from every other.
    var isConnected: Bool {
        var seen = [Bool](repeating: false, count: rows)
        var pending = rows > 0 ? [0] : []
        if rows > 0 { seen[0] = true }
        var reached = 0
        while let row = pending.popLast() {
            reached += 1
            for link in links(of: row) where !seen[Int(others[link])] {
                seen[Int(others[link])] = true
                pending.append(Int(others[link]))
            }
        }
        return reached == rows
    }

    /// exp(−(d − ρ) ÷ σ) of each neighbour: ρ is the distance to the nearest other row, σ such that the strengths of a
    /// row, with itself as one neighbour more, add up to the logarithm to base 2 of their number.
    private static func memberships(_ graph: NeighbourGraph) -> [Float] {
        let memberships = Slots<Float>(repeating: 0, count: graph.rows * graph.k)
        let mean = graph.distances.reduce(0.0) { $0 + Double($1) } / Double(max(1, graph.distances.count))
        let target = log2(Double(graph.k + 1))
        Parallel.pieces(of: graph.rows, size: 256) { _, elements in
            for row in elements {
                let range = graph.row(row)
                let distances = range.map { Double(graph.distances[$0]) }
                let nearest = distances.first { $0 > 0 } ?? 0
                let own = distances.reduce(0, +) / Double(distances.count)
                // A σ of almost nothing would cut off all but the nearest.
                let least = 1e-3 * (nearest > 0 ? own : mean)
                let sigma = max(scale(distances, beyond: nearest, target: target), least)
                for (place, distance) in zip(range, distances) {
                    let excess = distance - nearest
                    memberships[place] = excess <= 0 || sigma == 0 ? 1 : Float(exp(-excess / sigma))
                }
            }
        }
        return Array(memberships.buffer)
    }

    private static func scale(_ distances: [Double], beyond nearest: Double, target: Double) -> Double {
        var (low, high, middle) = (0.0, Double.infinity, 1.0)
        for _ in 0..<64 {
            let sum = distances.reduce(0.0) { $0 + ($1 > nearest ? exp(-($1 - nearest) / middle) : 1) }
            if abs(sum - target) < 1e-5 { break }
            if sum > target { high = middle } else { low = middle }
            middle = high.isFinite ? (low + high) / 2 : middle * 2
        }
        return middle
    }
}
