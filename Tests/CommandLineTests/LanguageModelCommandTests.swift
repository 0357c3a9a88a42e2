import Foundation
import TestSupport
import Testing

/// The commands with a language model on this machine, run as users run them.
@Suite struct LanguageModelCommandTests {
    /// A store with synthetic pairs, and the command line over it.
    private struct Shop {
        let folder: TemporaryFolder
        let log: String

        init(fans: Int = 8, seed: Int = 3) throws {
            folder = try TemporaryFolder()
            log = folder.file("logs.csv").path
            try succeed(["synth", "--fans", "\(fans)", "--models", "3", "--seed", "\(seed)", "--out", log, "--quiet"])
            try succeed(["ingest", log, "--quiet"])
        }

        func run(_ arguments: [String], store: String = "store", _ settings: [String: String] = [:]) throws
            -> ProcessOutput
        {
            try RapportBinary.run(["--store", folder.file(store).path] + arguments, environment: settings)
        }

        @discardableResult
        func succeed(_ arguments: [String], store: String = "store", _ settings: [String: String] = [:]) throws
            -> String
        {
            let output = try run(arguments, store: store, settings)
            try #require(output.succeeded, "\(arguments): \(output.errorText) \(output.text)")
            return String(decoding: output.standardOutput, as: UTF8.self)
        }

        func object(_ arguments: [String], store: String = "store", _ settings: [String: String] = [:]) throws
            -> [String: Any]
        {
            let json = try succeed(arguments + ["--json"], store: store, settings)
            return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        }
    }

    /// One USD for a million tokens, read or written.
    private func settings(_ server: MisbehavingServer, style: String = "openai") -> [String: String] {
        [
            "RAPPORT_LLM_MODEL": "small-model", "RAPPORT_LLM_STYLE": style, "RAPPORT_LLM_BASE_URL": server.baseURL,
            "RAPPORT_LLM_API_KEY": "sk-secret", "RAPPORT_LLM_USD_PER_MILLION_INPUT_TOKENS": "1",
            "RAPPORT_LLM_USD_PER_MILLION_OUTPUT_TOKENS": "1",
        ]
    }

    private func honestServer() throws -> MisbehavingServer {
        try MisbehavingServer { request in
            ProviderDouble.answer(request) { ProfilePromptDouble.json(ProfilePromptDouble($0).honestAnswer()) }
        }
    }

    @Test(arguments: ["openai", "anthropic"])
    func aSecondRunCostsNothingAndTheLedgerSaysSo(style: String) throws {
        let shop = try Shop()
        let server = try honestServer()
        let settings = settings(server, style: style)
        let first = try shop.object(["profile", "--batch", "5"], settings)
        let pairs = try #require(first["pairs"] as? Int)
        #expect(first["source"] as? String == "llm")
        #expect(first["made"] as? Int == pairs)
        let requests = server.requests.count
        #expect(requests >= (pairs + 4) / 5)
        #expect(try shop.object(["profile", "--batch", "5"], settings)["unchanged"] as? Int == pairs)
        #expect(server.requests.count == requests)

        let ledger = try shop.object(["stats", "--llm"], settings)
        let total = try #require(ledger["total"] as? [String: Any])
        #expect(total["calls"] as? Int == requests)
        #expect(total["input_tokens"] as? Int == 20 * requests)
        #expect(ledger["cache_hits"] as? Int == pairs)
        let saving = try #require(ledger["saving"] as? [String: Any])
        #expect((saving["cache_usd"] as? Double ?? 0) > 0)
        #expect((saving["batching_usd"] as? Double ?? 0) > 0)
        let text = try shop.succeed(["stats", "--llm"], settings)
        #expect(text.contains("calls: \(requests) (profile \(requests)), \(requests) answered, 0 failed"))
        #expect(text.contains("cache: \(pairs) pairs without a call"))
        #expect(text.contains("computed so: "))
    }

    @Test func whatTheCommandsPrintSatisfiesItsSchema() throws {
        let shop = try Shop()
        let server = try honestServer()
        let settings = settings(server)
        try shop.succeed(["embed", "--quiet"])
        // So few stages cannot be swept for a number of clusters.
        try shop.succeed(["cluster", "--k", "2", "--quiet"])
        let report = ["report", "--out", shop.folder.file("report").path]
        // The server knows nothing of reports: what it says is refused, and the documents are there all the same.
        for (name, arguments) in [("profile-run", ["profile"]), ("report", report), ("stats-llm", ["stats", "--llm"])] {
            try shop.folder.write(shop.succeed(arguments + ["--json"], settings), to: "\(name).json")
        }
        try PythonTools.run(
            code: """
                import json, pathlib, sys, jsonschema
                schemas, outputs = map(pathlib.Path, sys.argv[1:])
                for name in ["profile-run", "report", "stats-llm"]:
                    schema = json.loads((schemas / f"{name}.schema.json").read_text())
                    jsonschema.Draft202012Validator.check_schema(schema)
                    jsonschema.Draft202012Validator(schema).validate(json.loads((outputs / f"{name}.json").read_text()))
                """, arguments: [RepositoryRoot.url.appendingPathComponent("schemas").path, shop.folder.url.path])
        let asked = server.requests.count
        let used = try shop.object(report, settings)["language_model"] as? [String: Any]
        #expect(used?["model"] as? String == "openai:\(server.host):small-model")
        #expect(((used?["refused"] as? [String: Int])?["unfit"] ?? 0) > 0 && server.requests.count > asked)
        #expect(try shop.object(report + ["--no-llm"], settings)["language_model"] == nil)
        // A key that is missing is no reason to have no report.
        let keyless = try shop.object(report, ["RAPPORT_LLM_MODEL": "m", "RAPPORT_LLM_API_KEY_FILE": "/nonexistent"])
        #expect(keyless["language_model"] == nil)
        #expect("\(keyless["remarks"] ?? "")".contains("no language model was asked: "))
    }

