import Foundation
import TestSupport
import Testing

/// What a person at a prompt meets.
@Suite struct UsageTests {
    static let commands = [
        "demo", "synth", "ingest", "profile", "embed", "export features", "export stages", "export profiles",
        "export embeddings", "export clusters", "cluster", "project", "compare", "search", "similar",
        "sql", "notebook run", "report",
        "suggest", "serve", "check", "stats", "jobs", "backup", "restore", "forget", "compact",
    ]

    @Test(arguments: commands) func everyCommandHasHelpWithAnExample(command: String) throws {
        let output = try RapportBinary.run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(output.status == .exited(0))
        #expect(output.text.contains("  rapport \(command)"), "\(command)")
    }

    @Test(arguments: [
        ["nonsense"], ["ingest"], ["synth", "--fans", "0", "--out", "x.csv"], ["serve", "--port", "99999"],
    ])
    func wrongUsageExitsWithTwo(arguments: [String]) throws {
        let output = try RapportBinary.run(arguments)
        #expect(output.status == .exited(2))
        #expect(output.text.isEmpty)
        #expect(!output.errorText.isEmpty)
    }

    @Test func aFailureIsOneLineAndExitsWithOne() throws {
        let folder = try TemporaryFolder()
        let output = try RapportBinary.run(["--store", folder.file("nowhere").path, "stats"])
        #expect(output.status == .exited(1))
        #expect(
            output.errorText
                == "rapport: there is no store in \(folder.file("nowhere").path); make one with: rapport --store \(folder.file("nowhere").path) ingest FILE\n"
        )
    }

    @Test(arguments: [
        "postgres://friend:s3cret@127.0.0.1:1/fans", "postgres://friend@127.0.0.1:1/fans?password=s3cret",
        "milvus://friend:s3cret@127.0.0.1:1",
    ])
    func anAddressOnTheCommandLineHoldsNoPassword(url: String) throws {
        let folder = try TemporaryFolder()
        let (store, log) = (folder.file("store").path, folder.file("log.csv").path)
        _ = try RapportBinary.run(["synth", "--fans", "5", "--models", "2", "--out", log, "--quiet"])
        #expect(try RapportBinary.run(["--store", store, "ingest", log]).status == .exited(0))
        let question = ["--store", store, "suggest", "hey"]
        for arguments in [["--store", store, "migrate", "--to", url], question + ["--index", url]] {
            let output = try RapportBinary.run(arguments)
            #expect(output.status == .exited(1) && output.errorText.contains("PGPASSWORD"), "\(output.errorText)")
            #expect(!output.errorText.contains("s3cret"))
        }
        // The environment is the user's own.
        let output = try RapportBinary.run(question, environment: ["RAPPORT_INDEX": url])
        #expect(output.status == .exited(1), "nothing is embedded yet")
        #expect(!output.errorText.contains("PGPASSWORD") && !output.errorText.contains("s3cret"))
    }

    @Test func aMissingModelSaysHowToGetIt() throws {
        let folder = try TemporaryFolder()
        let store = folder.file("store").path
        let log = folder.file("log.csv").path
        _ = try RapportBinary.run(["synth", "--fans", "5", "--models", "2", "--out", log, "--quiet"])
        #expect(try RapportBinary.run(["--store", store, "ingest", log]).status == .exited(0))
        let output = try RapportBinary.run(
            ["--store", store, "embed"], environment: ["RAPPORT_MODEL_DIR": folder.file("no-model").path])
        #expect(output.status == .exited(1))
        #expect(output.errorText.contains("./rapport demo"))
        #expect(output.errorText.split(separator: "\n").count == 1)
    }
}
