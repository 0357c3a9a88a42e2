import RapportCore
import Store

/// What a `plot` block draws: settings, a line `---`, and the query that gives the figures.
struct NotebookPlot {
    enum Kind: String, CaseIterable {
        case scatter, line, bar, heatmap, flow

        /// What a block must name besides its kind.
        var required: [Setting] {
            switch self {
            case .scatter, .line, .bar: [.x, .y]
            case .heatmap, .flow: [.x, .y, .value]
            }
        }
        var optional: [Setting] {
            switch self {
            case .scatter: [.colour]
            case .line: [.series]
            case .bar, .heatmap, .flow: []
            }
        }
    }

    /// Columns, and what is written beside them.
    enum Setting: String, CaseIterable {
        case kind, x, y, colour, series, value, title, caption
    }

    let kind: Kind
    let settings: [Setting: String]
    let query: String
    /// Of the block's opening fence, counted from 1.
    let line: Int

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
            guard settings.updateValue(parts[1], forKey: setting) == nil else {
                throw refuse("says '\(setting.rawValue)' twice; keep one of them")
            }
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
