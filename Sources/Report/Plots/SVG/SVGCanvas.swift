import Foundation

/// Writes the elements of an SVG image. Every text that comes in is escaped.
struct SVGCanvas {
    enum Anchor: String {
        case start, middle, end
    }

    let width: Double
    let height: Double
    private var elements: [String] = []

    init(width: Double, height: Double) {
        (self.width, self.height) = (width, height)
    }

    mutating func text(
        _ text: String, _ x: Double, _ y: Double, anchor: Anchor = .start, size: Double = 12, isBold: Bool = false,
        colour: String = Palette.ink, turned: Double? = nil
    ) {
        let turn = turned.map { " transform=\"rotate(\(Self.number($0)) \(Self.number(x)) \(Self.number(y)))\"" } ?? ""
        elements.append(
            """
            <text x="\(Self.number(x))" y="\(Self.number(y))" font-size="\(Self.number(size))" \
            text-anchor="\(anchor.rawValue)" fill="\(colour)"\(isBold ? " font-weight=\"600\"" : "")\(turn)>\
            \(Markup.escaped(text))</text>
            """)
    }

    mutating func line(
        _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), colour: String = Palette.rule, width: Double = 1,
        isDashed: Bool = false
    ) {
        elements.append(
            """
            <line x1="\(Self.number(from.x))" y1="\(Self.number(from.y))" x2="\(Self.number(to.x))" \
            y2="\(Self.number(to.y))" stroke="\(colour)" stroke-width="\(Self.number(width))"\
            \(isDashed ? " stroke-dasharray=\"4 3\"" : "")/>
            """)
    }

    /// - Parameter note: shown by the pointer.
    mutating func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, colour: String, note: String? = nil
    ) {
        let shape = """
            <rect x="\(Self.number(x))" y="\(Self.number(y))" width="\(Self.number(width))" \
            height="\(Self.number(height))" fill="\(colour)"
            """
        elements.append(shape + Self.ending("rect", note))
    }

    mutating func path(
        _ commands: String, stroke: String = "none", width: Double = 1, fill: String = "none", opacity: Double = 1,
        note: String? = nil
    ) {
        let shape = """
            <path d="\(commands)" stroke="\(stroke)" stroke-width="\(Self.number(width))" fill="\(fill)"\
            \(opacity < 1 ? " opacity=\"\(Self.number(opacity))\"" : "")
            """
        elements.append(shape + Self.ending("path", note))
    }

    /// The mark of a category at a point, in the shape that tells it from others of its colour.
    mutating func mark(_ x: Double, _ y: Double, category: Int, radius: Double, note: String? = nil) {
        let colour = Palette.category(category)
        switch Palette.shape(category) {
        case "circle": dot(x, y, radius, colour: colour, note: note)
        case "square":
            rectangle(x - radius, y - radius, radius * 2, radius * 2, colour: colour, note: note)
        case "diamond":
            let (left, top) = (Self.number(x - radius * 1.3), Self.number(y - radius * 1.3))
            let (right, bottom) = (Self.number(x + radius * 1.3), Self.number(y + radius * 1.3))
            path(
                "M\(Self.number(x)) \(top)L\(right) \(Self.number(y))L\(Self.number(x)) \(bottom)L\(left) \(Self.number(y))Z",
                fill: colour, note: note)
        case "cross":
            line((x - radius, y), (x + radius, y), colour: colour, width: 2)
            line((x, y - radius), (x, y + radius), colour: colour, width: 2)
        default:
            line((x - radius, y - radius), (x + radius, y + radius), colour: colour, width: 2)
            line((x - radius, y + radius), (x + radius, y - radius), colour: colour, width: 2)
        }
    }

    mutating func dot(_ x: Double, _ y: Double, _ radius: Double, colour: String, note: String? = nil) {
        let shape = """
            <circle cx="\(Self.number(x))" cy="\(Self.number(y))" r="\(Self.number(radius))" fill="\(colour)"
            """
        elements.append(shape + Self.ending("circle", note))
    }

    /// The whole image.
    ///
    /// - Parameter description: what readers of screens are told.
    func image(title: String, description: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.number(width)) \(Self.number(height))" \
        width="\(Self.number(width))" height="\(Self.number(height))" role="img" aria-labelledby="title description" \
        font-family="system-ui, sans-serif">
        <title id="title">\(Markup.escaped(title))</title>
        <desc id="description">\(Markup.escaped(description))</desc>
        <rect width="100%" height="100%" fill="#ffffff"/>
        \(elements.joined(separator: "\n"))
        </svg>

        """
    }

    /// A coordinate with two decimals at most: more cannot be seen.
    static func number(_ value: Double) -> String {
        let text = String(format: "%.2f", value)
        let cut = text.contains(".") ? String(text.reversed().drop { $0 == "0" }.reversed()) : text
        let whole = cut.hasSuffix(".") ? String(cut.dropLast()) : cut
        return whole == "-0" ? "0" : whole
    }

    private static func ending(_ name: String, _ note: String?) -> String {
        guard let note, !note.isEmpty else { return "/>" }
        return "><title>\(Markup.escaped(note))</title></\(name)>"
    }
}
