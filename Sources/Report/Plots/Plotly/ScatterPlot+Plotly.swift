extension ScatterPlot {
    var figure: PlotlyFigure {
        let views =
            colourings.isEmpty
            ? [PlotlyFigure.View(name: "", traces: [trace(of: Array(0..<count), name: "", marker: [:])])]
            : colourings.map { PlotlyFigure.View(name: $0.name, traces: traces($0)) }
        let names = ["x", "y", "z"]
        let described = zip(names, axes).map { ($0 + "axis", PlotlyFigure.axis($1)) }
        var layout: [String: PlotlyValue] = ["legend": ["itemsizing": "constant", "x": 1.02]]
        if dimensions == 3 {
            layout["scene"] = .object(Dictionary(uniqueKeysWithValues: described))
            layout["margin"] = ["l": 0, "r": 0, "t": 0, "b": 0]
        } else {
            layout.merge(described) { $1 }
        }
        return PlotlyFigure(views: views, layout: layout)
    }

    private func traces(_ colouring: Colouring) -> [PlotlyValue] {
        switch colouring.values {
        case .categories(let categories, let names):
            // One trace a category, so that the legend can hide and show each.
            var members = [[Int]](repeating: [], count: names.count)
            for (point, category) in categories.enumerated() { members[category].append(point) }
            return members.indices.filter { !members[$0].isEmpty }.map { category in
                trace(
                    of: members[category], name: names[category],
                    marker: [
                        "color": .text(Palette.category(category)),
                        "symbol": .text(dimensions == 2 || category < 8 ? Palette.shape(category) : "square"),
                    ])
            }
        case .numbers(let numbers):
            let known = numbers.indices.filter { numbers[$0] != nil }
            let unknown = numbers.indices.filter { numbers[$0] == nil }
            var traces = [
                trace(
                    of: known, name: colouring.name,
                    marker: [
                        "color": .list(known.map { .number(numbers[$0]) }), "showscale": true,
                        "colorscale": PlotlyFigure.scale(Palette.sequential),
                        "colorbar": ["title": ["text": .text(colouring.name)]],
                    ])
            ]
            if !unknown.isEmpty {
                traces.append(trace(of: unknown, name: "undefined", marker: ["color": .text(Palette.grey)]))
            }
            return traces
        }
    }

    private func trace(of points: [Int], name: String, marker: [String: PlotlyValue]) -> PlotlyValue {
        let size: PlotlyValue = dimensions == 3 ? 3 : 6
        // Plotly's flat plot on WebGL compiles code as it runs, which the page's policy forbids.
        var trace: [String: PlotlyValue] = [
            "type": dimensions == 3 ? "scatter3d" : "scatter", "mode": "markers", "name": .text(name),
            "marker": .object(marker.merging(["size": size, "opacity": 0.85]) { $1 }),
            "x": coordinates(of: points, axis: 0), "y": coordinates(of: points, axis: 1),
        ]
        if dimensions == 3 { trace["z"] = coordinates(of: points, axis: 2) }
        if !hover.isEmpty {
            // Plotly reads a note as markup.
            trace["text"] = .texts(points.map { Markup.escaped(hover[$0]).replacing("\n", with: "<br>") })
            trace["hoverinfo"] = "text"
        }
        return .object(trace)
    }

    private func coordinates(of points: [Int], axis: Int) -> PlotlyValue {
        .list(points.map { .number(Double(coordinates[$0 * dimensions + axis])) })
    }
}
