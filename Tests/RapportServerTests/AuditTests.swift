import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Who read what of which fan.
@Suite struct AuditTests {
    private func pairs(_ events: [AuditEvent], _ action: String) -> Set<String> {
        Set(events.filter { $0.action == action }.compactMap { $0.pair?.fanID })
    }

    @Test func readingAFanIsNotedWithTheRequest() async throws {
        try await LocalServer.with { server in
            let path = "/v1/models/Model%2F1/fans/fan_3"
            let card = try await server.send("GET", path, headers: ["X-Request-Id": "asked-1"])
            let similar = try await server.send("GET", path + "/similar?k=5")
            let found = try await server.post("/v1/search", ["text": "roses in the garden", "k": 3])
            let suggested = try await server.send(
                "POST", "/v1/suggest",
                body: Data(#"{"text": "hey you, do you sail?", "model": "Model/1", "fan": "fan_2"}"#.utf8),
                headers: ["Content-Type": "application/json", "X-Request-Id": "asked-2"])
            for answer in [card, similar, found, suggested] { #expect(answer.status == 200, "\(answer.text)") }
            let access = try AccessStore(folder: server.workspace.store.folder)
            let events = try access.events(limit: 1_000)
            let read = try #require(events.last)
            #expect(read.action == "GET /v1/models/{model}/fans/{fan}")
            #expect(read.pair == PairID(fanID: "fan_3", modelName: "Model/1"))
            #expect(read.requestID == "asked-1" && read.who == "local")
            func fans(_ answer: Answer, _ list: String) -> Set<String> {
                Set((answer.json[list] as? [[String: Any]] ?? []).compactMap { $0["fan_id"] as? String })
            }
            #expect(!fans(similar, "matches").isEmpty)
            #expect(
                fans(similar, "matches").union(["fan_3"])
                    == pairs(events, "GET /v1/models/{model}/fans/{fan}/similar"))
            #expect(fans(found, "hits") == pairs(events, "POST /v1/search"))
            let concerned = fans(suggested, "conversations").union(["fan_2"])
            #expect(concerned == pairs(events, "POST /v1/suggest"))
            // Each once, and nothing beside them.
            #expect(events.count { $0.requestID == "asked-2" } == concerned.count)
            #expect(try access.events(fanID: "fan_3", modelName: "Nobody", limit: 10).isEmpty)
            #expect(try access.events(since: .init(nanoseconds: .max), limit: 10).isEmpty)
        }
    }

    /// Whoever was forgotten is asked for again from an old address; his name must not come back by that.
    @Test func aFanWhomTheStoreDoesNotKnowIsNotNamed() async throws {
        try await LocalServer.with { server in
            let path = "/v1/models/Model%2F1/fans/fan_gone"
            for address in [path, path + "/conversations", path + "/evidence?row=1", path + "/similar"] {
                #expect(try await server.send("GET", address).status == 404, "\(address)")
            }
            let suggested = try await server.post(
                "/v1/suggest", ["text": "hey you, do you sail?", "model": "Model/1", "fan": "fan_gone"])
            #expect(suggested.status == 200, "\(suggested.text)")
            let events = try AccessStore(folder: server.workspace.store.folder).events(limit: 1_000)
            #expect(events.contains { $0.action == "POST /v1/suggest" })
            #expect(!events.contains { $0.pair?.fanID == "fan_gone" })
        }
    }

    /// The audit outlives the person, who is nobody in it then, and in its bytes.
    @Test func ofAForgottenFanAPseudonymIsLeft() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        let access = try AccessStore(folder: store)
        for fan in ["fan_7", "fan_7", "fan_8"] {
            try access.note([
                AuditEvent(
                    at: .init(nanoseconds: 1), who: "local", action: "GET /v1/models/{model}/fans/{fan}",
                    pair: PairID(fanID: fan, modelName: "Model/1"))
            ])
        }
        let forgotten = try RapportBinary.run(["--store", store, "forget", "fan_7@Model/1", "--yes"])
        try #require(forgotten.succeeded, "\(forgotten.errorText)")
        let names = try access.events(limit: 10).compactMap { $0.pair?.fanID }
        #expect(names.count == 3 && names[0] == "fan_8")
        #expect(names[1] == names[2] && names[1].hasPrefix("forgotten-"))
        for file in try FileManager.default.contentsOfDirectory(atPath: store) where file.hasPrefix("access.sqlite") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(store)/\(file)"))
            #expect(bytes.range(of: Data("fan_7".utf8)) == nil, "\(file)")
        }
    }

    @Test func tokensAndTheAuditAreForTheCommandLineToo() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        func run(_ arguments: String...) throws -> ProcessOutput {
            try RapportBinary.run(["--store", store] + arguments)
        }
        let made = try run("token", "create", "Anna, nights", "--role", "chatter", "--model", "Model/1", "--json")
        try #require(made.succeeded, "\(made.errorText)")
        #expect(try run("token", "create", "Root", "--role", "admin").succeeded)
        let unlimited = try run("token", "create", "Cara", "--role", "chatter")
        #expect(!unlimited.succeeded && unlimited.errorText.contains("--all-models"))
        #expect(try run("token", "revoke", "2").succeeded)
        let unknown = try run("token", "revoke", "9")
        #expect(!unknown.succeeded && unknown.errorText.contains("there is no token 9"))
        let list = try run("token", "list", "--json")
        let exported = try run("export", "features", "--out", folder.file("f.csv").path)
        try #require(exported.succeeded, "\(exported.errorText)")
        let audit = try run("audit", "--json")
        for (name, output) in [("made", made), ("list", list), ("audit", audit)] {
            try #require(output.succeeded, "\(output.errorText)")
            try folder.write(output.standardOutput, to: "\(name).json")
        }
        try PythonTools.run(
            code: """
                import json, pathlib, sys, jsonschema
                schemas, outputs = map(pathlib.Path, sys.argv[1:])
                made, tokens, audit = (json.loads((outputs / f"{n}.json").read_text()) for n in ("made", "list", "audit"))
                token = json.loads((schemas / "token.schema.json").read_text())
                for one in [made, *tokens]:
                    jsonschema.validate(one, token)
                assert "token" in made and all("token" not in one for one in tokens)
                assert [one["state"] for one in tokens] == ["valid", "revoked"]
                assert tokens[0]["models"] == ["Model/1"] and tokens[1]["models"] is None
                jsonschema.validate(audit, json.loads((schemas / "audit.schema.json").read_text()))
                assert all(event["details"] is None for event in audit)
                assert {event["action"] for event in audit} == {"export features"}
                assert {event["who"] for event in audit} == {"command line"}
                assert len({event["fan_id"] for event in audit}) == len(audit) > 10
                """, arguments: [RepositoryRoot.file("schemas").path, folder.url.path])
        // The secret is nowhere in the file.
        let secret = try #require(
            (try JSONSerialization.jsonObject(with: made.standardOutput) as? [String: Any])?["token"] as? String)
        for file in try FileManager.default.contentsOfDirectory(atPath: store) where file.hasPrefix("access.sqlite") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(store)/\(file)"))
            #expect(bytes.range(of: Data(secret.suffix(64).utf8)) == nil)
        }
        let mode = try FileManager.default.attributesOfItem(atPath: "\(store)/access.sqlite")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}
