import Foundation
import TestSupport
import Testing

/// The index in a PostgreSQL server, from the command line.
@Suite struct EngineTests {
    private struct Hits: Decodable {
        struct Hit: Decodable {
            var id: String
        }
        var hits: [Hit]
    }

    @Test func aStoreMovesToPostgresAndBack() throws {
        let folder = try TemporaryFolder()
        let server = try PostgresServer()
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

        let moved = try run("migrate", "--to", server.url, "--json")
        try #require(moved.succeeded, "\(moved.errorText)")
        let checked = try run("check", "--deep", "--index", server.url, "--json")
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
        #expect(try hits("--index", server.url) == own)
        #expect(try hits("--index", server.url, "--model", "Model2") == hits("--model", "Model2"))

        server.kill()
        let refused = try run("search", "how was your weekend?", "--index", server.url)
        #expect(refused.status == .exited(1))
        #expect(refused.errorText.contains("cannot be reached"))
        #expect(refused.errorText.split(separator: "\n").count == 1)
        let replaced = try run("search", "how was your weekend?", "--index", server.url, "--replica")
        #expect(replaced.succeeded)
        #expect(replaced.errorText.contains("the store's own index answers meanwhile"))
        #expect(try run("migrate", "--to", "embedded").succeeded)
    }
}
