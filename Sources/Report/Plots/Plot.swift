/// A picture of figures: what is drawn, apart from how. It is drawn as SVG for documents and as an interactive page.
public struct Plot: Sendable {
    public enum Content: Sendable {
        case scatter(ScatterPlot)
        case lines(LinePlot)
        case bars(BarPlot)
        case heatMap(HeatMap)
        case flow(FlowPlot)
    }

    public var title: String
    /// What a reader should know of where the figures come from; stands below the plot.
    public var caption: String
    public var content: Content

    public init(title: String, caption: String = "", content: Content) {
        self.title = title
        self.caption = caption
        self.content = content
    }
}

/// Points in two or three dimensions, in the colours of what is known of them.
public struct ScatterPlot: Sendable {
    /// A way to colour the points.
    public struct Colouring: Sendable {
        public enum Values: Sendable {
            /// One of `names` a point.
            case categories([Int], names: [String])
            /// A number a point; nil where it is undefined, which is drawn grey and not as 0.
            case numbers([Double?])
        }

        public var name: String
        public var values: Values

        public init(name: String, values: Values) {
            self.name = name
            self.values = values
        }
    }

    /// Two or three.
    public let dimensions: Int
    /// Coordinates, point after point; `dimensions` each.
    public let coordinates: [Float]
    public var axes: [String]
    /// The first is what is shown at first, and what an SVG shows.
    public var colourings: [Colouring]
    /// What the pointer shows of each point: ids and figures, never a private text unless the user asked for it.
    public var hover: [String]

    public var count: Int { coordinates.count / dimensions }

    /// - Precondition: `dimensions` is 2 or 3 and divides the coordinates; every other array has one element a point
    ///   or, as `hover` may be, none; a category lies within its names.
    public init(
        dimensions: Int, coordinates: [Float], axes: [String], colourings: [Colouring], hover: [String] = []
    ) {
        precondition(dimensions == 2 || dimensions == 3, "a plot has two or three dimensions")
        precondition(coordinates.count.isMultiple(of: dimensions) && axes.count == dimensions)
        let count = coordinates.count / dimensions
        precondition(hover.isEmpty || hover.count == count, "\(hover.count) notes for \(count) points")
        for colouring in colourings {
            switch colouring.values {
            case .categories(let categories, let names):
                precondition(categories.count == count && categories.allSatisfy(names.indices.contains))
            case .numbers(let numbers):
                precondition(numbers.count == count)
            }
        }
        self.dimensions = dimensions
        self.coordinates = coordinates
        self.axes = axes
        self.colourings = colourings
        self.hover = hover
    }
}

/// Curves over a common axis, such as the silhouette by number of clusters.
public struct LinePlot: Sendable {
    public struct Series: Sendable {
        public var name: String
        public var points: [(x: Double, y: Double)]

        public init(name: String, points: [(x: Double, y: Double)]) {
            self.name = name
            self.points = points
        }
    }

    public var xAxis: String
    public var yAxis: String
    public var series: [Series]
    /// Where to point a reader, such as the number of clusters that was chosen.
    public var mark: Double?

    public init(xAxis: String, yAxis: String, series: [Series], mark: Double? = nil) {
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.series = series
        self.mark = mark
    }
}

/// One bar a label.
public struct BarPlot: Sendable {
    public var xAxis: String
    public var yAxis: String
    public var labels: [String]
    public var values: [Double]

    /// - Precondition: as many labels as values.
    public init(xAxis: String, yAxis: String, labels: [String], values: [Double]) {
        precondition(labels.count == values.count, "\(labels.count) labels for \(values.count) bars")
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.labels = labels
        self.values = values
    }
}

/// A table whose cells are coloured by their values, such as clusters by features.
public struct HeatMap: Sendable {
    public var columns: [String]
    public var rows: [String]
    /// Row after row; nil where a value is undefined.
    public var values: [Double?]
    /// What the colours mean.
    public var unit: String
    /// Whether 0 is the middle, with one colour below and another above.
    public var isDiverging: Bool

    /// - Precondition: a value for each row and column.
    public init(columns: [String], rows: [String], values: [Double?], unit: String, isDiverging: Bool) {
        precondition(values.count == rows.count * columns.count)
        self.columns = columns
        self.rows = rows
        self.values = values
        self.unit = unit
        self.isDiverging = isDiverging
    }
}

/// How many go from where to where, from left to right: a Sankey diagram.
public struct FlowPlot: Sendable {
    public struct Link: Sendable {
        public var from: Int
        public var to: Int
        public var count: Double

        public init(from: Int, to: Int, count: Double) {
            self.from = from
            self.to = to
            self.count = count
        }
    }

    public var nodes: [String]
    /// The column in which each node stands, from 0.
    public var layers: [Int]
    public var links: [Link]

    /// - Precondition: a layer a node; links lead from a node to one of a later layer.
    public init(nodes: [String], layers: [Int], links: [Link]) {
        precondition(nodes.count == layers.count)
        precondition(
            links.allSatisfy { link in
                nodes.indices.contains(link.from) && nodes.indices.contains(link.to) && link.count >= 0
                    && layers[link.from] < layers[link.to]
            })
        self.nodes = nodes
        self.layers = layers
        self.links = links
    }
}
