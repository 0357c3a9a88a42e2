import ArgumentParser
import RapportCore
import Store
import Workflow

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Replace the store by a backup, after verifying all of it.",
        discussion: """
            Nothing changes before every file of the backup is checked, and the old store stays until the new one is in
            place; processes that have the store open see the one or the other. Whom the store was told to forget stays
            forgotten.

              rapport restore /mnt/backups/rapport-2025-05-01
            """)

    @Argument(help: ArgumentHelp("The folder that rapport backup made.", valueName: "dir"))
    var folder: String
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try storeOptions.folder
        let restore = Restore(folder: store, lockTimeoutSeconds: storeOptions.lockTimeout) { common.remark($0) }
        let restored = try await RestoredStore(restoring: folder, with: restore, into: store, now: .now)
        try common.show(restored) { restored.text }
    }
}

extension RestoredStore {
    /// For people.
    var text: String {
        var lines = ["\(store) is as it was at \(manifest.createdAt) UTC: \(manifest.contents)"]
        if forgottenAgain > 0 {
            lines.append("\(forgottenAgain) pairs that the store had forgotten since were forgotten again")
        }
        return lines.joined(separator: "\n")
    }
}
