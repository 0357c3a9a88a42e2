import RapportCore
import Report
import Store

extension NotebookPlot {
    /// The picture of an answer.
    ///
    /// Rows without a number where one is needed are left out.
    ///
    /// - Throws: `NotebookError.plot` where a column is missing or of another type, nothing is left to draw, or more than
    ///   a picture can show.
    /// - Complexity: O(cells).
    func plot(of answer: SQLAnswer) throws(NotebookError) -> Plot {
        let content: Plot.Content
        switch kind {
        case .scatter: content = .scatter(try scatter(answer))
        case .line: content = .lines(try lines(answer))
        case .bar: content = .bars(try bars(answer))
        case .heatmap: content = .heatMap(try heatMap(answer))
        case .flow: content = .flow(try flow(answer))
        }
        return Plot(title: title, caption: settings[.caption] ?? "", content: content)
    }

    private func scatter(_ answer: SQLAnswer) throws(NotebookError) -> ScatterPlot {
        let (x, y) = (try numbers(.x, answer), try numbers(.y, answer))
        let rows = try drawn(x.indices.filter { x[$0] != nil && y[$0] != nil }, atMost: Self.mostPoints, "points")
        var colourings: [ScatterPlot.Colouring] = []
        if let name = settings[.colour] {
            let values = try values(name, answer)
            colourings = [.init(name: name, values: Self.colours(rows.map { values[$0] }))]
        }
        return ScatterPlot(
            dimensions: 2, coordinates: rows.flatMap { [Float(x[$0] ?? 0), Float(y[$0] ?? 0)] },
            axes: [settings[.x] ?? "", settings[.y] ?? ""], colourings: colourings)
    }

    /// More whole numbers than this are a scale and no categories.
    private static let mostCategories = 10

    private static func colours(_ values: [SQLValue]) -> ScatterPlot.Colouring.Values {
        let labels = Set(values).sorted { ($0.number ?? 0, $0.label) < ($1.number ?? 0, $1.label) }
        let isWhole = values.allSatisfy { $0.wholeNumber != nil }
        if values.allSatisfy({ $0.isNull || $0.number != nil }), !(isWhole && labels.count <= mostCategories) {
            return .numbers(values.map(drawable))
        }
        let places = places(of: labels)
        return .categories(values.map { places[$0] ?? 0 }, names: labels.map(\.label))
    }

    private func lines(_ answer: SQLAnswer) throws(NotebookError) -> LinePlot {
        let x = try numbers(.x, answer)
        var series: [LinePlot.Series] = []
        let columns = (settings[.y] ?? "").split(separator: ",").map(Blank.trimmed)
        for column in columns {
            let y = try numbers(column, answer)
            let split = try settings[.series].map { name throws(NotebookError) in try values(name, answer) }
            var places: [SQLValue: Int] = [:]
            for row in x.indices {
                guard let x = x[row], let y = y[row] else { continue }
                let value = split?[row] ?? .null
                let place = places[value] ?? series.count
                if place == series.count {
                    places[value] = place
                    series.append(.init(name: Self.name(split == nil ? nil : value, column, of: columns), points: []))
                }
                series[place].points.append((x: x, y: y))
            }
        }
        _ = try drawn(series, atMost: Self.mostLines, "lines")
        try hold(series.reduce(0) { $0 + $1.points.count }, atMost: Self.mostPoints, "points")
        return LinePlot(xAxis: settings[.x] ?? "", yAxis: columns.joined(separator: ", "), series: series)
    }

    private static func name(_ value: SQLValue?, _ column: String, of columns: [String]) -> String {
        guard let value else { return column }
        return columns.count > 1 ? "\(value.label), \(column)" : value.label
    }

    private func bars(_ answer: SQLAnswer) throws(NotebookError) -> BarPlot {
        let (labels, values) = (try values(.x, answer), try numbers(.y, answer))
        let rows = try drawn(values.indices.filter { values[$0] != nil }, atMost: Self.mostBars, "bars")
        return BarPlot(
            xAxis: settings[.x] ?? "", yAxis: settings[.y] ?? "", labels: rows.map { labels[$0].label },
            values: rows.map { values[$0] ?? 0 })
    }

