import Foundation
import TestSupport
import Testing

/// What the commands print is what `schemas/` promises.
@Suite struct SchemaTests {
    /// Needs more fans than the others.
    private func compare(in folder: TemporaryFolder) throws {
        let store = folder.file("compared").path
        let (log, truth) = (folder.file("compared.csv").path, folder.file("compared.jsonl").path)
        for arguments in [
            ["synth", "--fans", "60", "--models", "3", "--out", log, "--truth", truth], ["ingest", log],
        ] {
            let output = try RapportBinary.run(["--store", store] + arguments)
            try #require(output.succeeded, "\(arguments): \(output.errorText)")
        }
        let compared = try RapportBinary.run(
            ["--store", store, "compare", "--weights", "0.5", "--truth", truth, "--json"])
        try #require(compared.succeeded, "\(compared.errorText)")
        try folder.write(compared.standardOutput, to: "95.compare.json")
    }

    @Test func everyJSONOutputSatisfiesItsSchema() throws {
        let folder = try TemporaryFolder()
        let log = folder.file("logs.csv").path
        let truth = folder.file("truth.jsonl").path
        let commands: [(schema: String, arguments: [String])] = [
            ("synth", ["synth", "--fans", "8", "--models", "3", "--out", log, "--truth", truth]),
            ("ingest", ["ingest", log]), ("profile-run", ["profile", "--rules"]),
            ("profile-evaluation", ["profile", "--evaluate", truth]), ("embed", ["embed"]), ("stats", ["stats"]),
            ("jobs", ["jobs"]),
            ("cluster", ["cluster", "--k-range", "2..3", "--collection", "turns"]),
            ("cluster", ["cluster", "--k", "2", "--name", "two", "--vector", "profiled"]),
            ("project", ["project"]), ("project", ["project", "--method", "pca", "--dimensions", "3", "--stage", "1"]),
            ("runs", ["cluster", "--list"]), ("runs", ["cluster", "--use", "two"]),
            ("check", ["check", "--deep"]),
            ("export", ["export", "features", "--out", folder.file("features.csv").path]),
            ("search", ["search", "hello there", "--min-success-rate", "0.1"]),
            ("search", ["search", "hello there", "--mode", "hybrid", "--collection", "stages"]),
            ("sql", ["sql", "SELECT *, vector(stage_id), 1.5, NULL FROM stages LIMIT 3"]),
            ("suggest", ["suggest", "hey you, how was your day?"]),
            ("suggest", ["suggest", "can we meet? i am in town", "--chatter", "Chatter1"]),
            ("stats-suggestions", ["stats", "--suggestions"]),
            ("report", ["report", "--all", "--out", folder.file("report").path]),
            ("backup", ["backup", folder.file("backup").path]), ("compact", ["compact", "--budget-seconds", "600"]),
            ("restore", ["restore", folder.file("backup").path]),
        ]
        for (index, command) in commands.enumerated() {
            let output = try RapportBinary.run(["--store", folder.file("store").path] + command.arguments + ["--json"])
            try #require(output.succeeded, "\(command.arguments): \(output.errorText)")
            try folder.write(output.standardOutput, to: "\(index).\(command.schema).json")
        }
        let pair = try SyntheticPair.first(in: log)
        for (number, method) in [(96, "text"), (97, "profiled")] {
            let similar = try RapportBinary.run(
                ["--store", folder.file("store").path, "similar", pair, "--method", method, "--json"])
            try #require(similar.succeeded, "\(similar.errorText)")
            try folder.write(similar.standardOutput, to: "\(number).similar.json")
        }
        let shown = try RapportBinary.run(
            ["--store", folder.file("store").path, "profile", "--show", pair, "--json"])
        try #require(shown.succeeded, "\(shown.errorText)")
        try folder.write(shown.standardOutput, to: "98.profile-show.json")
        let forgotten = try RapportBinary.run(
            ["--store", folder.file("store").path, "forget", pair, "--yes", "--json"])
        try #require(forgotten.succeeded, "\(forgotten.errorText)")
        try folder.write(forgotten.standardOutput, to: "99.forget.json")
        try FileManager.default.copyItem(
            at: folder.file("backup/manifest.json"), to: folder.file("99.backup-manifest.json"))
        try compare(in: folder)
        try PythonTools.run(
            code: """
                import json, pathlib, sys, jsonschema, referencing
                schemas, outputs = map(pathlib.Path, sys.argv[1:])
                files = sorted(outputs.glob("*.json"))
                assert len(files) == 31, files
                all = {path.name: json.loads(path.read_text()) for path in schemas.glob("*.schema.json")}
                registry = referencing.Registry().with_resources(
                    (name, referencing.Resource.from_contents(schema)) for name, schema in all.items())
                for file in files:
                    schema = all[f"{file.name.split('.')[1]}.schema.json"]
                    jsonschema.Draft202012Validator.check_schema(schema)
                    jsonschema.Draft202012Validator(schema, registry=registry).validate(json.loads(file.read_text()))
                """, arguments: [RepositoryRoot.url.appendingPathComponent("schemas").path, folder.url.path])
    }
}
