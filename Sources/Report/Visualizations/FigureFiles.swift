import Foundation

/// Writes pictures: SVG always, interactive pages where Plotly's library is at hand.
struct FigureFiles {
    let folder: ReportFolder
    static let name = "visualizations"

    /// - Returns: the files, within the folder of the report.
    /// - Throws: `ReportError`; where a figure cannot be written as JSON.
    func write(_ figures: [ReportFigure], plotly: PlotlyScript?) throws -> [String] {
        try folder.create(Self.name)
        var files: [String] = []
        for figure in figures {
            // Three dimensions on paper would hide points behind others.
            if case .scatter(let plot) = figure.plot.content, plot.dimensions == 3 { continue }
            try folder.write(figure.plot.svg(), to: figure.path)
            files.append(figure.path)
        }
        guard let plotly else { return files }
        let scatters = figures.filter { if case .scatter = $0.plot.content { true } else { false } }
        var pages = scatters.map { ($0.name, [$0.plot]) }
        pages.append(
            ("figures", figures.filter { figure in !scatters.contains { $0.name == figure.name } }.map(\.plot)))
        for (name, plots) in pages where !plots.isEmpty {
            let page = PlotPage(title: plots.count == 1 ? plots[0].title : "Figures", plots: plots)
            try folder.write(page.html(with: plotly), to: "\(Self.name)/\(name).html")
            files.append("\(Self.name)/\(name).html")
        }
        return files
    }
}
