extension LinePlot {
    func canvas(_ title: String) -> SVGCanvas {
        let frame = PlotFrame.standard
        var canvas = SVGCanvas(
            width: frame.left + frame.width + PlotFrame.legendWidth, height: frame.top + frame.height + PlotFrame.footer
        )
        let x = Scale(series.lazy.flatMap { $0.points.map(\.x) })
        let y = Scale(series.lazy.flatMap { $0.points.map(\.y) })
        frame.draw(on: &canvas, title: title, x: x, y: y, xAxis: xAxis, yAxis: yAxis)
        if let mark {
            let position = frame.x(x.share(mark))
            canvas.line(
                (position, frame.top), (position, frame.top + frame.height), colour: Palette.ink, isDashed: true)
            canvas.text("\(x.label(mark)) chosen", position + 5, frame.top + 12, size: 11)
        }
        for (index, series) in series.enumerated() {
            let places = series.points.filter { $0.x.isFinite && $0.y.isFinite }.map { point in
                (frame.x(x.share(point.x)), frame.y(y.share(point.y)))
            }
            let commands = places.enumerated().map { position, place in
                "\(position == 0 ? "M" : "L")\(SVGCanvas.number(place.0)) \(SVGCanvas.number(place.1))"
            }
            canvas.path(commands.joined(), stroke: Palette.category(index), width: 2)
            for place in places { canvas.mark(place.0, place.1, category: index, radius: 3) }
        }
        ScatterPlot.legend(
            series.map(\.name), on: &canvas, left: frame.left + frame.width + 20, top: frame.top + 8,
            height: frame.height)
        return canvas
    }
}
