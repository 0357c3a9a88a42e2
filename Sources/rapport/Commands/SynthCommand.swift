import ArgumentParser
import ChatLog
import Foundation
import Workflow

struct Synth: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write synthetic logs of the real shape.",
        discussion: """
            The same numbers give the same logs, byte for byte. The ending of --out chooses the format: .pkl, .csv or
            .jsonl, each also with .gz. What the generator knows of its fans goes to --truth, never into the logs.

              rapport synth --fans 100 --models 22 --days 7 --seed 1 --out sample.pkl --truth truth.jsonl
            """)

    @Option(help: "Fans; 34% of them talk to more than one model.")
    var fans: Int = 100
    @Option(help: "Models.")
    var models: Int = 22
    @Option(help: "Days that the logs cover.")
    var days: Int = 7
    @Option(help: "Decides everything that is random.")
    var seed: UInt64 = 1
    @Option(help: ArgumentHelp("The logs to write.", valueName: "file"))
    var out: String
    @Option(help: ArgumentHelp("A side file for the latent truth, as JSON lines.", valueName: "file"))
    var truth: String?
    @OptionGroup var common: CommonOptions

    /// What was written: specified in `schemas/synth.schema.json`.
    private struct Report: Encodable {
        var file: String
        var truth: String?
        var rows: Int
        var pairs: Int
    }

    func validate() throws {
        guard (1...1_000_000).contains(fans) else { throw ValidationError("--fans must lie in 1...1000000") }
        guard (1...10_000).contains(models) else { throw ValidationError("--models must lie in 1...10000") }
        guard (1...3_650).contains(days) else { throw ValidationError("--days must lie in 1...3650") }
    }

    func run() throws {
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let result = SyntheticLogs(fans: fans, models: models, days: days, seed: seed).generate { done, total in
            bar.show(Progress(stage: "writing conversations", done: done, total: total))
        }
        bar.show(Progress(stage: "writing \(out)", done: 0, total: 0))
        try LogWriter.write(result.table, index: result.index, to: out)
        if let truth { try result.truth.write(to: truth) }
        bar.finish()
        let report = Report(file: out, truth: truth, rows: result.table.count, pairs: result.truth.pairs.count)
        try common.show(report) { "wrote \(report.rows) rows of \(report.pairs) pairs to \(out)" }
    }
}
