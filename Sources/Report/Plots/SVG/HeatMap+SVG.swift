import Foundation

extension HeatMap {
    private static let rowHeight = 30.0
    private static let labelWidth = 190.0

    func canvas(_ title: String) -> SVGCanvas {
        let cellWidth = max(56, 720 / Double(max(columns.count, 1)))
        let (left, top) = (Self.labelWidth, 118.0)
        let height = max(Double(rows.count) * Self.rowHeight, 200)
        var canvas = SVGCanvas(
            width: left + Double(columns.count) * cellWidth + 100, height: top + height + 30)
        canvas.text(title, 16, 26, size: 15, isBold: true)
        for (column, name) in columns.enumerated() {
            let x = left + (Double(column) + 0.5) * cellWidth
            canvas.text(PlotFrame.fitted(name, width: 110), x, top - 8, size: 11, turned: -35)
        }
        let (scale, colours) = (scale, isDiverging ? Palette.diverging : Palette.sequential)
        for (row, name) in rows.enumerated() {
            let y = top + Double(row) * Self.rowHeight
            canvas.text(PlotFrame.fitted(name, width: left - 24), left - 10, y + 19, anchor: .end)
            for column in columns.indices {
                let x = left + Double(column) * cellWidth
                guard let value = values[row * columns.count + column], value.isFinite else {
                    canvas.rectangle(x, y, cellWidth - 1, Self.rowHeight - 1, colour: "#ececec", note: "undefined")
                    continue
                }
                let colour = Palette.colour(at: scale.share(value), of: colours)
                canvas.rectangle(x, y, cellWidth - 1, Self.rowHeight - 1, colour: colour)
                canvas.text(
                    String(format: abs(value) >= 100 ? "%.0f" : "%.2f", value), x + cellWidth / 2, y + 19,
                    anchor: .middle, size: 11, colour: Palette.isLight(colour) ? Palette.ink : "#ffffff")
            }
        }
        let barLeft = left + Double(columns.count) * cellWidth + 18
        canvas.bar(of: colours, scale: scale, left: barLeft, top: top, height: min(height, 180))
        canvas.text(unit, barLeft, top - 8, size: 11)
        return canvas
    }

    /// From the least to the greatest value, or as far on both sides of 0.
    var scale: Scale {
        let known = values.compactMap { $0 }.filter(\.isFinite)
        guard isDiverging, let reach = known.map(abs).max() else { return Scale(known) }
        return Scale([-reach, reach])
    }
}