    @Test func aBudgetStopsTheRunAndTheNextOneGoesOn() throws {
        let shop = try Shop(fans: 12)
        let server = try honestServer()
        var settings = settings(server)
        settings["RAPPORT_LLM_CONCURRENCY"] = "1"
        // A call for two pairs is thought to cost 2,000 to 4,000 tokens, and costs 25.
        let stopped = try shop.run(["profile", "--batch", "2", "--budget-usd", "0.0041"], settings)
        #expect(stopped.status == .exited(1))
        let text = String(decoding: stopped.standardOutput, as: UTF8.self)
        #expect(text.contains("pairs left: the LLM budget of 0.0041 USD has no room for another request"))
        let ledger = try shop.object(["stats", "--llm"], settings)
        #expect(((ledger["total"] as? [String: Any])?["cost_usd"] as? Double ?? 1) <= 0.0041)
        let rest = try shop.object(["profile"], settings)
        #expect((rest["made"] as? Int ?? 0) + (rest["unchanged"] as? Int ?? 0) == rest["pairs"] as? Int)
        #expect(try shop.run(["profile", "--budget-usd", "1"], ["RAPPORT_LLM_MODEL": "m"]).status == .exited(1))
        #expect(try shop.run(["profile", "--budget-usd", "nan"], settings).status == .exited(2))
    }

    @Test func aRecordingAnswersWithoutTheModel() throws {
        let shop = try Shop()
        let server = try honestServer()
        let recording = shop.folder.file("recording").path
        // A small window makes other prompts than the usual one would.
        let window = ["RAPPORT_LLM_CONTEXT_TOKENS": "4096"]
        let recorded = try shop.run(
            ["profile"], settings(server).merging(["RAPPORT_LLM_RECORD": recording]) { $1 }.merging(window) { $1 })
        #expect(server.requests.count > 1)
        #expect(recorded.succeeded)
        #expect(recorded.errorText.contains("fans' private messages; keep it as you keep the logs"))
        server.stop()
        try shop.succeed(["ingest", shop.log, "--quiet"], store: "other")
        let replay = window.merging(["RAPPORT_LLM_REPLAY": recording]) { $1 }
        let replayed = try shop.object(["profile"], store: "other", replay)
        #expect(replayed["made"] as? Int == replayed["pairs"] as? Int)
        for store in ["store", "other"] {
            try shop.succeed(["export", "profiles", "--out", shop.folder.file("\(store).jsonl").path], store: store)
        }
        #expect(try profiles(shop, "store") == profiles(shop, "other"))

        let stranger = try Shop(seed: 4)
        let failed = try stranger.run(["profile"], replay)
        #expect(failed.status == .exited(1))
        let text = String(decoding: failed.standardOutput, as: UTF8.self)
        #expect(text.contains("is not in it, so texts, settings or prompts have changed; record anew"))
        #expect(try stranger.run(["profile"], ["RAPPORT_LLM_REPLAY": "/nowhere"]).status == .exited(1))
    }

    /// Without the moment at which they were made.
    private func profiles(_ shop: Shop, _ name: String) throws -> [NSDictionary] {
        try String(contentsOf: shop.folder.file("\(name).jsonl"), encoding: .utf8).split(separator: "\n").map { line in
            var object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            object["made_at"] = nil
            return object as NSDictionary
        }
    }

    @Test func suggestionsAreOnRecordAndReplayedThoughTheirMarkIsRandom() throws {
        let shop = try Shop()
        try shop.succeed(["embed", "--quiet"])
        // So few stages cannot be swept for a number of clusters.
        try shop.succeed(["cluster", "--k", "2", "--quiet"])
        let server = try MisbehavingServer { request in
            ProviderDouble.answer(request) { _ in "aww tell me more about your day" }
        }
        let recording = shop.folder.file("recording").path
        let question = ["suggest", "hey you, how was your day?"]
        let first = try shop.object(
            question, settings(server).merging(["RAPPORT_LLM_RECORD": recording]) { $1 })
        server.stop()
        let second = try shop.object(question, ["RAPPORT_LLM_REPLAY": recording])
        // Each showing of a suggestion has a name of its own, for feedback.
        func suggestions(_ answer: [String: Any]) -> NSArray {
            let all = answer["suggestions"] as? [[String: Any]] ?? []
            return all.map { $0.filter { $0.key != "suggestion_id" } } as NSArray
        }
        #expect(suggestions(first).count > 0)
        #expect(suggestions(first) == suggestions(second))
        let texts = (second["suggestions"] as? [[String: Any]] ?? []).filter { $0["source"] as? String == "llm" }
        #expect(texts.count == 1)
        let purposes = try #require(try shop.object(["stats", "--llm"])["purposes"] as? [String: [String: Any]])
        // Every call of both runs.
        #expect(purposes.mapValues { $0["answered"] as? Int } == ["suggest": 2 * server.requests.count])
    }
}
