import Analysis
import RapportCore
import Store

/// The stages in two and three dimensions, coloured by what is known of them.
struct ProjectionFigures {
    let store: RapportStore
    let inquiry: Inquiry
    let run: StoredRun

    /// Uses the newest projection of the clustered vectors, or makes one by UMAP.
    ///
    /// - Throws: `StoreError`, `AnalysisError`, `SQLError`, `CancellationError`.
    func figures(now: Timestamp, progress: AnalysisProgress) async throws -> [ReportFigure] {
        var figures: [ReportFigure] = []
        for dimensions in 2...3 {
            guard let projection = try await projection(dimensions, now, progress) else { continue }
            let answer = try await inquiry.ask(
                FigureQueries.points(ofRun: projection.id, clusters: inquiry.clusters.runID))
            guard !answer.rows.isEmpty else { continue }
            figures.append(figure(answer, dimensions, projection.run.kind.rawValue.uppercased()))
        }
        return figures
    }

    private func projection(
        _ dimensions: Int, _ now: Timestamp, _ progress: AnalysisProgress
    ) async throws -> StoredRun? {
        let known = try store.runs().first { stored in
            stored.run.kind.isProjection && stored.run.graph == run.run.graph && stored.run.filter == nil
                && stored.run.parameters.contains("\"dimensions\":\(dimensions)")
        }
        if let known { return known }
        let selection = RecordSelection(collection: run.run.graph.collection, vector: run.run.graph.vector)
        let analysis = ProjectionAnalysis(store: store, indexes: IndexSet(store: store))
        for method in [ProjectionMethod.umap, .pca] {
            do {
                let made = try await analysis.run(
                    ProjectionRequest(selection: selection, method: method, dimensions: dimensions), now: now,
                    progress: progress)
                return try store.runs().first { $0.id == made.runID }
            } catch is AnalysisError {
                // Too few stages for the method's neighbours; the next one needs fewer.
                continue
            }
        }
        return nil
    }

    private func figure(_ answer: Answer, _ dimensions: Int, _ method: String) -> ReportFigure {
        let rows = answer.rows.indices
        let axes = Array(["x", "y", "z"].prefix(dimensions))
        let coordinates = rows.flatMap { row in axes.map { Float(answer.number($0, row: row) ?? 0) } }
        let plot = ScatterPlot(
            dimensions: dimensions, coordinates: coordinates, axes: axes.map { "\(method) \($0)" },
            colourings: colourings(answer), hover: rows.map { hover(answer, $0) })
        return ReportFigure(
            name: "projection_\(dimensions)d",
            plot: Plot(
                title: "Stages in \(dimensions) dimensions",
                caption: "Each point is a stage, near those that read alike (\(method)). Distances across the picture "
                    + "mean little.",
                content: .scatter(plot)), answer: answer)
    }

    private func colourings(_ answer: Answer) -> [ScatterPlot.Colouring] {
        let rows = answer.rows.indices
        func numbers(_ column: String) -> [Double?] { rows.map { answer.number(column, row: $0) } }
        func categories(_ name: String, _ texts: [String]) -> ScatterPlot.Colouring {
            let names = Array(Set(texts)).sorted()
            let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
            return .init(name: name, values: .categories(texts.map { places[$0] ?? 0 }, names: names))
        }
        return [
            categories(
                "cluster",
                rows.map { row in
                    guard let number = answer.number("cluster", row: row) else { return "none" }
                    return "\(Int(number)): \(inquiry.clusters.name(Int(number)))"
                }),
            categories("stage", rows.map { "stage \(answer.count("stage", row: $0))" }),
            .init(name: "revenue (USD)", values: .numbers(numbers("revenue"))),
            .init(name: "success rate", values: .numbers(numbers("success_rate"))),
            categories("retention", rows.map { answer.count("active", row: $0) == 1 ? "active" : "silent" }),
            categories("model", rows.map { answer.value("model", row: $0).text ?? "" }),
        ]
    }

    /// Ids and figures, no text.
    private func hover(_ answer: Answer, _ row: Int) -> String {
        "\(answer.value("pair", row: row).text ?? ""), stage \(answer.count("stage", row: row)), "
            + "\(answer.count("rows", row: row)) rows, \(answer.figure("revenue", .money, row: row).text)"
    }
}
