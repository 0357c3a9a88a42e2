import ArgumentParser
import RapportCore
import Store
import Workflow

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the store into a new folder, while others go on reading and writing.",
        discussion: """
            The folder holds one consistent state and a manifest with the SHA-256 of every file. The store remembers
            where its backups lie, so that forget can name those that hold a person.

              rapport backup /mnt/backups/rapport-2025-05-01
            """)

    @Argument(help: ArgumentHelp("The folder to make; it must not exist.", valueName: "dir"))
    var folder: String
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let report = try BackupReport(of: storeOptions.open(noting: "backup"), to: folder, now: .now)
        try common.show(report) { report.text }
    }
}

extension BackupManifest {
    /// For people.
    var contents: String {
        "\(counts.rows) rows, \(counts.pairs) pairs, \(counts.conversations) conversations, \(counts.vectors) vectors"
    }
}

extension BackupReport {
    /// For people.
    var text: String {
        let mebibytes = Double(manifest.files.map(\.bytes).reduce(0, +)) / 1_048_576
        return """
            \(path): \(manifest.contents); \(manifest.files.count) files, \(Figures.number(mebibytes, digits: 1)) MiB
            restore it with: rapport restore \(path)
            """
    }
}
