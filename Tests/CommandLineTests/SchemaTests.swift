import Foundation
import TestSupport
import Testing

/// What the commands print is what `schemas/` promises.
@Suite struct SchemaTests {
    @Test func everyJSONOutputSatisfiesItsSchema() throws {
        let folder = try TemporaryFolder()
        let log = folder.file("logs.csv").path
        let commands: [(schema: String, arguments: [String])] = [
            ("synth", ["synth", "--fans", "8", "--models", "3", "--out", log]),
            ("ingest", ["ingest", log]), ("embed", ["embed"]), ("stats", ["stats"]), ("check", ["check", "--deep"]),
            ("export", ["export", "features", "--out", folder.file("features.csv").path]),
            ("search", ["search", "hello there", "--min-success-rate", "0.1"]),
            ("search", ["search", "hello there", "--mode", "hybrid", "--collection", "stages"]),
            ("suggest", ["suggest", "hey you, how was your day?"]),
            ("suggest", ["suggest", "can we meet? i am in town", "--chatter", "Chatter1"]),
            ("suggestion-stats", ["stats", "--suggestions"]),
            ("backup", ["backup", folder.file("backup").path]), ("compact", ["compact", "--budget-seconds", "600"]),
            ("restore", ["restore", folder.file("backup").path]),
        ]
        for (index, command) in commands.enumerated() {
            let output = try RapportBinary.run(["--store", folder.file("store").path] + command.arguments + ["--json"])
            try #require(output.succeeded, "\(command.arguments): \(output.errorText)")
            try folder.write(output.standardOutput, to: "\(index).\(command.schema).json")
        }
        let pair = try SyntheticPair.first(in: log)
        let forgotten = try RapportBinary.run(
            ["--store", folder.file("store").path, "forget", pair, "--yes", "--json"])
        try #require(forgotten.succeeded, "\(forgotten.errorText)")
        try folder.write(forgotten.standardOutput, to: "99.forget.json")
        try FileManager.default.copyItem(
            at: folder.file("backup/manifest.json"), to: folder.file("99.backup-manifest.json"))
        try PythonTools.run(
            code: """
                import json, pathlib, sys, jsonschema
                schemas, outputs = map(pathlib.Path, sys.argv[1:])
                files = sorted(outputs.glob("*.json"))
                assert len(files) == 16, files
                for file in files:
                    schema = json.loads((schemas / f"{file.name.split('.')[1]}.schema.json").read_text())
                    jsonschema.Draft202012Validator.check_schema(schema)
                    jsonschema.Draft202012Validator(schema).validate(json.loads(file.read_text()))
                """, arguments: [RepositoryRoot.url.appendingPathComponent("schemas").path, folder.url.path])
    }
}
