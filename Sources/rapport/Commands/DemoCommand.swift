import ArgumentParser
import Foundation
import RapportCore
import Retrieval
import Store
import Workflow

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the main job on the sample logs, then serve the page.",
        discussion: """
            Uses a store of its own, index/demo, so that sample rows never mix with yours.

              rapport demo --no-serve
            """)

    @Flag(inversion: .prefixedNo, help: "Serve the page afterwards, until Ctrl-C.")
    var serve = true
    @Option(help: "The page's port.")
    var port: Int = 8080
    @OptionGroup var common: CommonOptions

    /// What the worked suggestion answers.
    private static let question = "hey you, just got home from work, what a day"

    func run() async throws {
        let home = try Settings().variables["RAPPORT_HOME"] ?? "."
        let sample = home + "/data/sample_logs.pkl"
        let store = try RapportStore(folder: home + "/index/demo", creating: true)
        let workspace = try Workspace(store: store) { common.remark($0) }
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let ingest = try Ingest(store: store).run(files: [sample], now: .now, progress: bar.show)
        bar.finish()
        try common.show(ingest) { ingest.text }
        let profiles = try await ProfileCommand.make(in: store, .init(rules: true), common: common)
        try common.show(profiles) { profiles.text }
        let embed = try await Embed(store: store, embedder: Settings().embedder(), indexes: workspace.indexes)
            .run(progress: bar.show)
        bar.finish()
        try common.show(embed) { embed.text }
        let question = SuggestRequest(text: Self.question)
        let answer = try await workspace.retriever.suggest(question)
        try CommandAudit(store, "demo").note(answer.pairs(of: question, in: store))
        try common.show(answer) { answer.text }
        if serve { try await ServeCommand.serve(workspace, port: port, common: common) }
    }
}
