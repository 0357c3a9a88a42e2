import RapportCore
import Store

/// Projects stored vectors and stores their places.
public struct ProjectionAnalysis: Sendable {
    private let store: RapportStore
    private let indexes: IndexSet

    /// - Parameter indexes: whose graphs know the neighbours.
    public init(store: RapportStore, indexes: IndexSet) {
        self.store = store
        self.indexes = indexes
    }

    /// Neighbours by which a projection is judged.
    private static let judgedNeighbours = 15

    /// Runs a projection and stores it.
    ///
    /// - Parameter now: when the run is said to have been made.
    /// - Throws: `StoreError`, `FilterError`, `AnalysisError`; `CancellationError` in a task that was cancelled.
    public func run(
        _ request: ProjectionRequest, now: Timestamp, progress: AnalysisProgress = { _, _, _ in }
    ) async throws -> ProjectionReport {
        try AnalysisName.validate(request.name)
        progress("reading vectors", 0, 0)
        let selected = try SelectedVectors(request.selection, of: store)
        let (places, variance) = try await project(request, selected, progress)
        progress("measuring", 0, 0)
        let metrics = try measure(selected.rows, places, variance, request)
        let points = selected.recordIDs.enumerated().map { row, recordID in
            let place = Array(places[row])
            return RecordPoint(
                recordID: recordID, x: Double(place[0]), y: Double(place[1]),
                z: place.count > 2 ? Double(place[2]) : nil)
        }
        let stored = try store.save(
            NewRun(
                kind: request.method.kind, name: request.name, graph: selected.graph,
                filter: request.selection.condition, parameters: ClusterAnalysis.json(Parameters(request)),
                seed: request.seed, metrics: ClusterAnalysis.json(metrics)),
            points: points, at: now)
        return ProjectionReport(
            runID: stored.id, name: request.name, method: request.method, dimensions: request.dimensions,
            collection: selected.graph.collection, vector: selected.graph.vector,
            lacksProfiled: selected.lacksProfiled, filter: request.selection.condition, seed: request.seed,
            records: selected.recordIDs.count, metrics: metrics)
    }

    private func project(
        _ request: ProjectionRequest, _ selected: SelectedVectors, _ progress: AnalysisProgress
    ) async throws -> (Matrix, [Double]?) {
        switch request.method {
        case .pca:
            guard 2...3 ~= request.dimensions else {
                throw AnalysisError.outOfRange(field: "dimensions", allowed: "2 or 3")
            }
            progress("finding the directions", 0, 0)
            let components = try PrincipalComponents(selected.rows, dimensions: request.dimensions)
            let total = components.totalVariance
            return (
                try components.transform(selected.rows), components.variances.map { total > 0 ? $0 / total : 0 }
            )
        case .umap:
            let umap = UMAP(
                dimensions: request.dimensions, neighbours: request.neighbours,
                minimumDistance: request.minimumDistance, seed: request.seed)
            try umap.validate(rows: selected.rows.rows)
            progress("finding neighbours", 0, 0)
            let graph = try await neighbours(request, selected)
            let places = try umap.layOut(
                selected.rows, graph, progress: { progress("laying out", Int($0 * 1_000), 1_000) },
                checkpoint: { try Task.checkCancellation() })
            return (places, nil)
        }
    }

    /// Exact for few records, by the store's graph for many.
    private func neighbours(_ request: ProjectionRequest, _ selected: SelectedVectors) async throws -> NeighbourGraph {
        let k = request.neighbours - 1
        guard selected.recordIDs.count >= NeighbourGraph.exactBelow else {
            return try NeighbourGraph(exact: selected.rows, k: k) { try Task.checkCancellation() }
        }
        let index = try await indexes.graphIndex(selected.graph.collection, vector: selected.graph.vector)
        let filter = try request.selection.condition.map { try Filter(parsing: $0) }
        let numbers = Dictionary(
            uniqueKeysWithValues: selected.recordIDs.enumerated().map { ($1, Int32($0)) })
        return try NeighbourGraph(selected.rows, k: k, checkpoint: { try Task.checkCancellation() }) {
            _, vector, count in
            // A few more than asked for: what was embedded meanwhile is not among the selected.
            let query = VectorQuery(vector: vector, k: count + 8, filter: filter)
            return try index.search(query).hits.compactMap { numbers[$0.id] }
        }
    }

    private func measure(
        _ rows: Matrix, _ places: Matrix, _ variance: [Double]?, _ request: ProjectionRequest
    ) throws -> ProjectionMetrics {
        guard rows.rows > 2 * Self.judgedNeighbours else {
            return ProjectionMetrics(
                trustworthiness: nil, neighbourPreservation: nil, measured: nil, explainedVariance: variance)
        }
        let quality = try ProjectionQuality(
            rows, places, neighbours: Self.judgedNeighbours, seed: request.seed
        ) { try Task.checkCancellation() }
        return ProjectionMetrics(
            trustworthiness: quality.trustworthiness, neighbourPreservation: quality.preservation,
            measured: quality.measured, explainedVariance: variance)
    }

    /// How the places were found, as the run keeps it.
    private struct Parameters: Encodable {
        let dimensions: Int
        let neighbours: Int?
        let minimumDistance: Double?

        enum CodingKeys: String, CodingKey {
            case dimensions, neighbours, minimumDistance = "minimum_distance"
        }

        init(_ request: ProjectionRequest) {
            dimensions = request.dimensions
            neighbours = request.method == .umap ? request.neighbours : nil
            minimumDistance = request.method == .umap ? request.minimumDistance : nil
        }
    }
}
