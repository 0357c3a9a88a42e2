import Foundation
import TestSupport
import Testing

/// A pair of a synthetic log.
enum SyntheticPair {
    /// The pair of the first row of a CSV file, as `FAN@MODEL`.
    static func first(in log: String) throws -> String {
        let output = try PythonTools.run(
            code: """
                import csv, sys
                row = next(csv.DictReader(open(sys.argv[1], newline="")))
                print(row["fan_id"] + "@" + row["model_name"], end="")
                """, arguments: [log])
        return output.text
    }
}

/// Backup, restore, forget and compact as whole processes.
@Suite struct CareTests {
    private struct Stats: Decodable, Equatable {
        var rows: Int
        var pairs: Int
        var conversations: Int
        var revenue: Double
    }

    private let folder: TemporaryFolder
    private let log: String

    init() throws {
        folder = try TemporaryFolder()
        log = folder.file("logs.csv").path
        _ = try Self.run(["synth", "--fans", "30", "--models", "3", "--seed", "5", "--out", log])
        _ = try run("ingest", log)
    }

    private static func run(_ arguments: [String], status: Int32 = 0) throws -> ProcessOutput {
        let output = try RapportBinary.run(arguments)
        #expect(output.status == .exited(status), "\(arguments): \(output.errorText)")
        return output
    }

    private func run(_ arguments: String..., status: Int32 = 0) throws -> ProcessOutput {
        try Self.run(["--store", folder.file("store").path] + arguments, status: status)
    }

    private func stats() throws -> Stats {
        try JSONDecoder().decode(Stats.self, from: run("stats", "--json").standardOutput)
    }

    @Test func aBackupBringsBackWhatWasForgottenButNotThePerson() throws {
        let backup = folder.file("backup").path
        let pair = try SyntheticPair.first(in: log)
        let before = try stats()
        #expect(try run("backup", backup).text.contains("restore it with: rapport restore \(backup)"))

        let refused = try run("forget", pair, status: 1)
        #expect(refused.text.contains("would forget \(pair)"))
        #expect(refused.text.contains("the backup \(backup)"))
        #expect(
            refused.errorText == "rapport: nothing was removed; do it with: rapport forget \(pair) --yes\n")
        #expect(try stats() == before)

        #expect(try run("forget", pair, "--yes").text.hasPrefix("forgot \(pair): "))
        let after = try stats()
        #expect(after.pairs == before.pairs - 1 && after.rows < before.rows)
        #expect(try run("ingest", log).text.contains("forgotten: \(before.rows - after.rows)\n"))
        #expect(try stats() == after)

        #expect(try run("restore", backup).text.contains("1 pairs that the store had forgotten"))
        #expect(try stats() == after)
        _ = try run("check", "--deep")
    }

    @Test func whatCannotBeDoneIsOneLine() throws {
        let nowhere = folder.file("nowhere").path
        #expect(
            try run("restore", nowhere, status: 1).errorText
                == "rapport: \(nowhere) is no backup: it has no manifest.json; name the folder that rapport backup made\n"
        )
        #expect(
            try run("forget", "nobody@Model1", "--yes", status: 1).errorText
                == "rapport: the store holds no rows of nobody@Model1; a pair is written FAN@MODEL\n")
        #expect(try run("forget", "nobody", status: 1).errorText.contains("write FAN@MODEL"))
        _ = try run("compact", "--budget-seconds", "-1", status: 2)
        #expect(try run("compact").text.contains("rapport.sqlite: "))
    }

    /// Kills a process at a random moment; the store is the old one or the new one, whole.
    @Test(arguments: Seeds.list(2)) func aKilledCareCommandLeavesAWholeStore(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pair = try SyntheticPair.first(in: log)
        let first = folder.file("first").path
        _ = try run("backup", first)
        let before = try stats()
        let store = folder.file("store").path
        for round in 0..<LongRun.rounds(normally: 6, long: 100) {
            let commands = [
                ["backup", folder.file("backup\(round)").path], ["restore", first], ["compact"],
                ["forget", pair, "--yes"],
            ]
            let command = commands[round % commands.count]
            let process = try RapportBinary.start(["--store", store] + command + ["--quiet"])
            usleep(UInt32.random(in: 5_000...120_000, using: &random))
            process.send(SIGKILL)
            try process.wait()
            let found = try stats()
            #expect(found == before || found.pairs == before.pairs - 1, "seed \(seed) \(command)")
        }
        _ = try run("restore", first)
        _ = try run("compact")
        _ = try run("check", "--deep")
    }
}
