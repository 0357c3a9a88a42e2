import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

struct NotebookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notebook",
        abstract: "Run analyst notebooks: Markdown with SQL, commands and their outputs.",
        subcommands: [Run.self])

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a notebook's blocks in order and write each output below its block.",
            discussion: """
                A fenced block 'sql' holds a query, a block 'rapport' commands that answer something, one a line. What \
                they print goes into a block 'output' below, in the place of the one before. A block 'plot' holds lines \
                such as 'kind: bar', 'x: stage', 'y: revenue', then '---' and a query; its picture goes as SVG into a \
                folder that has the page's name. Kinds are scatter, line, bar, heatmap and flow. --check writes nothing and \
                exits with 1 where an output is not what it was: texts exactly, numbers beyond 1e-3 of their size, or \
                beyond what the block says behind its language, such as tolerance=0.05.

                  rapport notebook run notebooks-md/stages.md
                  rapport --store index/demo notebook run notebooks-md/stages.md --check
                """)

        @Argument(help: "The Markdown file.")
        var file: String
        @Flag(help: "Only say whether outputs changed.")
        var check = false
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let store = try storeOptions.open()
            let audit = try CommandAudit(store, "notebook run")
            let console = SQLConsole(
                store: store, settings: try Settings(), functions: [NotebookFigures.function(of: file)]
            ) { common.remark($0) }
            let notebook = NotebookRun(
                console: console, noting: { try audit.note($0, $1) }
            ) { arguments in
                try await ChildRapport.run(["--store", store.folder] + arguments)
            }
            let report = try await notebook.run(file, isCheck: check)
            try common.show(report) { report.text }
            if check, !report.changes.isEmpty { throw ExitCode.failure }
        }
    }
}

extension NotebookReport {
    /// For people.
    var text: String {
        let changed = changes.map { change in
            """
            line \(change.line):
              - \(Terminal.plain(change.old))
              + \(Terminal.plain(change.new))
            """
        }
        let summary =
            changes.isEmpty ? "no output changed" : "\(changes.count) output\(changes.count == 1 ? "" : "s") changed"
        return (changed + ["\(file): ran \(blocks) blocks, \(summary)"]).joined(separator: "\n")
    }
}
