import CVectorKernels
import HNSW
import Synchronization

extension NeighbourGraph {
    /// Rows below which all are compared.
    public static let exactBelow = 4_096

    /// Exact below `exactBelow` rows, by a graph that is built for it above.
    ///
    /// - Throws: as `init(exact:)`; `HNSWError`.
    /// - Complexity: O(rows × log rows × columns), about.
    public init(_ matrix: Matrix, k: Int, checkpoint: () throws -> Void = {}) throws {
        guard matrix.rows >= Self.exactBelow else {
            try self.init(exact: matrix, k: k, checkpoint: checkpoint)
            return
        }
        let graph = try HNSWGraph(
            HNSWParameters(dimension: matrix.columns, m: 12, efConstruction: 64, metric: .l2))
        try graph.build(
            labels: Array(0..<Int64(matrix.rows)), vectors: matrix.values, threads: Parallel.coreCount)
        try self.init(matrix, k: k, checkpoint: checkpoint) { row, vector, count in
            try graph.search(vector, k: count, ef: max(48, 2 * count)).hits.map { Int32($0.label) }
        }
    }

    /// By a search of an index that holds the rows.
    ///
    /// - Parameter nearest: the numbers of about `count` rows nearest to a row with these components, itself among
    ///   them or not; is called on several threads at once.
    /// - Throws: What `nearest` and `checkpoint` throw; `AnalysisError.tooFewRows` where too few are found.
    init(
        _ matrix: Matrix, k: Int, checkpoint: () throws -> Void,
        nearest: @Sendable (_ row: Int, _ vector: [Float], _ count: Int) throws -> [Int32]
    ) throws {
        try Self.validate(k: k, rows: matrix.rows)
        let neighbours = Slots<Int32>(repeating: 0, count: matrix.rows * k)
        let distances = Slots<Float>(repeating: 0, count: matrix.rows * k)
        let failure = Mutex<(any Error)?>(nil)
        let batch = 4_096
        for start in stride(from: 0, to: matrix.rows, by: batch) {
            try checkpoint()
            Parallel.pieces(of: min(batch, matrix.rows - start), size: 64) { _, elements in
                do {
                    for place in elements {
                        let row = start + place
                        // One more, since the row is nearest to itself.
                        let found = try nearest(row, Array(matrix[row]), k + 1)
                        try Self.keep(found, row, k, matrix, neighbours, distances)
                    }
                } catch { failure.withLock { $0 = $0 ?? error } }
            }
            if let failure = failure.withLock({ $0 }) { throw failure }
        }
        self.init(
            rows: matrix.rows, k: k, neighbours: Array(neighbours.buffer), distances: Array(distances.buffer))
    }

    /// Orders what was found by the exact distances.
    private static func keep(
        _ found: [Int32], _ row: Int, _ k: Int, _ matrix: Matrix, _ neighbours: Slots<Int32>,
        _ distances: Slots<Float>
    ) throws {
        let columns = matrix.columns
        let measured = matrix.values.withUnsafeBufferPointer { values -> [(distance: Float, row: Int32)] in
            guard let base = values.baseAddress else { return [] }
            let own = base + row * columns
            let square = vk_dot_f32(own, own, columns)
            return found.filter { $0 != Int32(row) }.map { other in
                let vector = base + Int(other) * columns
                let squared = square + vk_dot_f32(vector, vector, columns) - 2 * vk_dot_f32(own, vector, columns)
                return (max(0, squared).squareRoot(), other)
            }.sorted { ($0.distance, $0.row) < ($1.distance, $1.row) }
        }
        guard measured.count >= k else {
            throw AnalysisError.tooFewRows(found: measured.count, needed: k, purpose: "\(k) neighbours of each")
        }
        for rank in 0..<k {
            neighbours[row * k + rank] = measured[rank].row
            distances[row * k + rank] = measured[rank].distance
        }
    }
}
