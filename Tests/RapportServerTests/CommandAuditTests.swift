import Foundation
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// Whom the audit names of what commands show in a terminal or write into files.
@Suite struct CommandAuditTests {
    private static let everyone = Set(
        (ServedStore.oddNames + (1...12).map { "fan_\($0)" }).map { PairID(fanID: $0, modelName: "Model/1") })

    /// What a command printed, and what it added to the audit.
    private func run(_ store: String, _ arguments: [String]) throws -> (output: ProcessOutput, events: [AuditEvent]) {
        let before = try AccessStore.existing(folder: store)?.events(limit: 10_000).count ?? 0
        let output = try RapportBinary.run(["--store", store] + arguments)
        let events = try AccessStore.existing(folder: store)?.events(limit: 10_000) ?? []
        return (output, Array(events.prefix(events.count - before)))
    }

    /// Whom a JSON answer names, wherever it does.
    private func fans(in value: Any) -> Set<String> {
        switch value {
        case let list as [Any]: list.reduce(into: []) { $0.formUnion(fans(in: $1)) }
        case let object as [String: Any]:
            fans(in: Array(object.values)).union((object["fan_id"] as? String).map { [$0] } ?? [])
        default: []
        }
    }

    @Test func whatACommandShowsOfFansIsNoted() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        try #require(RapportBinary.run(["--store", store, "profile", "--rules", "--quiet"]).succeeded)
        for (action, arguments) in [
            ("search", ["search", "roses in the garden", "-k", "3"]),
            ("similar", ["similar", "fan_3@Model/1", "-k", "4"]),
            ("suggest", ["suggest", "do you ever go sailing?", "--fan", "fan_2@Model/1"]),
            ("profile --show", ["profile", "--show", "fan_5@Model/1"]),
        ] {
            let (output, events) = try run(store, arguments + ["--json"])
            try #require(output.succeeded, "\(output.errorText)")
            var shown = fans(in: try JSONSerialization.jsonObject(with: output.standardOutput))
            if action == "suggest" { shown.insert("fan_2") }
            #expect(!shown.isEmpty, "\(action)")
            #expect(Set(events.compactMap { $0.pair?.fanID }) == shown, "\(action)")
            #expect(events.allSatisfy { $0.action == action && $0.who == "command line" && $0.pair != nil })
        }
        // Whom the store does not know is not named, whatever was asked.
        #expect(try run(store, ["similar", "fan_gone@Model/1"]).events.isEmpty)
        #expect(try run(store, ["profile", "--show", "fan_gone@Model/1"]).events.isEmpty)
        let asked = try run(store, ["suggest", "do you sail?", "--fan", "fan_gone@Model/1"]).events
        #expect(!asked.isEmpty && !asked.contains { $0.pair?.fanID == "fan_gone" })
    }

    @Test func queriesOfTheConsoleAndOfNotebooksAreNoted() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        let query = "SELECT fan_id, model_name FROM pairs WHERE fan_id IN ('fan_1', 'fan_2')"
        let named = Set(["fan_1", "fan_2"].map { PairID(fanID: $0, modelName: "Model/1") })
        let page = try folder.write(
            "# Two\n\n```sql\n\(query)\n```\n\n```rapport\nsearch 'roses in the garden' -k 2\n```\n", to: "page.md")
        for (action, arguments) in [("sql", ["sql", query]), ("notebook run", ["notebook", "run", page.path])] {
            let (output, all) = try run(store, arguments)
            try #require(output.succeeded, "\(output.errorText)")
            let events = all.filter { $0.action == action }
            #expect(Set(events.compactMap(\.pair)) == named, "\(action)")
            let summary = try #require(events.first { $0.pair == nil })
            #expect(summary.details.rows == 2 && summary.details.sha256 == ContentHash(of: query).hex)
            #expect(Set(all.map(\.action)) == (action == "sql" ? ["sql"] : [action, "search"]))
        }
        let (failed, events) = try run(store, ["sql", "SELECT nothing_such FROM pairs"])
        #expect(!failed.succeeded)
        #expect(events.count == 1 && events[0].action == "sql" && events[0].details.rows == nil)
    }

    @Test func anExportNamesEveryFanThatIsInTheFile() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        for arguments in [["profile", "--rules"], ["cluster", "--k", "2", "--where", "stage = 1"]] {
            try #require(RapportBinary.run(["--store", store] + arguments + ["--quiet"]).succeeded)
        }
        let exports = ["features", "stages", "profiles", "embeddings", "clusters"]
            .map { ("export \($0)", ["export", $0, "--out", folder.file("\($0).csv").path]) }
        let others = [
            ("report", ["report", "--out", folder.file("report").path]),
            ("backup", ["backup", folder.file("backup").path]),
        ]
        for (action, arguments) in exports + others {
            let (output, events) = try run(store, arguments)
            try #require(output.succeeded, "\(output.errorText)")
            #expect(events.allSatisfy { $0.action == action })
            #expect(Set(events.compactMap(\.pair)) == Self.everyone, "\(action)")
            #expect(events.count == Self.everyone.count, "\(action)")
        }
        let (failed, events) = try run(store, ["export", "stages", "--out", folder.file("none/stages.csv").path])
        #expect(!failed.succeeded && events.isEmpty, "what is not written is not noted")
    }

    /// A pipe's reader has each byte at once, so the note must come before the first. The pipe holds less than the file:
    /// who writes cannot come to the end, and a note after it, while nobody reads on.
    @Test(arguments: ["features", "stages", "profiles"])
    func whoeverReadsAPipeIsNotedBeforeItsFirstByte(export: String) throws {
        let folder = try TemporaryFolder()
        // Enough that each file is longer than the pipe.
        let more = (0..<60).map { PairID(fanID: "another_\($0)", modelName: "Model/1") }
        let store = try ServedStore.makeStore(
            in: folder,
            extraRows: more.map { "Chatter1,Model/1,hello there,hi you,0,False,\($0.fanID),2025-04-09T10:00:00,0,0" })
        let everyone = Self.everyone.union(more)
        try #require(RapportBinary.run(["--store", store, "profile", "--rules", "--quiet"]).succeeded)
        let pipe = folder.file("pipe.csv").path
        try #require(mkfifo(pipe, 0o600) == 0)
        let held = open(pipe, O_RDWR)
        let capacity = fcntl(held, 1_031, 4_096)  // F_SETPIPE_SZ, which Glibc does not show to Swift
        try #require(held >= 0 && capacity >= 0 && capacity <= 4_096)
        let command = try RapportBinary.start(["--store", store, "export", export, "--out", pipe])
        let reader = try #require(FileHandle(forReadingAtPath: pipe))
        let first = try #require(try reader.read(upToCount: 1))
        #expect(first.count == 1)
        let events = try #require(try AccessStore.existing(folder: store)).events(limit: 1_000)
        #expect(Set(events.compactMap(\.pair)) == everyone)
        close(held)
        let rest = try #require(try reader.readToEnd())
        #expect(rest.count > capacity)
        #expect(try command.wait().succeeded)
        #expect(try AccessStore(folder: store).events(limit: 1_000).count == everyone.count, "each once")
    }

    /// The model holds its answer back until the audit was read.
    @Test func suggestionsAreNotedBeforeALanguageModelIsAsked() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        let noted = Mutex<Set<PairID>?>(nil)
        let model = try MisbehavingServer { _ in
            let events = try? AccessStore.existing(folder: store)?.events(limit: 1_000)
            noted.withLock { $0 = $0 ?? Set((events ?? []).compactMap(\.pair)) }
            return .reply(status: 400, body: "{}")
        }
        defer { model.stop() }
        let output = try RapportBinary.run(
            ["--store", store, "suggest", "do you ever go sailing?", "--json"],
            environment: [
                "RAPPORT_LLM_MODEL": "double", "RAPPORT_LLM_BASE_URL": model.baseURL, "RAPPORT_LLM_API_KEY": "test",
            ])
        let found = try #require(noted.withLock { $0 }, "it was not asked: \(output.errorText)")
        let all = Set(try AccessStore(folder: store).events(limit: 1_000).compactMap(\.pair))
        #expect(!found.isEmpty && found == all)
    }

    @Test func lookingWhatWouldBeForgottenIsNoted() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        #expect(try run(store, ["forget", "fan_3@Model/1"]).events.compactMap { $0.pair?.fanID } == ["fan_3"])
        try #require(RapportBinary.run(["--store", store, "forget", "fan_3@Model/1", "--yes"]).succeeded)
        #expect(try run(store, ["forget", "fan_3@Model/1"]).events.isEmpty)
        #expect(try AccessStore(folder: store).events(fanID: "fan_3", limit: 10).isEmpty)
    }

    /// Rather no answer than one that leaves no trace.
    @Test func withoutAnAuditACommandShowsNothing() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        try folder.write(
            "no database, but long enough to be taken for one: \(String(repeating: "x", count: 4096))",
            to: "store/access.sqlite")
        for arguments in [
            ["search", "roses"], ["similar", "fan_3@Model/1"], ["suggest", "do you sail?"],
            ["sql", "SELECT fan_id FROM pairs"], ["forget", "fan_3@Model/1"],
            ["export", "features", "--out", folder.file("f.csv").path],
            ["export", "embeddings", "--out", folder.file("f.csv").path],
        ] {
            let output = try RapportBinary.run(["--store", store] + arguments)
            #expect(!output.succeeded && output.text.isEmpty)
            #expect(output.errorText.contains("access.sqlite"), "\(output.errorText)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file("f.csv").path))
    }

    /// The first to note something makes the file; who comes at the same moment must not empty it, nor be refused.
    @Test func manyCommandsAtOnceMakeOneAudit() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        for round in 0..<5 {
            for file in try FileManager.default.contentsOfDirectory(atPath: store) where file.hasPrefix("access.") {
                try FileManager.default.removeItem(atPath: "\(store)/\(file)")
            }
            let commands = try (0..<6).map { _ in
                try RapportBinary.start(["--store", store, "sql", "SELECT fan_id FROM pairs WHERE fan_id = 'fan_1'"])
            }
            for command in commands {
                let output = try command.wait()
                #expect(output.succeeded, "round \(round): \(output.errorText)")
            }
            let events = try AccessStore(folder: store).events(fanID: "fan_1", limit: 100)
            #expect(events.count == commands.count, "round \(round)")
        }
    }
}
