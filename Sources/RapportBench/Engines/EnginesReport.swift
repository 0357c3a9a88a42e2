import Foundation

/// What `engines` found, as a table and as JSON.
struct EnginesReport: Encodable {
    let vectors: Int
    let dimension: Int
    let k: Int
    let recallTarget: Double
    var contenders: [EngineResult] = []

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func text() -> String {
        let head = "\(vectors) × \(dimension), k = \(k), recall ≥ \(String(format: "%.2f", recallTarget))"
        let loads = contenders.map { result in
            [
                result.name.rawValue, result.loadSeconds.map { String(format: "%.1f", $0) } ?? "",
                result.bytes.map { String(format: "%.1f", Double($0) / 1e6) } ?? "",
            ]
        }
        let failures = contenders.compactMap { result in
            result.failure.map { "\(result.name.rawValue) did not come to its end: \($0)" }
        }
        return ([head, TextTable.text([["", "load s", "MB"]] + loads)] + sections + failures)
            .joined(separator: "\n\n")
    }

    /// A table for each filter and number of clients, in the order in which they were measured.
    private var sections: [String] {
        (0..<(contenders.map(\.cells.count).max() ?? 0)).map(section)
    }

    private func section(_ place: Int) -> String {
        let contenders = contenders.filter { $0.cells.indices.contains(place) }
        let head = ["", "ef", "recall", "queries/s", "median ms", "p99 ms", "rapport's ÷ its"]
        let own = contenders.first { $0.name == .rapport }?.cells[place]
        let rows = contenders.map { result -> [String] in
            let cell = result.cells[place]
            let ratio = result.name == .rapport ? nil : own.map { $0.queriesPerSecond / cell.queriesPerSecond }
            return [
                result.name.rawValue, "\(cell.ef)",
                String(format: "%.3f", cell.recall) + (cell.isReached ? "" : " MISSED"),
                String(format: "%.0f", cell.queriesPerSecond), String(format: "%.3f", cell.medianMilliseconds),
                String(format: "%.3f", cell.p99Milliseconds), ratio.map { String(format: "%.1f", $0) } ?? "",
            ]
        }
        let cell = contenders[0].cells[place]
        let title = "filter \(cell.filter), \(cell.clients) client\(cell.clients == 1 ? "" : "s")"
        return title + "\n" + TextTable.text([head] + rows)
    }
}

/// What one contender gave.
struct EngineResult: Encodable {
    let name: EngineName
    /// Nil where it could not be loaded.
    var loadSeconds: Double?
    /// What must be in memory for searches to be this fast; nil where it does not tell.
    var bytes: Int?
    var cells: [EngineCell] = []
    /// Why there are no more cells; nil where there are all.
    var failure: String?

    init(name: EngineName) { self.name = name }
}

/// Searches of one filter by so many clients.
struct EngineCell: Encodable {
    /// `none`, or the share of the records that satisfy it.
    let filter: String
    let share: Double
    /// The fewest candidates of the ladder that reach the recall, or those with the best where none do.
    let ef: Int
    let recall: Double
    let isReached: Bool
    let clients: Int
    /// That were timed.
    let searches: Int
    let queriesPerSecond: Double
    let medianMilliseconds: Double
    /// Nearest rank.
    let p99Milliseconds: Double

    init(filter: EngineFilter, ef: Int, recall: Double, isReached: Bool, clients: Int, times: EngineTimes) {
        self.filter = filter.name
        share = filter.share
        self.ef = ef
        self.recall = recall
        self.isReached = isReached
        self.clients = clients
        searches = times.latencies.count
        queriesPerSecond = Double(times.latencies.count) / times.seconds
        let result = OpenLoop.Result(latencySeconds: times.latencies.sorted(), errors: 0, lagSeconds: 0)
        medianMilliseconds = 1e3 * result.latency(0.5)
        p99Milliseconds = 1e3 * result.latency(0.99)
    }

    /// In one line.
    var text: String {
        String(
            format: "filter %@, %d clients: recall %.3f at ef %d, %.0f queries/s, p99 %.2f ms", filter, clients, recall,
            ef, queriesPerSecond, p99Milliseconds)
    }
}
