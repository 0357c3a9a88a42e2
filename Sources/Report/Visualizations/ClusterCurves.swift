import Analysis
import RapportCore
import Store

/// The elbow and the silhouette by number of clusters.
struct ClusterCurves {
    let store: RapportStore
    let run: StoredRun

    private static let numbers = 2...10
    /// Stages that the curves are of at most; more change their shape little.
    private static let rows = 3_000

    /// - Parameter chosen: the number of clusters to point at.
    /// - Throws: `StoreError`, `AnalysisError`, `CancellationError`.
    func figures(chosen: Int) throws -> [ReportFigure] {
        let selected = try SelectedVectors(
            RecordSelection(collection: run.run.graph.collection, vector: run.run.graph.vector), of: store)
        let step = max(1, (selected.rows.rows + Self.rows - 1) / Self.rows)
        let rows = selected.rows.selecting(Array(stride(from: 0, to: selected.rows.rows, by: step)))
        guard rows.rows > Self.numbers.upperBound else { return [] }
        var inertias: [(x: Double, y: Double)] = []
        var silhouettes: [(x: Double, y: Double)] = []
        for k in Self.numbers {
            let result = try KMeans(k: k, seed: run.run.seed, restarts: 3).fit(rows) { try Task.checkCancellation() }
            inertias.append((Double(k), result.inertia))
            guard result.sizes.count > 1 else { continue }
            let silhouette = try Silhouette(rows, result.assignments, seed: run.run.seed) {
                try Task.checkCancellation()
            }
            silhouettes.append((Double(k), silhouette.mean))
        }
        return [
            figure("elbow", "Elbow", "sum of squared distances", inertias, chosen),
            figure("silhouette", "Silhouette", "mean silhouette", silhouettes, chosen),
        ]
    }

    private func figure(
        _ name: String, _ title: String, _ axis: String, _ points: [(x: Double, y: Double)], _ chosen: Int
    ) -> ReportFigure {
        ReportFigure(
            name: name,
            plot: Plot(
                title: "\(title) by number of clusters",
                caption: "k-means over the stages' vectors; the mark is the number of clusters of this report.",
                content: .lines(
                    LinePlot(
                        xAxis: "clusters", yAxis: axis, series: [.init(name: axis, points: points)],
                        mark: Double(chosen)))), answer: nil)
    }
}
