extension ScatterPlot {
    private static let radius = 2.6

    func canvas(_ title: String) -> SVGCanvas {
        let frame = PlotFrame.standard
        var canvas = SVGCanvas(
            width: frame.left + frame.width + PlotFrame.legendWidth, height: frame.top + frame.height + PlotFrame.footer
        )
        let points = (0..<count).map {
            (Double(coordinates[$0 * dimensions]), Double(coordinates[$0 * dimensions + 1]))
        }
        let (x, y) = (Scale(points.lazy.map(\.0)), Scale(points.lazy.map(\.1)))
        frame.draw(on: &canvas, title: title, x: x, y: y, xAxis: axes[0], yAxis: axes[1])
        let places = points.map { (frame.x(x.share($0.0)), frame.y(y.share($0.1))) }
        let legendLeft = frame.left + frame.width + 20
        guard let colouring = colourings.first else {
            for (x, y) in places { canvas.mark(x, y, category: 0, radius: Self.radius) }
            return canvas
        }
        canvas.text(colouring.name, legendLeft, frame.top + 4, isBold: true)
        switch colouring.values {
        case .categories(let categories, let names):
            for (point, place) in places.enumerated() {
                canvas.mark(place.0, place.1, category: categories[point], radius: Self.radius, note: note(point))
            }
            Self.legend(names, on: &canvas, left: legendLeft, top: frame.top + 24, height: frame.height - 24)
        case .numbers(let numbers):
            let scale = Scale(numbers.lazy.compactMap { $0 })
            for (point, place) in places.enumerated() {
                let colour = numbers[point].map { Palette.colour(at: scale.share($0), of: Palette.sequential) }
                canvas.dot(place.0, place.1, Self.radius, colour: colour ?? Palette.grey, note: note(point))
            }
            canvas.bar(of: Palette.sequential, scale: scale, left: legendLeft, top: frame.top + 20, height: 180)
            if numbers.contains(nil) {
                canvas.dot(legendLeft + 7, frame.top + 222, 5, colour: Palette.grey)
                canvas.text("undefined", legendLeft + 20, frame.top + 226)
            }
        }
        return canvas
    }

    private func note(_ point: Int) -> String? { hover.isEmpty ? nil : hover[point] }

    /// Names beside their marks; where the room does not hold all, how many more there are is said.
    static func legend(_ names: [String], on canvas: inout SVGCanvas, left: Double, top: Double, height: Double) {
        let step = 18.0
        let room = Int(height / step)
        let shown = names.count <= room ? names.count : room - 1
        for index in 0..<shown {
            let y = top + Double(index) * step
            canvas.mark(left + 7, y, category: index, radius: 5)
            canvas.text(PlotFrame.fitted(names[index], width: PlotFrame.legendWidth - 50), left + 20, y + 4)
        }
        if shown < names.count {
            canvas.text("and \(names.count - shown) more", left + 20, top + Double(shown) * step + 4)
        }
    }
}

extension SVGCanvas {
    /// A scale of colours with its values beside it, high ones above.
    mutating func bar(of colours: [String], scale: Scale, left: Double, top: Double, height: Double) {
        let parts = 36
        let part = height / Double(parts)
        for index in 0..<parts {
            let share = 1 - Double(index) / Double(parts - 1)
            let colour = Palette.colour(at: share, of: colours)
            rectangle(left, top + Double(index) * part, 14, part + 0.5, colour: colour)
        }
        for tick in scale.ticks {
            text(scale.label(tick), left + 20, top + (1 - scale.share(tick)) * height + 4, size: 11)
        }
    }
}
