extension Plot {
    /// The plot as a static image for documents: self-contained, without scripts.
    ///
    /// A scatter plot in three dimensions is drawn by its first two.
    ///
    /// - Complexity: O(what is drawn).
    public func svg() -> String {
        let description = caption.isEmpty ? title : caption
        switch content {
        case .scatter(let plot): return plot.canvas(title).image(title: title, description: description)
        case .lines(let plot): return plot.canvas(title).image(title: title, description: description)
        case .bars(let plot): return plot.canvas(title).image(title: title, description: description)
        case .heatMap(let plot): return plot.canvas(title).image(title: title, description: description)
        case .flow(let plot): return plot.canvas(title).image(title: title, description: description)
        }
    }
}

/// The area of a plot within its image, with its axes.
struct PlotFrame {
    let left: Double
    let top: Double
    let width: Double
    let height: Double

    static let standard = PlotFrame(left: 72, top: 48, width: 520, height: 380)
    /// What the labels below take.
    static let footer = 60.0
    /// The room of a legend beside the area, so that it covers no point.
    static let legendWidth = 190.0

    /// How many characters of a label fit into a width at the usual size.
    static func fitted(_ label: String, width: Double, size: Double = 12) -> String {
        let most = max(3, Int(width / (size * 0.56)))
        return label.count <= most ? label : label.prefix(most - 1) + "…"
    }

    func x(_ share: Double) -> Double { left + share * width }
    func y(_ share: Double) -> Double { top + (1 - share) * height }

    /// Draws the title, rules and labelled axes.
    func draw(on canvas: inout SVGCanvas, title: String, x: Scale?, y: Scale, xAxis: String, yAxis: String) {
        canvas.text(title, left, 26, size: 15, isBold: true)
        for tick in y.ticks {
            let height = self.y(y.share(tick))
            canvas.line((left, height), (left + width, height))
            canvas.text(y.label(tick), left - 8, height + 4, anchor: .end, size: 11)
        }
        if let x {
            for tick in x.ticks {
                let position = self.x(x.share(tick))
                canvas.line((position, top + height), (position, top + height + 5), colour: Palette.ink)
                canvas.text(x.label(tick), position, top + height + 19, anchor: .middle, size: 11)
            }
        }
        canvas.line((left, top + height), (left + width, top + height), colour: Palette.ink)
        canvas.text(xAxis, left + width / 2, top + height + 42, anchor: .middle)
        canvas.text(yAxis, 18, top + height / 2, anchor: .middle, turned: -90)
    }
}
