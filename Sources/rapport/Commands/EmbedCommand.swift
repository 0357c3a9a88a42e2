import ArgumentParser
import RapportCore
import Store
import Workflow

struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Give every turn, conversation, stage and profile its vector, and bring the index up to date.",
        discussion: """
            Embeds on this machine with MiniLM unless RAPPORT_EMBEDDER names a provider (voyage, openai). Goes on where
            it was stopped; texts that were embedded before cost nothing. Stages of pairs with a profile (made by:
            rapport profile) also get the vectors of Method B.

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
        var lines = [
            "embedded \(counts.joined(separator: ", ")) with \(embedder) (\(dimension) components, \(cached) from the cache)"
        ]
        if profiles.vectors > 0 {
            lines.append(
                "embedded \(profiles.embedded) of \(profiles.vectors) profiles; \(profiles.stages) stages have a profiled vector"
            )
        }
        if profiles.withoutProfile > 0 {
            lines.append("\(profiles.withoutProfile) pairs have no profile; make them with: rapport profile")
        }
        return lines.joined(separator: "\n")
    }
}
