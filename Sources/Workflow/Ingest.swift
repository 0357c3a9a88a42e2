import ChatLog
import Conversation
import Foundation
import RapportCore
import Store

/// Reads logs, cuts them and loads them into a store.
public struct Ingest: Sendable {
    /// Rows that one transaction holds, about: what a stop can cost, against a sync per batch.
    private static let rowsPerBatch = 20_000

    private let store: RapportStore
    private let segmentation: Segmentation

    public init(store: RapportStore, segmentation: Segmentation = Segmentation()) {
        self.store = store
        self.segmentation = segmentation
    }

    /// Loads `files` one after the other. Idempotent: a row that is known adds nothing.
    ///
    /// A batch that is loaded stays loaded; after a stop the same call goes on.
    ///
    /// - Parameter names: what the files are called in progress, errors and the store's account; by default their paths.
    /// - Throws: `LogReadError` for a file that cannot be read, `StoreError`, `CancellationError`.
    public func run(
        files: [String], called names: [String]? = nil, now: Timestamp, progress: ProgressReporter = { _ in }
    ) throws -> IngestReport {
        let names = names ?? files
        var report = IngestReport()
        for (file, name) in zip(files, names) {
            progress(Progress(stage: "reading \(name)", done: 0, total: 0))
            let log = try Self.read(file, called: name)
            report.add(log, try load(log.table, progress: progress))
        }
        progress(Progress(stage: "checking conversations", done: 0, total: 0))
        report.take(try store.totals())
        report.crossModelConversations = try contamination().crossModel
        try store.record(
            ingestOf: names.joined(separator: ", "), finishedAt: now, report: try JSONOutput.text(report))
        return report
    }

    private static func read(_ file: String, called name: String) throws(LogReadError) -> LogFile {
        do { return try LogReader.read(file) } catch {
            throw LogReadError(file: name, place: error.place, problem: error.problem)
        }
    }

    /// Whether the stored conversations keep to one pair.
    public func contamination() throws -> ContaminationCheck {
        try store.withRowPlaces { rows in
            ContaminationCheck(
                IteratorSequence(rows).lazy.map { row in
                    ContaminationCheck.StoredRow(
                        rowID: row.rowID, rowPair: row.pair, conversationID: row.conversationID)
                })
        }
    }

    private func load(_ table: LogTable, progress: ProgressReporter) throws -> LoadReport {
        let keys = RowKey.keys(of: table)
        let pairs = SortedPairs(table)
        var report = LoadReport()
        var batch: [IncomingPair] = []
        var rowsInBatch = 0
        var done = 0
        func flush() throws {
            try Task.checkCancellation()
            report.add(try store.load(batch, of: table, keys: keys) { segmentation.segments(of: $0) })
            done += rowsInBatch
            progress(Progress(stage: "loading rows", done: done, total: table.count))
            batch = []
            rowsInBatch = 0
        }
        for pair in pairs {
            batch.append(IncomingPair(pair: pair.pair, rows: Array(pair.rows)))
            rowsInBatch += pair.rows.count
            if rowsInBatch >= Self.rowsPerBatch { try flush() }
        }
        if !batch.isEmpty { try flush() }
        return report
    }
}
