import Foundation

/// What `vectors` found, as tables and as JSON.
struct VectorsReport: Encodable {
    let base: String
    let queries: String
    let rows: Int
    let columns: Int
    let k: Int
    let metric: VectorMetric
    /// Every setting that was tried, in the order of the turns.
    var measurements: [Measurement] = []
    /// The settings that were picked, measured once more, side by side.
    var finals: [Measurement] = []
    var ratios: [Ratio] = []
    var filtered: FilteredReport?
    /// Settings that a peer could not build, with the reason.
    var failures: [String] = []

    init(_ options: VectorsOptions, rows: Int, columns: Int) {
        (base, queries, k, metric) = (options.base, options.queries, options.k, options.metric)
        (self.rows, self.columns) = (rows, columns)
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func text() -> String {
        var parts = ["\(rows) × \(columns), k = \(k), \(metric.rawValue)", table(byContender)]
        for recall in VectorsOptions.recallTargets {
            let best = Picks(finals, recall: recall).best
            parts.append(
                "the fastest setting of each at recall ≥ \(recall)\n"
                    + (best.isEmpty
                        ? "none reaches it; give larger --ef or other --setting"
                        : table(Contender.allCases.compactMap { best[$0] })))
            let missing = Set(measurements.map(\.contender)).subtracting(best.keys).map(\.rawValue).sorted()
            if !missing.isEmpty, !best.isEmpty { parts.append("not reached by \(missing.joined(separator: ", "))") }
        }
        if !ratios.isEmpty { parts.append(ratioTable) }
        let settings = Set(finals.map(\.graph.text)).sorted()
        if !settings.isEmpty { parts.append("these alone: --setting \(settings.joined(separator: " "))") }
        if !failures.isEmpty { parts.append("failed:\n" + failures.joined(separator: "\n")) }
        if let filtered { parts.append(filtered.text()) }
        return parts.joined(separator: "\n\n")
    }

    private var byContender: [Measurement] {
        Contender.allCases.flatMap { contender in measurements.filter { $0.contender == contender } }
    }

    private func table(_ measurements: [Measurement]) -> String {
        let head = [
            "contender", "M", "efC", "ef", "recall", "queries/s", "median", "2 threads", "build s", "memory MB",
            "disk MB",
        ]
        return TextTable.text(
            [head]
                + measurements.map { row in
                    [
                        row.contender.rawValue, "\(row.m)", "\(row.efConstruction)", "\(row.ef)",
                        String(format: "%.4f", row.recall), String(format: "%.0f", row.queriesPerSecond),
                        String(format: "%.0f", row.medianQueriesPerSecond),
                        row.twoThreadQueriesPerSecond.map { String(format: "%.0f", $0) } ?? "",
                        String(format: "%.1f", row.buildSeconds),
                        row.memoryBytes.map { String(format: "%.1f", Double($0) / 1e6) } ?? "",
                        String(format: "%.1f", Double(row.diskBytes) / 1e6),
                    ]
                })
    }

    private var ratioTable: String {
        TextTable.text(
            [["figure", "recall", "beside", "rapport", "other", "ratio", "target"]]
                + ratios.map { ratio in
                    [
                        ratio.figure, "≥ \(ratio.recall)", ratio.beside, String(format: "%.1f", ratio.rapport),
                        String(format: "%.1f", ratio.other), String(format: "%.2f", ratio.ratio),
                        ratio.isMet.map { "\($0 ? "met" : "MISSED") (\(ratio.target))" } ?? "",
                    ]
                })
    }
}
