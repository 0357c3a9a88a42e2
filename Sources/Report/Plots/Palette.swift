/// Colours that people with any colour vision tell apart.
package enum Palette {
    /// The hues of Okabe and Ito, "Color universal design" (2008), moved a little until each pair differs by at least
    /// 32 in CIE L*a*b* to people with all cones, without the red ones and without the green ones.
    private static let hues = [
        "#1590f3", "#eaac00", "#02c296", "#82396e", "#933000", "#62bee4", "#a2c05f", "#4215a1",
    ]
    /// What is undefined.
    package static let grey = "#9a9a9a"
    package static let ink = "#222222"
    package static let rule = "#d8d8d8"

    /// The colour of a category; the ninth has the first one's again, told apart by its shape.
    package static func category(_ index: Int) -> String { hues[index % hues.count] }

    /// Shapes as Plotly names them; another one each time that the colours begin anew.
    private static let shapes = ["circle", "square", "diamond", "cross", "x"]

    package static func shape(_ index: Int) -> String { shapes[index / hues.count % shapes.count] }

    /// Nine of the colours of viridis (Smith and van der Walt, 2015), from low to high: even steps of lightness.
    package static let sequential = [
        "#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725",
    ]
    /// Blue over white to orange (after ColorBrewer's PuOr): no red against green.
    package static let diverging = [
        "#2b5c8a", "#5a8ab5", "#93b5d3", "#cbdbe8", "#f5f5f5", "#f6d9b8", "#eeb072", "#d98032", "#a65412",
    ]

    /// The colour at a share of a scale.
    ///
    /// - Parameter share: cut to 0...1.
    package static func colour(at share: Double, of scale: [String]) -> String {
        let position = max(0, min(1, share)) * Double(scale.count - 1)
        let lower = min(Int(position), scale.count - 2)
        let (from, to) = (channels(scale[lower]), channels(scale[lower + 1]))
        let part = position - Double(lower)
        let mixed = zip(from, to).map { from, to -> String in
            let (from, to) = (Double(from), Double(to))
            return hexadecimal(Int((from + (to - from) * part).rounded()))
        }
        return "#" + mixed.joined()
    }

    /// Whether dark ink is read better than white on a colour (relative luminance, WCAG 2.1).
    package static func isLight(_ colour: String) -> Bool {
        let weights = [0.2126, 0.7152, 0.0722]
        return zip(channels(colour), weights).reduce(0) { $0 + Double($1.0) / 255 * $1.1 } > 0.5
    }

    private static func channels(_ colour: String) -> [Int] {
        let digits = Array(colour.dropFirst().utf8).map { Int(Character(UnicodeScalar($0)).hexDigitValue ?? 0) }
        return stride(from: 0, to: 6, by: 2).map { digits[$0] * 16 + digits[$0 + 1] }
    }

    private static func hexadecimal(_ value: Int) -> String {
        let text = String(value, radix: 16)
        return text.count == 1 ? "0" + text : text
    }
}
