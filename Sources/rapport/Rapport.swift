import ArgumentParser
import Foundation

/// The root of all commands.
struct Rapport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rapport",
        abstract: "Semantic search and analytics for the conversations between fans and chatters.",
        discussion: """
            Reads logs (pandas pickle, CSV, JSON lines), cuts them into conversations and stages, embeds them on
            this machine and finds what worked before.

              rapport ingest logs.pkl && rapport embed
              rapport suggest "hey, how was your weekend?"

            The store defaults to index/; `rapport --store DIR COMMAND` takes another.
            """,
        version: "0.1.0",
        subcommands: [
            Demo.self, Synth.self, IngestCommand.self, ProfileCommand.self, EmbedCommand.self, ExportCommand.self,
            SearchCommand.self, SQLCommand.self, NotebookCommand.self, ReportCommand.self, ClusterCommand.self,
            ProjectCommand.self, CompareCommand.self,
            SimilarCommand.self, SuggestCommand.self, ServeCommand.self, MCPCommand.self, CheckCommand.self,
            StatsCommand.self, MigrateCommand.self, TokenCommand.self, AuditCommand.self, JobsCommand.self,
            BackupCommand.self, RestoreCommand.self, ForgetCommand.self, CompactCommand.self,
        ])

    /// Takes a `--store DIR` in front of the command out of the arguments: the commands find it as their default.
    static func takingStore(from arguments: [String]) -> [String] {
        guard let first = arguments.first else { return arguments }
        if first == "--store", arguments.count > 1 {
            setenv("RAPPORT_STORE", arguments[1], 1)
            return Array(arguments.dropFirst(2))
        }
        if first.hasPrefix("--store=") {
            setenv("RAPPORT_STORE", String(first.dropFirst("--store=".count)), 1)
            return Array(arguments.dropFirst())
        }
        return arguments
    }
}
