import ArgumentParser
import ChatLog
import Conversation
import RapportCore
import Store
import Workflow

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write features, stages, profiles, vectors or clusters for pandas and spreadsheets.",
        discussion: """
            In CSV a text or an id that a spreadsheet would compute, since it begins with =, +, -, @, a tab or a line \
            break, has an apostrophe in front; JSON lines and pickles have it as it is.
            """,
        subcommands: [Features.self, Stages.self, Profiles.self, Embeddings.self, Clusters.self])
}

/// What an export wrote: specified in `schemas/export.schema.json`.
private struct ExportReport: Encodable {
    var file: String
    var records: Int
}

/// What every export takes.
private struct ExportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The file to write; its ending chooses the format.", valueName: "file"))
    var out: String
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    /// The store, and what writes of it.
    func open(for what: String) throws -> (store: RapportStore, export: Export) {
        let store = try storeOptions.open()
        let audit = try CommandAudit(store, "export \(what)")
        return (store, Export(store: store) { try audit.noteExport($0) })
    }

    func report(_ count: Int, of what: String) throws {
        try common.show(ExportReport(file: out, records: count)) { "wrote \(count) \(what) to \(out)" }
    }
}

extension ExportCommand {
    struct Features: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One row per conversation, as CSV or JSON lines.",
            discussion: """
                  rapport export features --out conversation_features.csv
                  rapport export features --from logs.pkl --out conversation_features.csv
                """)

        @Option(help: ArgumentHelp("Compute them from this log, without a store.", valueName: "logs"))
        var from: String?
        @Option(help: "Days without a message after which a pair is not active.")
        var activeDays: Double = 2
        @OptionGroup fileprivate var export: ExportOptions

        func run() throws {
            let rules = FeatureRules(activeDays: activeDays)
            let count =
                if let from {
                    try FeatureExport.run(table: LogReader.read(from).table, to: export.out, rules: rules)
                } else {
                    try export.open(for: "features").export.features(to: export.out, rules: rules)
                }
            try export.report(count, of: "conversations")
        }
    }

    struct Stages: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One row per stage, as CSV or JSON lines.",
            discussion: "  rapport export stages --out stages.csv")

        @Option(help: ArgumentHelp("Compute them from this log, without a store.", valueName: "logs"))
        var from: String?
        @Flag(help: "Add a last column with what was written.")
        var text = false
        @OptionGroup fileprivate var export: ExportOptions

        func run() throws {
            let count =
                if let from {
                    try FeatureExport.runStages(table: LogReader.read(from).table, to: export.out, text: text)
                } else {
                    try export.open(for: "stages").export.stages(to: export.out, text: text)
                }
            try export.report(count, of: "stages")
        }
    }

    struct Profiles: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One row per fan-model pair with its profile, as CSV, or whole profiles as JSON lines.",
            discussion: """
                In CSV the statements of a field are joined by '; '. JSON lines hold the evidence rows as well.

                  rapport export profiles --out profiles.csv
                """)

        @OptionGroup fileprivate var export: ExportOptions

        func run() throws {
            let count = try export.open(for: "profiles").export.profiles(to: export.out)
            try export.report(count, of: "profiles")
        }
    }

    struct Embeddings: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One row per stage with its vector, as a pickle that pandas reads, CSV or JSON lines.",
            discussion: """
                  rapport export embeddings --method text --out embeddings_without_profile.pkl
                  rapport export embeddings --method profiled --out embeddings_with_profile.pkl
                """)

        @Option(help: "text (Method A) or profiled (Method B).")
        var method: VectorName = .text
        @OptionGroup fileprivate var export: ExportOptions

        func run() throws {
            let (store, writer) = try export.open(for: "embeddings")
            let count = try writer.embeddings(method: method, to: export.out)
            if method == .profiled, let generation = try store.activeGeneration() {
                let missing = try store.profileCoverage(generation: generation).withoutProfile
                if missing > 0 {
                    export.common.remark(
                        "\(missing) pairs have no profile and are not in the file; make them with: rapport profile")
                }
            }
            try export.report(count, of: "vectors")
        }
    }
}

extension ExportCommand {
    struct Clusters: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One row per record with its cluster, as CSV, JSON lines, or a pickle that pandas reads.",
            discussion: """
                Takes the clusters that searches filter by, or those of --run. Records that changed since are left out.

                  rapport export clusters --out clusters.csv
                  rapport export clusters --run fans --out fans.pkl
                """)

        @Option(name: .customLong("run"), help: "A run of: rapport cluster --list, by name or number.")
        var clustering: String?
        @OptionGroup fileprivate var export: ExportOptions

        func run() throws {
            let count = try export.open(for: "clusters").export.clusters(ofRun: clustering, to: export.out)
            try export.report(count, of: "records")
        }
    }
}

extension VectorName: ExpressibleByArgument {}
extension RecordCollection: ExpressibleByArgument {}
