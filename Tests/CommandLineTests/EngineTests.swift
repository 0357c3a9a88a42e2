import Foundation
import TestSupport
import Testing

/// The index in a server elsewhere, from the command line.
@Suite(.serialized) struct EngineTests {
    private struct Hits: Decodable {
        struct Hit: Decodable {
            var id: String
        }
        var hits: [Hit]
    }

    private struct Noted: Decodable {
        var action: String
        var fan: String?

        enum CodingKeys: String, CodingKey {
            case action
            case fan = "fan_id"
        }
    }

    @Test func aStoreMovesToPostgresAndBack() throws {
        let server = try PostgresServer()
        try expectMoves(to: server.url) { server.kill() }
    }

    @Test func aStoreMovesToMilvusAndBack() throws {
        let server = try MilvusServer(.standalone)
        try expectMoves(to: server.url) { server.kill() }
    }

    @Test func aStoreMovesToANewerMilvusAndBack() throws {
        let server = try MilvusServer(.lite)
        try expectMoves(to: server.url) { server.kill() }
    }

    private func expectEverybodyNoted(_ action: String, _ audit: ProcessOutput, fans: ProcessOutput) throws {
        let events = try JSONDecoder().decode([Noted].self, from: audit.standardOutput)
        let noted = Set(events.filter { $0.action == action }.compactMap(\.fan))
        #expect(
            noted.count > 5 && noted == Set(fans.text.split(whereSeparator: \.isNewline).dropFirst().map(String.init)))
    }

    private func expectMoves(to url: String, kill: () -> Void) throws {
        let folder = try TemporaryFolder()
        let log = folder.file("logs.csv").path
        func run(_ arguments: String...) throws -> ProcessOutput {
            try RapportBinary.run(["--store", folder.file("store").path] + arguments)
        }
        func hits(_ arguments: String...) throws -> [String] {
            let output = try RapportBinary.run(
                ["--store", folder.file("store").path, "search", "how was your weekend?", "--json"] + arguments)
            try #require(output.succeeded, "\(output.errorText)")
            return try JSONDecoder().decode(Hits.self, from: output.standardOutput).hits.map(\.id)
        }
        for arguments in [
            ["synth", "--fans", "10", "--models", "3", "--out", log], ["ingest", log], ["profile", "--rules"],
            ["embed"],
        ] {
            let output = try RapportBinary.run(["--store", folder.file("store").path] + arguments)
            try #require(output.succeeded, "\(arguments): \(output.errorText)")
        }

        // Whoever is stopped at whatever moment goes on from there.
        var generator = SeededGenerator(seed: 41)
        for _ in 0..<3 {
            let killed = try RapportBinary.start(["--store", folder.file("store").path, "migrate", "--to", url])
            usleep(UInt32.random(in: 0..<2_000_000, using: &generator))
            killed.send(SIGKILL)
            try killed.wait()
        }
        let moved = try run("migrate", "--to", url, "--json")
        try #require(moved.succeeded, "\(moved.errorText)")
        // The audit has everybody whom it took along.
        try expectEverybodyNoted(
            "migrate", run("audit", "--json"), fans: run("sql", "SELECT DISTINCT fan_id FROM pairs", "--csv"))
        let checked = try run("check", "--deep", "--index", url, "--json")
        try #require(checked.succeeded, "\(checked.text) \(checked.errorText)")
        for (name, output) in [("moved", moved), ("checked", checked)] {
            try folder.write(output.standardOutput, to: "\(name).json")
        }
        try PythonTools.run(
            code: """
                import json, sys, jsonschema
                schema, moved, checked = (json.load(open(path)) for path in sys.argv[1:])
                for answer in (moved, checked):
                    jsonschema.validate(answer, schema)
                    assert set(answer["engine"]) == set(answer["vectors"]) >= {"turns", "stages.profiled"}
                    for counts in answer["engine"].values():
                        assert counts["sqlite"] == counts["engine"] >= counts["compared"] > 0
                assert min(counts["recall_at_10"] for counts in checked["engine"].values()) >= 0.95
                """,
            arguments: [
                RepositoryRoot.file("schemas/check.schema.json").path, folder.file("moved.json").path,
                folder.file("checked.json").path,
            ])

        let own = try hits()
        #expect(own.count == 10)
        #expect(try hits("--index", url) == own)
        #expect(try hits("--index", url, "--model", "Model2") == hits("--model", "Model2"))

        kill()
        let refused = try run("search", "how was your weekend?", "--index", url)
        #expect(refused.status == .exited(1))
        #expect(refused.errorText.contains("cannot be reached"))
        #expect(refused.errorText.split(separator: "\n").count == 1)
        let replaced = try run("search", "how was your weekend?", "--index", url, "--replica")
        #expect(replaced.succeeded)
        #expect(replaced.errorText.contains("the store's own index answers meanwhile"))
        #expect(try run("migrate", "--to", "embedded").succeeded)
    }

    /// Whoever finds the index elsewhere empty takes every fan's name there.
    @Test func loadingAnIndexElsewhereIsNotedBeforeAnythingGoesThere() throws {
        let folder = try TemporaryFolder()
        let store = folder.file("store")
        try FileManager.default.copyItem(at: SampleStore.folder, to: store)
        let server = try PostgresServer()
        func run(_ arguments: String...) throws -> ProcessOutput {
            try RapportBinary.run(["--store", store.path] + arguments)
        }
        let search = ["search", "how was your weekend?", "-k", "2", "--index", server.url]
        func loads() throws -> Int {
            let output = try run("audit", "--limit", "100000", "--json")
            try #require(output.succeeded, "\(output.errorText)")
            let events = try JSONDecoder().decode([Noted].self, from: output.standardOutput)
            return events.count { $0.action == "load the index" }
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: store.path) where name.hasPrefix("access.") {
            try FileManager.default.removeItem(at: store.appendingPathComponent(name))
        }
        let audit = store.appendingPathComponent("access.sqlite")
        try Data(repeating: 0x78, count: 8_192).write(to: audit)
        let refused = try RapportBinary.run(["--store", store.path] + search)
        #expect(!refused.succeeded && refused.errorText.contains("access.sqlite"), "\(refused.errorText)")
        try FileManager.default.removeItem(at: audit)

        let first = try RapportBinary.run(["--store", store.path] + search)
        try #require(first.succeeded, "\(first.errorText)")
        try expectEverybodyNoted(
            "load the index", run("audit", "--limit", "100000", "--json"),
            fans: run("sql", "SELECT DISTINCT fan_id FROM pairs", "--csv"))
        let noted = try loads()
        #expect(try RapportBinary.run(["--store", store.path] + search).succeeded)
        #expect(try loads() == noted, "it is there now")
    }

    /// A server that is away from the start, that takes a question and says nothing, and that has no room.
    @Test func aReplicaSuggestsInPlaceOfAServerThatCannot() throws {
        let sample = try SampleStore.folder
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(at: sample, to: folder.file("store"))
        func suggest(_ arguments: String...) throws -> ProcessOutput {
            try RapportBinary.run(
                ["--store", folder.file("store").path, "suggest", "how was your weekend?", "--json"] + arguments)
        }
        let own = try suggest()
        try #require(own.succeeded, "\(own.errorText)")
        #expect(try !Suggested(own).suggestions.isEmpty)

        let small = try PostgresServer(diskBytes: 4 << 20)
        let proxy = try UnreliableProxy(to: small.socketPath)
        let silent = "postgres://rapport@127.0.0.1:\(proxy.port)/postgres?answer_timeout=1"
        let full = try suggest("--index", small.url, "--replica")
        proxy.set(.stalling(afterBytes: 4_000))
        let stalled = try suggest("--index", silent, "--replica")
        proxy.set(.stalling(afterBytes: 4_000))
        let refused = try suggest("--index", silent)
        #expect(refused.status == .exited(1))
        #expect(refused.errorText.contains("127.0.0.1:\(proxy.port)/postgres did not answer within 1.0 s"))
        small.kill()
        let away = try suggest("--index", small.url, "--replica")
        for (output, reason) in [
            (full, "No space left on device"), (stalled, "did not answer within"), (away, "cannot be reached"),
        ] {
            #expect(output.succeeded, "\(output.errorText)")
            #expect(try Suggested(output) == Suggested(own))
            #expect(output.errorText.contains(reason), "\(output.errorText)")
            #expect(output.errorText.contains("the store's own index answers meanwhile"))
        }
    }

    private struct Suggested: Decodable, Equatable {
        struct Suggestion: Decodable, Equatable {
            var text: String
        }
        var suggestions: [Suggestion]

        init(_ output: ProcessOutput) throws {
            self = try JSONDecoder().decode(Suggested.self, from: output.standardOutput)
        }
    }
}
