import ArgumentParser
import RapportCore
import Store
import Workflow

struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Give every turn, conversation and stage its vector, and bring the index up to date.",
        discussion: """
            Embeds on this machine with MiniLM unless RAPPORT_EMBEDDER names a provider (voyage, openai). Goes on where
            it was stopped; texts that were embedded before cost nothing.

              rapport embed
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try storeOptions.open()
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let indexes = IndexSet(store: store) { common.remark($0) }
        let report = try await Embed(store: store, embedder: Settings().embedder(), indexes: indexes)
            .run(progress: bar.show)
        bar.finish()
        try common.show(report) { report.text }
    }
}

extension EmbedReport {
    /// For people.
    var text: String {
        let counts = RecordCollection.allCases.map { collection in
            "\(embedded[collection.rawValue] ?? 0) of \(vectors[collection.rawValue] ?? 0) \(collection.rawValue)"
        }
        return
            "embedded \(counts.joined(separator: ", ")) with \(embedder) (\(dimension) components, \(cached) from the cache)"
    }
}
