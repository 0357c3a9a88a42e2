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

            Run it several times at once on one store, and the processes share the work: each takes texts that no other
            has taken, and all of them end when everything has its vector. What one that was killed had taken, the
            others take over at once; of one that hangs, after --lease seconds. Only what was on its way to a provider
            then is paid for twice. It pays where a provider answers slowly; MiniLM uses all cores as it is.

              rapport embed
              rapport embed & rapport embed & wait
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions
    @Option(
        help: ArgumentHelp(
            "Seconds after which other processes take over what this one has taken, if it hangs.", valueName: "seconds")
    )
    var lease = Embed.leaseSeconds

    func validate() throws {
        guard lease >= 1, lease <= 3_600 else { throw ValidationError("--lease must lie in 1...3600") }
    }

    func run() async throws {
        let store = try storeOptions.open()
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let indexes = IndexSet(store: store) { common.remark($0) }
        let report = try await Embed(
            store: store, embedder: Settings().embedder(), indexes: indexes, leaseSeconds: lease
        ).run(progress: bar.show)
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
        if takenOver > 0 { lines.append("took over \(takenOver) texts of workers that were stopped") }
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
