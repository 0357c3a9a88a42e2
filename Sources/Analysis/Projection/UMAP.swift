/// Lays rows out in two or three dimensions such that rows that belong together lie together (UMAP).
///
///     let places = try UMAP(dimensions: 2, seed: 1).fit(matrix)
///
/// The same neighbours and settings give the same layout, on any number of cores: in each epoch every row moves by
/// itself, towards and away from where the others stood before the epoch.
///
/// Source: McInnes, Healy and Melville, "UMAP: uniform manifold approximation and projection for dimension reduction"
/// (2018).
public struct UMAP: Sendable, Equatable {
    /// 2 or 3.
    public var dimensions: Int
    /// Rows that a row's surroundings are made of, itself among them: few show details, many the whole.
    public var neighbours: Int
    /// How near two places may come.
    public var minimumDistance: Double
    /// Nil for 500 up to 10,000 rows, and 200 above.
    public var epochs: Int?
    public var seed: UInt64

    public init(
        dimensions: Int = 2, neighbours: Int = 15, minimumDistance: Double = 0.1, epochs: Int? = nil, seed: UInt64 = 1
    ) {
        self.dimensions = dimensions
        self.neighbours = neighbours
        self.minimumDistance = minimumDistance
        self.epochs = epochs
        self.seed = seed
    }

    /// Finds the neighbours and lays the rows out.
    ///
    /// - Parameters:
    ///   - progress: is told how much of the layout is done, from 0 to 1.
    ///   - checkpoint: what it throws ends the work.
    /// - Returns: One row of places for each row.
    /// - Throws: `AnalysisError` for settings out of range or too few rows; what `checkpoint` throws.
    /// - Complexity: O(rows × log rows × columns + epochs × rows × neighbours), about.
    public func fit(
        _ matrix: Matrix, progress: (Double) -> Void = { _ in }, checkpoint: () throws -> Void = {}
    ) throws -> Matrix {
        try validate(rows: matrix.rows)
        let graph = try NeighbourGraph(matrix, k: neighbours - 1, checkpoint: checkpoint)
        return try layOut(matrix, graph, progress: progress, checkpoint: checkpoint)
    }

    /// Lays rows out whose neighbours are known.
    ///
    /// - Parameter graph: of the rows of `matrix`, with one neighbour fewer than `neighbours`.
    /// - Throws: As `fit`.
    public func layOut(
        _ matrix: Matrix, _ graph: NeighbourGraph, progress: (Double) -> Void = { _ in },
        checkpoint: () throws -> Void = {}
    ) throws -> Matrix {
        try validate(rows: matrix.rows)
        guard graph.rows == matrix.rows, graph.k == neighbours - 1 else {
            throw AnalysisError.outOfRange(field: "the neighbour graph", allowed: "that of the rows")
        }
        let fuzzy = FuzzyGraph(graph)
        var start = try SpectralStart(graph: fuzzy).coordinates(dimensions, seed: seed, checkpoint)
        if start == nil, matrix.columns >= dimensions {
            start = try PrincipalComponents(matrix, dimensions: dimensions).transform(matrix).values
        }
        var layout = UMAPLayout(
            fuzzy, dimensions: dimensions, curve: LayoutCurve(minimumDistance: minimumDistance), seed: seed)
        layout.begin(at: start)
        let epochs = epochs ?? (matrix.rows <= 10_000 ? 500 : 200)
        for epoch in 0..<epochs {
            try checkpoint()
            layout.advance(epoch: epoch, of: epochs)
            progress(Double(epoch + 1) / Double(epochs))
        }
        return layout.places
    }

    func validate(rows: Int) throws(AnalysisError) {
        guard 2...3 ~= dimensions else { throw .outOfRange(field: "dimensions", allowed: "2 or 3") }
        guard 2...1_000 ~= neighbours else { throw .outOfRange(field: "neighbours", allowed: "2 to 1000") }
        guard 0...1 ~= minimumDistance else { throw .outOfRange(field: "the minimum distance", allowed: "0 to 1") }
        if let epochs, epochs < 1 { throw .outOfRange(field: "epochs", allowed: "1 or more") }
        guard rows >= max(neighbours, 4) else {
            throw .tooFewRows(found: rows, needed: max(neighbours, 4), purpose: "UMAP with \(neighbours) neighbours")
        }
    }
}
