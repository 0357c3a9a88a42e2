import ArgumentParser
import RapportCore
import Store
import Workflow

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the index into a PostgreSQL or a Milvus server, or back into the store's folder.",
        discussion: """
            Loads every vector with its attributes from SQLite, which stays the truth and can be searched all the while,
            then compares both sides. Goes on where it was stopped. Afterwards --index, or RAPPORT_INDEX, makes searches
            ask there; what changes in the store is brought over before each answer. Exits with 1 where both sides
            differ.

              rapport migrate --to postgres://rapport@db.example:5432/fans
              rapport migrate --to milvus://milvus.example:19530
              rapport migrate --to embedded
            """)

    @Option(
        help: ArgumentHelp(
            "embedded, postgres://user@host:5432/database, or milvus://host:19530.", valueName: "place"))
    var to: String
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let place = try IndexPlace(flag: to)
        let store = try place == .embedded ? storeOptions.open() : storeOptions.open(noting: "migrate")
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let check = try await Migrate(store: store, to: place).run(
            notice: { common.remark($0) }, progress: bar.show)
        bar.finish()
        try common.show(check) { check.text }
        if !check.problems.isEmpty { throw ExitCode.failure }
    }
}
