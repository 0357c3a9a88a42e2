import Foundation
import TestSupport
import Testing

/// The benchmark as a whole, on few fans.
@Suite struct RetrievalCommandTests {
    private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> ProcessOutput {
        try ChildProcess(
            RapportBinary.product("RapportBench"), arguments: ["retrieval"] + arguments,
            environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }
        ).wait(timeoutSeconds: 600)
    }

    private func validate(_ output: ProcessOutput, _ checks: String) throws {
        try PythonTools.run(
            code: """
                import json, sys, jsonschema
                schema = json.load(open(sys.argv[1]))
                jsonschema.Draft202012Validator.check_schema(schema)
                report = json.load(sys.stdin)
                jsonschema.Draft202012Validator(schema).validate(report)
                \(checks)
                """, arguments: [RepositoryRoot.file("schemas/retrieval-benchmark.schema.json").path],
            input: output.standardOutput)
    }

    @Test func theSameSeedGivesTheSameFiguresAndTheyHoldToTheSchema() throws {
        let folder = try TemporaryFolder()
        let arguments = [
            "--fans", "40", "--days", "7", "--turns", "120", "--json", "--cache", folder.file("vectors.bin").path,
        ]
        let first = try run(arguments)
        try #require(first.succeeded, "\(first.errorText)")
        try validate(
            first,
            """
            assert [c["name"] for c in report["contenders"]] == ["random", "keyword", "hybrid", "vector", "rapport"]
            for contender in report["contenders"]:
                assert contender["answer_hit"]["mean"] <= contender["conversation_hit"]["mean"]
                assert contender["answer_hit"]["low"] <= contender["answer_hit"]["mean"] <= contender["answer_hit"]["high"]
                assert "kind_ndcg" in contender
            assert next(c for c in report["contenders"] if c["name"] == "vector")["gain"]["mean"] == 0
            assert report["suggestions"]["hit_at1"]["mean"] <= report["suggestions"]["hit_at3"]["mean"]
            assert sum(line["turns"] for line in report["next_step"]["lines"]) == report["turns"]
            """)
        let again = try run(arguments)
        #expect(again.standardOutput == first.standardOutput)

        // A model that always says the same writes one suggestion a turn; the chatters' own fill up.
        let server = try MisbehavingServer { request in
            ProviderDouble.answer(request) { _ in "aww tell me more about that" }
        }
        let asked = try run(
            arguments + ["--llm-turns", "5"],
            environment: ["RAPPORT_LLM_MODEL": "m", "RAPPORT_LLM_BASE_URL": server.baseURL])
        try #require(asked.succeeded, "\(asked.errorText)")
        try validate(
            asked,
            """
            model = report["language_model"]
            assert model["turns"] == 5 and model["failed"] == 0
            assert 0 < model["written"] <= 5, model
            assert model["refused"].get("already_sent", 0) > 0, model
            """)
    }

    @Test func logsWithoutTurnsAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            chatter_name,model_name,fan_message,chatter_message,price,purchased,fan_id,datetime,tips,revenue
            Chatter1,Model1,hi,hello,0,false,fan_1,2025-04-09T00:00:00,0,0

            """, to: "logs.csv")
        let output = try run(["--logs", folder.file("logs.csv").path])
        #expect(!output.succeeded && output.errorText.contains("no turns after the cut"))
        #expect(!output.errorText.contains("hello"))
    }
}
