extension BarPlot {
    /// Labels that fit beside each other; of more, only some are written.
    private static let mostLabels = 26

    func canvas(_ title: String) -> SVGCanvas {
        let frame = PlotFrame(left: 72, top: 48, width: 680, height: 340)
        var canvas = SVGCanvas(
            width: frame.left + frame.width + 28, height: frame.top + frame.height + PlotFrame.footer)
        let y = Scale(values, includesZero: true)
        frame.draw(on: &canvas, title: title, x: nil, y: y, xAxis: xAxis, yAxis: yAxis)
        let step = frame.width / Double(max(values.count, 1))
        let zero = frame.y(y.share(0))
        let every = (labels.count + Self.mostLabels - 1) / Self.mostLabels
        for (index, value) in values.enumerated() where value.isFinite {
            let height = frame.y(y.share(value))
            let left = frame.left + (Double(index) + 0.12) * step
            canvas.rectangle(
                left, min(height, zero), step * 0.76, abs(zero - height), colour: Palette.category(0),
                note: "\(labels[index]): \(SVGCanvas.number(value))")
            if index.isMultiple(of: max(every, 1)) {
                canvas.text(
                    PlotFrame.fitted(labels[index], width: step * Double(max(every, 1)), size: 11),
                    left + step * 0.38, frame.top + frame.height + 18, anchor: .middle, size: 11)
            }
        }
        return canvas
    }
}
