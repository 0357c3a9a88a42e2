import RapportCore
import Report
import Store

/// What a `plot` block draws: settings, a line `---`, and the query that gives the figures.
struct NotebookPlot {
    enum Kind: String, CaseIterable {
        case scatter, line, bar, heatmap

        /// What a block must name besides its kind.
        var required: [Setting] { self == .heatmap ? [.x, .y, .value] : [.x, .y] }
        var optional: [Setting] {
            switch self {
            case .scatter: [.colour]
            case .line: [.series]
            case .bar, .heatmap: []
            }
        }
    }

    /// Columns, and what is written beside them.
    enum Setting: String, CaseIterable {
        case kind, x, y, colour, series, value, title, caption
    }

    private let kind: Kind
    private let settings: [Setting: String]
    let query: String
    private let line: Int

    /// - Parameter line: of the block's opening fence.
    /// - Throws: `NotebookError.plot`.
    init(parsing code: String, line: Int) throws(NotebookError) {
        func refuse(_ reason: String) -> NotebookError { .plot(line: line, reason: reason) }
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
        guard let end = lines.firstIndex(where: { Blank.trimmed($0) == "---" }) else {
            throw refuse("has no line '---' between its settings and its query")
        }
        var settings: [Setting: String] = [:]
        for text in lines[..<end] {
            let text = Blank.trimmed(text)
            if text.isEmpty { continue }
            let parts = text.split(separator: ":", maxSplits: 1).map(Blank.trimmed)
            guard parts.count == 2, let setting = Setting(rawValue: parts[0]), !parts[1].isEmpty else {
                throw refuse("says '\(text)'; settings are lines such as 'x: price', of \(Self.list(Setting.allCases))")
            }
            settings[setting] = parts[1]
        }
        guard let kind = settings[.kind].flatMap(Kind.init) else {
            throw refuse("has no kind that is known; say 'kind: ' and one of \(Self.list(Kind.allCases))")
        }
        for setting in kind.required where settings[setting] == nil {
            throw refuse("is a \(kind.rawValue) without '\(setting.rawValue)'; name the column that it takes")
        }
        let known = kind.required + kind.optional + [.kind, .title, .caption]
        for setting in Setting.allCases where settings[setting] != nil && !known.contains(setting) {
            throw refuse("is a \(kind.rawValue), which takes no '\(setting.rawValue)'; leave it out")
        }
        query = Blank.trimmed(lines[(end + 1)...].joined(separator: "\n"))
        guard !query.isEmpty else { throw refuse("has no query below its line '---'") }
        (self.kind, self.settings, self.line) = (kind, settings, line)
    }

    private static func list<Name: RawRepresentable<String>>(_ names: [Name]) -> String {
        names.map(\.rawValue).joined(separator: ", ")
    }

    var title: String { settings[.title] ?? "\(settings[.y] ?? "") by \(settings[.x] ?? "")" }

    /// The picture of an answer.
    ///
    /// Rows without a number where one is needed are left out.
    ///
    /// - Throws: `NotebookError.plot` where a column is missing or of another type, or nothing is left to draw.
    /// - Complexity: O(cells).
    func plot(of answer: SQLAnswer) throws(NotebookError) -> Plot {
        let content: Plot.Content
        switch kind {
        case .scatter: content = .scatter(try scatter(answer))
        case .line: content = .lines(try lines(answer))
        case .bar: content = .bars(try bars(answer))
        case .heatmap: content = .heatMap(try heatMap(answer))
        }
        return Plot(title: title, caption: settings[.caption] ?? "", content: content)
    }

