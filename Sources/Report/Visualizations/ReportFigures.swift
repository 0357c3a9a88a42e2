import Analysis
import RapportCore
import Store

/// A picture of a report, with where its figures come from.
struct ReportFigure: Sendable {
    /// The file's name without its ending.
    let name: String
    let plot: Plot
    /// Nil for what is computed over vectors and not asked for.
    let answer: Answer?

    var path: String { "visualizations/\(name).svg" }
}

/// Makes the pictures of a report from answers of the store.
struct ReportFigures {
    let inquiry: Inquiry

    func all() async throws -> [ReportFigure] {
        [
            try await stageFlow(), try await bars("revenue_by_hour", FigureQueries.revenueByHour, "hour (UTC)"),
            try await bars("revenue_by_weekday", FigureQueries.revenueByWeekday, "weekday (UTC)"),
            try await clusterFeatures(),
        ].compactMap { $0 }
    }

    private func stageFlow() async throws -> ReportFigure {
        let answer = try await inquiry.ask(FigureQueries.stageFlow)
        func link(_ from: Int, _ to: Int, _ column: String) -> FlowPlot.Link? {
            answer.number(column).flatMap { $0 > 0 ? .init(from: from, to: to, count: $0) : nil }
        }
        let nodes = ["first stage", "second stage", "third stage", "no sale", "ends with a sale"]
        let plot = FlowPlot(
            nodes: nodes, layers: [0, 1, 2, 3, 3],
            links: [
                link(0, 1, "to_second"), link(0, 2, "first_to_third"), link(0, 3, "without_sale"),
                link(0, 4, "ended_in_first"), link(1, 2, "second_to_third"), link(1, 4, "ended_in_second"),
            ].compactMap { $0 })
        return ReportFigure(
            name: "stage_flow",
            plot: Plot(
                title: "Pairs by stage", caption: "How many pairs went on to which stage.", content: .flow(plot)),
            answer: answer)
    }

    private func bars(_ name: String, _ query: String, _ axis: String) async throws -> ReportFigure {
        let answer = try await inquiry.ask(query)
        let rows = answer.rows.indices
        let plot = BarPlot(
            xAxis: axis, yAxis: "USD", labels: rows.map { answer.value("label", row: $0).text ?? "" },
            values: rows.map { answer.number("revenue", row: $0) ?? 0 })
        return ReportFigure(
            name: name,
            plot: Plot(
                title: "Revenue by \(axis)", caption: "All revenue of the log, tips included.", content: .bars(plot)),
            answer: answer)
    }

    private static let features = [
        ("rows", "rows"), ("offers", "offers"), ("success_rate", "unlocked"), ("revenue", "revenue"),
        ("message_length", "message length"), ("emoji", "emoji"), ("first_stage", "first stage"),
        ("second_stage", "second stage"), ("third_stage", "third stage"),
    ]

    /// How far each cluster's means are from those of all clusters.
    private func clusterFeatures() async throws -> ReportFigure? {
        let answer = try await inquiry.ask(FigureQueries.features)
        guard answer.rows.count > 1 else { return nil }
        let columns = Self.features.map { column, _ in
            Self.standardized(answer.rows.indices.map { answer.number(column, row: $0) })
        }
        let map = HeatMap(
            columns: Self.features.map(\.1),
            rows: answer.rows.indices.map { row in
                let number = answer.count("cluster", row: row)
                return "\(number): \(inquiry.clusters.name(number))"
            },
            values: answer.rows.indices.flatMap { row in columns.map { $0[row] } },
            unit: "standard deviations between clusters", isDiverging: true)
        return ReportFigure(
            name: "cluster_features",
            plot: Plot(
                title: "Clusters by features",
                caption: "How far each cluster's mean is from the mean of all clusters; grey is undefined.",
                content: .heatMap(map)), answer: answer)
    }

    private static func standardized(_ values: [Double?]) -> [Double?] {
        let known = values.compactMap { $0 }
        let mean = known.reduce(0, +) / Double(max(1, known.count))
        let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, known.count))
        return values.map { value in value.map { variance > 0 ? ($0 - mean) / variance.squareRoot() : 0 } }
    }
}
