import Report
import TestSupport

/// Plots of all kinds with made-up figures.
enum SamplePlots {
    static let mostNames = 19
    static let kinds = ["scatter 2D", "scatter 3D", "numbers", "lines", "bars", "heat map", "flow"]

    static func scatter(
        count: Int, dimensions: Int, name: String = "cluster", _ random: inout SeededGenerator
    ) -> ScatterPlot {
        // Only the shapes that are one element each.
        let names = (0..<6).map { "\(name) \($0)" }
        let coordinates = (0..<count * dimensions).map { _ in Float(random.nextNormal()) * 10 }
        let categories = (0..<count).map { _ in Int.random(in: 0..<6, using: &random) }
        return ScatterPlot(
            dimensions: dimensions, coordinates: coordinates, axes: Array(["x", "y", "z"].prefix(dimensions)),
            colourings: [
                .init(name: name, values: .categories(categories, names: names)),
                .init(name: "revenue", values: .numbers(categories.map { $0 == 0 ? nil : Double($0) * 10 })),
            ], hover: (0..<count).map { "\(name) \($0)" })
    }

    static func plot(_ kind: String, name: String, _ random: inout SeededGenerator) -> Plot {
        let content: Plot.Content
        switch kind {
        case "scatter 2D": content = .scatter(scatter(count: 200, dimensions: 2, name: name, &random))
        case "scatter 3D": content = .scatter(scatter(count: 200, dimensions: 3, name: name, &random))
        case "numbers":
            var plot = scatter(count: 200, dimensions: 2, name: name, &random)
            plot.colourings.reverse()
            content = .scatter(plot)
        case "lines":
            let series = (0..<3).map { index in
                LinePlot.Series(
                    name: "\(name) \(index)", points: (2..<12).map { (Double($0), Double(random.nextNormal())) })
            }
            content = .lines(LinePlot(xAxis: "k", yAxis: name, series: series, mark: 4))
        case "bars":
            let values = (0..<24).map { _ in Double.random(in: 0...90, using: &random) }
            content = .bars(BarPlot(xAxis: "hour", yAxis: name, labels: (0..<24).map { "\($0)" }, values: values))
        case "heat map":
            let values = (0..<20).map { _ in Double?(Double(random.nextNormal())) } + [nil]
            content = .heatMap(
                HeatMap(
                    columns: (0..<7).map { "\(name) \($0)" }, rows: ["a", "b", "c"], values: values, unit: "z",
                    isDiverging: true))
        default:
            content = .flow(
                FlowPlot(
                    nodes: ["\(name) 1", "2", "3", "gone"], layers: [0, 1, 2, 3],
                    links: [
                        .init(from: 0, to: 1, count: 40), .init(from: 0, to: 3, count: 60),
                        .init(from: 1, to: 2, count: 30), .init(from: 2, to: 3, count: 30),
                    ]))
        }
        return Plot(title: "\(kind) of \(name)", caption: "seeded", content: content)
    }
}

extension ScatterPlot {
    /// The names of the categories that are shown at first.
    var names: [String] {
        if case .categories(_, let names)? = colourings.first?.values { return names }
        return []
    }
}
