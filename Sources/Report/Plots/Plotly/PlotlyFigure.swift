/// Traces and layout of an interactive plot, one set of traces for each way to colour it.
struct PlotlyFigure {
    /// A named set of traces; the page lets the reader choose among several.
    struct View {
        var name: String
        var traces: [PlotlyValue]
    }

    var views: [View]
    var layout: [String: PlotlyValue]

    init(views: [View], layout: [String: PlotlyValue]) {
        self.views = views
        let common: [String: PlotlyValue] = [
            "font": ["family": "system-ui, sans-serif", "color": .text(Palette.ink)],
            "margin": ["l": 72, "r": 24, "t": 24, "b": 64],
            "hoverlabel": ["align": "left"],
        ]
        self.layout = common.merging(layout) { $1 }
    }

    init(traces: [PlotlyValue], layout: [String: PlotlyValue]) {
        self.init(views: [View(name: "", traces: traces)], layout: layout)
    }

    static func axis(_ title: String) -> PlotlyValue {
        ["title": ["text": .text(title)], "gridcolor": .text(Palette.rule), "zeroline": false]
    }

    static func scale(_ colours: [String]) -> PlotlyValue {
        .list(
            colours.enumerated().map { index, colour in
                [.number(Double(index) / Double(colours.count - 1)), .text(colour)]
            })
    }
}

extension Plot {
    var figure: PlotlyFigure {
        switch content {
        case .scatter(let plot): plot.figure
        case .lines(let plot): plot.figure
        case .bars(let plot): plot.figure
        case .heatMap(let plot): plot.figure
        case .flow(let plot): plot.figure
        }
    }
}

extension LinePlot {
    var figure: PlotlyFigure {
        let traces = series.enumerated().map { index, series -> PlotlyValue in
            [
                "type": "scatter", "mode": "lines+markers", "name": .text(series.name),
                "x": .numbers(series.points.map(\.x)), "y": .numbers(series.points.map(\.y)),
                "marker": [
                    "color": .text(Palette.category(index)), "symbol": .text(Palette.shape(index)),
                ],
            ]
        }
        var layout: [String: PlotlyValue] = [
            "xaxis": PlotlyFigure.axis(xAxis), "yaxis": PlotlyFigure.axis(yAxis), "showlegend": true,
        ]
        if let mark {
            layout["shapes"] = [
                [
                    "type": "line", "x0": .number(mark), "x1": .number(mark), "y0": 0, "y1": 1, "yref": "paper",
                    "line": ["color": .text(Palette.ink), "dash": "dash", "width": 1],
                ]
            ]
        }
        return PlotlyFigure(traces: traces, layout: layout)
    }
}

extension BarPlot {
    var figure: PlotlyFigure {
        PlotlyFigure(
            traces: [
                [
                    "type": "bar", "x": .texts(labels), "y": .numbers(values),
                    "marker": ["color": .text(Palette.category(0))],
                ]
            ],
            layout: [
                // Labels such as hours are names here and not numbers.
                "xaxis": ["title": ["text": .text(xAxis)], "type": "category"],
                "yaxis": PlotlyFigure.axis(yAxis),
            ])
    }
}

extension HeatMap {
    var figure: PlotlyFigure {
        let cells = rows.indices.map { row in
            PlotlyValue.list(columns.indices.map { .number(values[row * columns.count + $0]) })
        }
        let scale = scale
        return PlotlyFigure(
            traces: [
                [
                    "type": "heatmap", "x": .texts(columns), "y": .texts(rows), "z": .list(cells),
                    "colorscale": PlotlyFigure.scale(isDiverging ? Palette.diverging : Palette.sequential),
                    "zmin": .number(scale.low), "zmax": .number(scale.high),
                    "colorbar": ["title": ["text": .text(unit)]],
                ]
            ],
            layout: [
                "xaxis": ["automargin": true, "type": "category"],
                "yaxis": ["automargin": true, "type": "category", "autorange": "reversed"],
            ])
    }
}

extension FlowPlot {
    var figure: PlotlyFigure {
        PlotlyFigure(
            traces: [
                [
                    "type": "sankey", "arrangement": "snap",
                    "node": [
                        "label": .texts(nodes), "color": .texts(nodes.indices.map { Palette.category($0) }), "pad": 16,
                    ],
                    "link": [
                        "source": .numbers(links.map { Double($0.from) }),
                        "target": .numbers(links.map { Double($0.to) }), "value": .numbers(links.map(\.count)),
                    ],
                ]
            ], layout: [:])
    }
}