    private func heatMap(_ answer: SQLAnswer) throws(NotebookError) -> HeatMap {
        let (x, y, values) = (try values(.x, answer), try values(.y, answer), try numbers(.value, answer))
        _ = try drawn(values.compactMap { $0 })
        let (columns, rows) = (Self.different(x), Self.different(y))
        try hold(columns.count, atMost: Self.mostLabels, "columns")
        try hold(rows.count, atMost: Self.mostLabels, "rows")
        let (columnPlaces, rowPlaces) = (Self.places(of: columns), Self.places(of: rows))
        var cells = [Double?](repeating: nil, count: columns.count * rows.count)
        var seen = Set<Int>()
        for index in values.indices {
            guard let column = columnPlaces[x[index]], let row = rowPlaces[y[index]] else { continue }
            let cell = row * columns.count + column
            guard seen.insert(cell).inserted else {
                throw refusal("has two rows for one cell, row \(index + 1) of its query being the second; group them")
            }
            cells[cell] = values[index]
        }
        return HeatMap(
            columns: columns.map(\.label), rows: rows.map(\.label), values: cells, unit: settings[.value] ?? "",
            isDiverging: values.contains { $0 ?? 0 < 0 })
    }

    /// From what stands on the left to what stands on the right; a label on both sides is drawn on each.
    private func flow(_ answer: SQLAnswer) throws(NotebookError) -> FlowPlot {
        let (x, y, values) = (try values(.x, answer), try values(.y, answer), try numbers(.value, answer))
        if let row = values.firstIndex(where: { $0 ?? 0 < 0 }) {
            throw refusal("draws how much flows, and row \(row + 1) of its query gives less than 0; leave it out")
        }
        let rows = try drawn(values.indices.filter { values[$0] ?? 0 > 0 })
        let (left, right) = (Self.different(rows.map { x[$0] }), Self.different(rows.map { y[$0] }))
        try hold(left.count, atMost: Self.mostEnds, "labels on the left")
        try hold(right.count, atMost: Self.mostEnds, "labels on the right")
        let (starts, ends) = (Self.places(of: left), Self.places(of: right))
        return FlowPlot(
            nodes: (left + right).map(\.label), layers: left.map { _ in 0 } + right.map { _ in 1 },
            links: rows.map { row in
                .init(from: starts[x[row]] ?? 0, to: left.count + (ends[y[row]] ?? 0), count: values[row] ?? 0)
            })
    }

    // MARK: - What a picture can show

    private static let mostPoints = 100_000
    private static let mostLines = 100
    /// There is about a pixel for each.
    private static let mostBars = 700
    /// On either side of a heat map.
    private static let mostLabels = 200
    /// On either side of a flow, where more would leave no room between the gaps.
    private static let mostEnds = 20

    private func refusal(_ reason: String) -> NotebookError { .plot(line: line, reason: reason) }

    private func drawn<Part>(
        _ parts: [Part], atMost most: Int = .max, _ name: String = ""
    ) throws(NotebookError) -> [Part] {
        guard !parts.isEmpty else { throw refusal("has nothing to draw: its query gave no figures") }
        try hold(parts.count, atMost: most, name)
        return parts
    }

    private func hold(_ count: Int, atMost most: Int, _ name: String) throws(NotebookError) {
        guard count <= most else {
            throw refusal("would draw \(count) \(name), and \(most) can be read at most; group the rows or limit them")
        }
    }

    // MARK: - Columns

    private func values(_ setting: Setting, _ answer: SQLAnswer) throws(NotebookError) -> [SQLValue] {
        try values(settings[setting] ?? "", answer)
    }

    private func values(_ column: String, _ answer: SQLAnswer) throws(NotebookError) -> [SQLValue] {
        guard let place = answer.columns.firstIndex(of: column) else {
            throw refusal(
                "draws '\(column)', which its query does not give; it gives \(answer.columns.joined(separator: ", "))")
        }
        return answer.rows.map { $0[place] }
    }

    private func numbers(_ setting: Setting, _ answer: SQLAnswer) throws(NotebookError) -> [Double?] {
        try numbers(settings[setting] ?? "", answer)
    }

    private func numbers(_ column: String, _ answer: SQLAnswer) throws(NotebookError) -> [Double?] {
        let values = try values(column, answer)
        if let row = values.firstIndex(where: { !$0.isNull && $0.number == nil }) {
            throw refusal("takes numbers from '\(column)', and row \(row + 1) of its query gives none there")
        }
        return values.map(Self.drawable)
    }

    /// A number that has a place in a picture, whose points are floats.
    private static func drawable(_ value: SQLValue) -> Double? {
        value.number.flatMap { abs($0) <= Double(Float.greatestFiniteMagnitude) ? $0 : nil }
    }

    /// The values in the order in which they come first.
    private static func different(_ values: [SQLValue]) -> [SQLValue] {
        var seen = Set<SQLValue>()
        return values.filter { seen.insert($0).inserted }
    }

    private static func places(of values: [SQLValue]) -> [SQLValue: Int] {
        Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    }
}

extension SQLValue {
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .real(let number): number
        case .null, .text, .blob: nil
        }
    }

    /// In a picture.
    fileprivate var label: String {
        switch self {
        case .null: "none"
        case .integer(let number): "\(number)"
        case .real(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
        case .text(let text): text
        case .blob: "bytes"
        }
    }
}
