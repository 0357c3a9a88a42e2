import ArgumentParser
import RapportCore
import Store
import Workflow

struct ForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Remove a fan-model pair from the store for good.",
        discussion: """
            Removes the pair's rows, conversations, stages, vectors and all that was derived from them, from the tables
            and from the bytes of the files, and rejects the pair's rows at every later ingest. Without --yes it only
            says what would go. Backups that hold the pair are listed; they are not changed.

              rapport forget Tom_88123@Model3 --yes
            """)

    @Argument(help: ArgumentHelp("The pair.", valueName: "fan@model"))
    var pair: String
    @Flag(help: "Do it; it cannot be undone.")
    var yes = false
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let pair = try PairID(parsing: pair)
        let store = try storeOptions.open()
        // Of whom is forgotten nothing is read, and what the audit has of him gets a pseudonym.
        let audit = try yes ? nil : CommandAudit(store, "forget")
        let report =
            yes
            ? try await ForgetReport(forgetting: pair, in: store, now: .now)
            : try ForgetReport(previewing: pair, in: store)
        // A name that was forgotten does not come back by asking for it.
        if let audit, try store.pair(pair) != nil { try audit.note([pair]) }
        try common.show(report) { report.text }
        guard yes else {
            Terminal.complain("nothing was removed; do it with: rapport forget \(pair) --yes")
            throw ExitCode.failure
        }
    }
}

extension ForgetReport {
    /// For people.
    var text: String {
        let pair = Terminal.plain("\(fanID)@\(modelName)")
        var lines = [
            """
            \(forgotten ? "forgot" : "would forget") \(pair): \(rows) rows, \(conversations) conversations, \
            \(stages) stages, \(vectors) vectors, \(cachedVectors) cached vectors
            """
        ]
        for backup in backups {
            let state = backup.state == .holds ? "holds the pair" : "cannot be read and may hold the pair"
            lines.append("the backup \(backup.path) of \(backup.createdAt) UTC \(state)")
        }
        if !backups.isEmpty {
            lines.append("make a new backup with: rapport backup DIR; then delete those, and every copy of them")
        }
        return lines.joined(separator: "\n")
    }
}
