import ArgumentParser
import RapportCore
import Report
import Workflow

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write what the store shows as documents: insights, playbook, recommendations.",
        discussion: """
            Every figure stands with its number of pairs, its interval and the SQL that gives it. The clusters are the
            current ones of the stages; where there are none, they are made. A language model that is set
            (RAPPORT_LLM_MODEL) names the clusters and words the sentences: it sees no figure, and what might claim
            something else is refused, so that the documents are complete without one all the same.

              rapport report --out report
              rapport report --all --out report
            """)

    @Option(help: ArgumentHelp("The folder to write into.", valueName: "dir"))
    var out: String
    @Flag(help: "Add the features, the vectors by both methods and an index: all that an analyst hands over.")
    var all = false
    @Flag(name: .customLong("no-llm"), help: "Ask no language model, also where one is set.")
    var noLLM = false
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let store = try storeOptions.open(noting: "report")
        let settings = try Settings()
        let wording = noLLM ? .rules : try settings.reportWording(ledger: store) { common.remark($0) }
        let summary =
            if all {
                try await Deliverables(store: store, settings: settings, wording: wording).make(
                    in: out, now: .now, progress: bar.show)
            } else {
                try await ReportMaker(store: store, environment: settings.variables, wording: wording).make(
                    in: out, now: .now, progress: bar.show)
            }
        bar.finish()
        for remark in summary.remarks { common.remark(remark) }
        try common.show(summary) { summary.text }
    }
}

extension ReportSummary {
    /// For people.
    var text: String {
        var lines = ["wrote to \(folder), about the clusters of run \(clusterRunID):"]
        lines += files.map { "  \($0.file)" + ($0.findings > 0 ? " (\($0.findings) findings)" : "") }
        if let use = languageModel {
            lines.append(
                "\(use.model) named \(use.namedClusters) of \(use.clusters) clusters and worded \(use.reworded) of "
                    + "\(use.sentences) sentences")
        }
        switch structure {
        case .shown: break
        case .absent: lines.append("the stages form no groups; the documents divide them all the same, and say so")
        case .untested: lines.append("whether there are groups was not tested; rapport cluster without -k does")
        }
        return lines.joined(separator: "\n")
    }
}
