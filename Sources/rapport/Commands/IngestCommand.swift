import ArgumentParser
import Foundation
import RapportCore
import Workflow

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read logs, cut them into conversations and stages, and load them into the store.",
        discussion: """
            Takes pandas pickles, CSV and JSON lines, each also gzipped. Rows that are known add nothing, so the same
            file twice is harmless and overlapping exports merge. Rejected rows are counted by reason.

              rapport ingest logs.pkl
              rapport ingest april.csv.gz may.jsonl --json
            """)

    @Argument(help: ArgumentHelp("The logs.", valueName: "file"))
    var files: [String]
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let report = try Ingest(store: storeOptions.open(creating: true)).run(
            files: files, now: .now, progress: bar.show)
        bar.finish()
        try common.show(report) { report.text }
    }
}

extension Timestamp {
    /// The wall clock's time.
    static var now: Timestamp { Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9)) }
}

extension IngestReport {
    /// For people.
    var text: String {
        var lines = [
            "\(rows) rows read, \(loaded) good (\(added) new, \(updated) updated), \(rejected.values.reduce(0, +)) rejected"
        ]
        for (reason, count) in rejected.sorted(by: { $0.key < $1.key }) {
            let examples = (rejectedExamples[reason] ?? []).map(String.init).joined(separator: ", ")
            let rows = examples.isEmpty ? "" : " (rows \(examples)\(count > 5 ? ", …" : ""))"
            lines.append("  \(reason): \(count)\(rows)")
        }
        if revenueDisagreements > 0 {
            lines.append(
                "  \(revenueDisagreements) rows whose revenue is not price-if-purchased plus tips; theirs counts")
        }
        if purchasesWithoutPrice > 0 { lines.append("  \(purchasesWithoutPrice) purchases without a price") }
        let stages = self.stages.sorted { $0.key < $1.key }.map { "\($0.value) in stage \($0.key)" }
        lines.append(
            "the store holds \(pairs) pairs, \(conversations) conversations, \(stages.joined(separator: ", "))")
        lines.append(String(format: "%d purchases of %d offers, %.2f USD revenue", purchases, offers, revenue))
        lines.append("conversations with rows of more than one model: \(crossModelConversations)")
        return lines.joined(separator: "\n")
    }
}
