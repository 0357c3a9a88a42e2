extension FlowPlot {
    private static let nodeWidth = 16.0
    private static let gap = 16.0

    /// A node's place: how much passes through it decides its height.
    private struct Place {
        var x: Double
        var y: Double
        var height: Double
        /// How much of its right and left side is taken by links.
        var leaving = 0.0
        var arriving = 0.0
    }

    func canvas(_ title: String) -> SVGCanvas {
        var canvas = SVGCanvas(width: 860, height: 460)
        canvas.text(title, 24, 26, size: 15, isBold: true)
        var places = places(in: PlotFrame(left: 24, top: 52, width: 690, height: 380))
        let unit = self.unit(height: 380)
        for link in links.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) where link.count > 0 {
            let thickness = link.count * unit
            let (from, to) = (places[link.from], places[link.to])
            let start = (x: from.x + Self.nodeWidth, y: from.y + from.leaving + thickness / 2)
            let end = (x: to.x, y: to.y + to.arriving + thickness / 2)
            let middle = SVGCanvas.number((start.x + end.x) / 2)
            canvas.path(
                "M\(SVGCanvas.number(start.x)) \(SVGCanvas.number(start.y))"
                    + "C\(middle) \(SVGCanvas.number(start.y)) \(middle) \(SVGCanvas.number(end.y)) "
                    + "\(SVGCanvas.number(end.x)) \(SVGCanvas.number(end.y))",
                stroke: Palette.category(link.from), width: max(thickness, 0.5), opacity: 0.45,
                note: "\(nodes[link.from]) to \(nodes[link.to]): \(SVGCanvas.number(link.count))")
            places[link.from].leaving += thickness
            places[link.to].arriving += thickness
        }
        for (node, place) in places.enumerated() {
            let note = "\(nodes[node]): \(SVGCanvas.number(through(node)))"
            canvas.rectangle(
                place.x, place.y, Self.nodeWidth, max(place.height, 1), colour: Palette.category(node), note: note)
            canvas.text(
                PlotFrame.fitted(note, width: 170), place.x + Self.nodeWidth + 6, place.y + place.height / 2 + 4)
        }
        return canvas
    }

    /// How much passes through a node.
    func through(_ node: Int) -> Double {
        let arriving = links.filter { $0.to == node }.reduce(0) { $0 + $1.count }
        let leaving = links.filter { $0.from == node }.reduce(0) { $0 + $1.count }
        return max(arriving, leaving)
    }

    /// The height of one, so that the fullest column fits.
    private func unit(height: Double) -> Double {
        let columns = Dictionary(grouping: nodes.indices, by: { layers[$0] }).values
        let units = columns.compactMap { column -> Double? in
            let total = column.reduce(0) { $0 + through($1) }
            return total > 0 ? (height - Double(column.count - 1) * Self.gap) / total : nil
        }
        return max(units.min() ?? 0, 0)
    }

    private func places(in frame: PlotFrame) -> [Place] {
        let unit = unit(height: frame.height)
        let last = Double(max(layers.max() ?? 0, 1))
        var filled: [Int: Double] = [:]
        return nodes.indices.map { node in
            let top = filled[layers[node]] ?? frame.top
            let height = through(node) * unit
            filled[layers[node]] = top + height + Self.gap
            return Place(x: frame.left + Double(layers[node]) / last * (frame.width - 40), y: top, height: height)
        }
    }
}
