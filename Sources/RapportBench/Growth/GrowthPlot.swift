import Foundation

/// Queries per second over the number of vectors, both logarithmic, as an SVG picture.
struct GrowthPlot {
    struct Series {
        let name: String
        let points: [(x: Double, y: Double)]
        let law: PowerLaw?
    }

    let series: [Series]
    let title: String

    private let width = 720.0
    private let height = 440.0
    private let left = 80.0
    private let right = 24.0
    private let top = 48.0
    private let bottom = 56.0
    private let colours = ["#0b6e4f", "#b23a48", "#34568b", "#8a6d00", "#6b4c9a", "#444444", "#00788c", "#a0522d"]

    func svg() -> String {
        let points = series.flatMap(\.points)
        guard !points.isEmpty else { return "" }
        let xRange = decades(points.map(\.x))
        let yRange = decades(points.map(\.y))
        func x(_ value: Double) -> Double {
            left + (log10(value) - xRange.lowerBound) / (xRange.upperBound - xRange.lowerBound) * (width - left - right)
        }
        func y(_ value: Double) -> Double {
            height - bottom
                - (log10(value) - yRange.lowerBound) / (yRange.upperBound - yRange.lowerBound)
                * (height - top - bottom)
        }
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" \
            font-family="sans-serif" font-size="13">
            """,
            #"<rect width="100%" height="100%" fill="white"/>"#,
            text(title, width / 2, 24, anchor: "middle"),
            text("vectors", (left + width - right) / 2, height - 14, anchor: "middle"),
        ]
        for decade in stride(from: xRange.lowerBound, through: xRange.upperBound, by: 1) {
            let place = x(pow(10, decade))
            parts.append(line(place, top, place, height - bottom, "#dddddd"))
            parts.append(text(label(decade), place, height - bottom + 20, anchor: "middle"))
        }
        for decade in stride(from: yRange.lowerBound, through: yRange.upperBound, by: 1) {
            let place = y(pow(10, decade))
            parts.append(line(left, place, width - right, place, "#dddddd"))
            parts.append(text(label(decade), left - 8, place + 4, anchor: "end"))
        }
        parts.append(text("queries/s", left, top - 8, anchor: "end"))
        for (index, series) in series.enumerated() {
            parts += draw(series, colours[index % colours.count], row: index, x: x, y: y)
        }
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    private func draw(
        _ series: Series, _ colour: String, row: Int, x: (Double) -> Double, y: (Double) -> Double
    ) -> [String] {
        var parts = series.points.map {
            String(format: #"<circle cx="%.1f" cy="%.1f" r="4" fill="%@"/>"#, x($0.x), y($0.y), colour)
        }
        var name = series.name
        let ends = series.points.map(\.x)
        if let law = series.law, let first = ends.min(), let last = ends.max() {
            parts.append(line(x(first), y(law(first)), x(last), y(law(last)), colour))
            name += String(format: ": n^%.3f", law.exponent)
        }
        parts.append(text(name, left + 12, height - bottom - 12 - 18 * Double(row), anchor: "start", colour))
        return parts
    }

    /// The exponents of ten around the values, at least one decade.
    private func decades(_ values: [Double]) -> ClosedRange<Double> {
        let lowest = log10(values.min() ?? 1).rounded(.down)
        let highest = log10(values.max() ?? 1).rounded(.up)
        return lowest...max(highest, lowest + 1)
    }

    private func label(_ decade: Double) -> String {
        decade < 3
            ? "\(Int(pow(10, decade)))" : decade < 6 ? "\(Int(pow(10, decade - 3)))k" : "\(Int(pow(10, decade - 6)))M"
    }

    private func text(_ text: String, _ x: Double, _ y: Double, anchor: String, _ colour: String = "#222222") -> String
    {
        String(format: #"<text x="%.1f" y="%.1f" text-anchor="%@" fill="%@">"#, x, y, anchor, colour) + "\(text)</text>"
    }

    private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String) -> String {
        String(format: #"<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%@"/>"#, x1, y1, x2, y2, colour)
    }
}