    private func scatter(_ answer: SQLAnswer) throws(NotebookError) -> ScatterPlot {
        let (x, y) = (try numbers(.x, answer), try numbers(.y, answer))
        let rows = try drawn(x.indices.filter { x[$0] != nil && y[$0] != nil })
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
            return .numbers(values.map(\.number))
        }
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        return .categories(values.map { places[$0] ?? 0 }, names: labels.map(\.label))
    }

    private func lines(_ answer: SQLAnswer) throws(NotebookError) -> LinePlot {
        let x = try numbers(.x, answer)
        var series: [LinePlot.Series] = []
        let columns = (settings[.y] ?? "").split(separator: ",").map(Blank.trimmed)
        for column in columns {
            let y = try numbers(column, answer)
            let rows = x.indices.filter { x[$0] != nil && y[$0] != nil }
            var names = [column]
            var nameOfRow = Array(repeating: column, count: x.count)
            if let split = settings[.series] {
                nameOfRow = try values(split, answer).map { columns.count > 1 ? "\($0.label), \(column)" : $0.label }
                var seen = Set<String>()
                names = nameOfRow.filter { seen.insert($0).inserted }
            }
            for name in names {
                let points = rows.filter { nameOfRow[$0] == name }.map { (x: x[$0] ?? 0, y: y[$0] ?? 0) }
                if !points.isEmpty { series.append(.init(name: name, points: points)) }
            }
        }
        _ = try drawn(series)
        return LinePlot(xAxis: settings[.x] ?? "", yAxis: columns.joined(separator: ", "), series: series)
    }

    private func bars(_ answer: SQLAnswer) throws(NotebookError) -> BarPlot {
        let (labels, values) = (try values(settings[.x] ?? "", answer), try numbers(.y, answer))
        let rows = try drawn(values.indices.filter { values[$0] != nil })
        return BarPlot(
            xAxis: settings[.x] ?? "", yAxis: settings[.y] ?? "", labels: rows.map { labels[$0].label },
            values: rows.map { values[$0] ?? 0 })
    }

    private func heatMap(_ answer: SQLAnswer) throws(NotebookError) -> HeatMap {
        let (x, y) = (try values(settings[.x] ?? "", answer), try values(settings[.y] ?? "", answer))
        let values = try numbers(.value, answer)
        _ = try drawn(values.compactMap { $0 })
        func different(_ values: [SQLValue]) -> [SQLValue] {
            var seen = Set<SQLValue>()
            return values.filter { seen.insert($0).inserted }
        }
        let (columns, rows) = (different(x), different(y))
        var cells = [Double?](repeating: nil, count: columns.count * rows.count)
        let columnPlaces = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
        let rowPlaces = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
        for index in values.indices {
            guard let column = columnPlaces[x[index]], let row = rowPlaces[y[index]] else { continue }
            cells[row * columns.count + column] = values[index]
        }
        return HeatMap(
            columns: columns.map(\.label), rows: rows.map(\.label), values: cells, unit: settings[.value] ?? "",
            isDiverging: values.contains { $0 ?? 0 < 0 })
    }

    // MARK: - Columns

    private func drawn<Part>(_ parts: [Part]) throws(NotebookError) -> [Part] {
        guard !parts.isEmpty else { throw .plot(line: line, reason: "has nothing to draw: its query gave no figures") }
        return parts
    }

    private func values(_ column: String, _ answer: SQLAnswer) throws(NotebookError) -> [SQLValue] {
        guard let place = answer.columns.firstIndex(of: column) else {
            throw .plot(
                line: line,
                reason: "draws '\(column)', which its query does not give; it gives "
                    + answer.columns.joined(separator: ", "))
        }
        return answer.rows.map { $0[place] }
    }

    private func numbers(_ setting: Setting, _ answer: SQLAnswer) throws(NotebookError) -> [Double?] {
        try numbers(settings[setting] ?? "", answer)
    }

    private func numbers(_ column: String, _ answer: SQLAnswer) throws(NotebookError) -> [Double?] {
        let values = try values(column, answer)
        if let row = values.firstIndex(where: { !$0.isNull && $0.number == nil }) {
            throw .plot(
                line: line, reason: "takes numbers from '\(column)', and row \(row + 1) of its query gives none there")
        }
        return values.map { value in value.number.flatMap { $0.isFinite ? $0 : nil } }
    }

    // MARK: - What stands in the page

    /// Answers with more rows are summed up.
    private static let shownRows = 30

    /// The figures that were drawn: the answer where it is short, else what its columns hold.
    static func figures(of answer: SQLAnswer) -> String {
        guard answer.rows.count > shownRows else { return answer.table }
        let rows = answer.columns.indices.map { column -> [SQLValue] in
            let values = answer.rows.map { $0[column] }
            let numbers = values.compactMap(\.number)
            let isNumeric = !numbers.isEmpty && values.allSatisfy { $0.isNull || $0.number != nil }
            let mean = numbers.reduce(0, +) / Double(max(1, numbers.count))
            return [
                .text(answer.columns[column]), .integer(Int64(values.count { !$0.isNull })),
                .integer(Int64(Set(values).count)),
            ]
                + (isNumeric
                    ? [numbers.min() ?? 0, mean, numbers.max() ?? 0].map(SQLValue.real) : [.null, .null, .null])
        }
        let summary = SQLAnswer(columns: ["column", "values", "different", "least", "mean", "largest"], rows: rows)
        return "\(answer.rows.count) rows:\n" + summary.table
    }
}

extension SQLValue {
    fileprivate var number: Double? {
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
