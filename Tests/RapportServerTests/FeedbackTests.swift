import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Suggestions are kept as shown, and feedback on them counts.
@Suite struct FeedbackTests {
    @Test func feedbackOnWhatWasSuggestedShowsInTheStatistics() async throws {
        let server = try ServedStore()
        let answer = try await server.post(
            "/v1/suggest", ["text": "do you like sailing?", "model": "Model/1", "fan": "fan_1", "chatter": "Chatter7"])
        let suggestions = answer.json["suggestions"] as? [[String: Any]] ?? []
        let id = try #require(suggestions.first?["suggestion_id"] as? String)
        for _ in 0..<2 {
            let kept = try await server.post(
                "/v1/feedback", ["suggestion_id": id, "action": "copied", "chatter": "Chatter7"])
            #expect(kept.status == 204 && kept.body.isEmpty)
        }
        let output = try RapportBinary.run(
            ["--store", server.folder.file("store").path, "stats", "--suggestions", "--json"])
        let statistics = try #require(
            try JSONSerialization.jsonObject(with: output.standardOutput) as? [String: Any])
        let total = try #require(statistics["total"] as? [String: Any])
        #expect(total["shown"] as? Int == suggestions.count && total["copied"] as? Int == 1)
        let chatters = statistics["by_chatter"] as? [[String: Any]] ?? []
        #expect(chatters.map { $0["name"] as? String } == ["Chatter7"])
        let types = statistics["by_fan_type"] as? [[String: Any]] ?? []
        // fan_1 is the eighth fan, who bought nothing.
        #expect(types.map { $0["name"] as? String } == ["no_spend"])
    }

    /// What a key was sent with is known after a restart too.
    @Test func aKeyCountsOnceWhateverHappensToTheServer() async throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        let first = try ServedStore(in: folder)
        let answer = try await first.post("/v1/suggest", ["text": "do you like sailing?"])
        let suggestions = answer.json["suggestions"] as? [[String: Any]] ?? []
        let ids = suggestions.compactMap { $0["suggestion_id"] as? String }
        try #require(ids.count == 3)
        func body(_ id: String) -> String { #"{"suggestion_id": "\#(id)", "action": "sent"}"# }
        #expect(try await first.post("/v1/feedback", body(ids[0]), key: "one").status == 204)
        // One that failed may be tried again.
        #expect(try await first.post("/v1/feedback", body("0123456789abcdef"), key: "two").status == 404)
        first.process.send(SIGKILL)
        try first.process.wait(timeoutSeconds: 60)
        let second = try ServedStore(in: folder)
        #expect(try await second.post("/v1/feedback", body(ids[0]), key: "one").status == 204)
        let other = try await second.post("/v1/feedback", body(ids[1]), key: "one")
        #expect(other.status == 422 && other.text.contains("Idempotency-Key"))
        #expect(try await second.post("/v1/feedback", body(ids[1]), key: "two").status == 204)
        let output = try RapportBinary.run(["--store", store, "stats", "--suggestions", "--json"])
        let statistics = try JSONSerialization.jsonObject(with: output.standardOutput) as? [String: Any]
        #expect((statistics?["total"] as? [String: Any])?["sent"] as? Int == 2)
    }

    /// With tokens nobody speaks for another: the token says who it was.
    @Test func whoHasATokenIsTheChatter() async throws {
        let tokens = TestTokens()
        let before: (AccessStore) throws -> Void = { access in
            try tokens.make("Anna", .chatter, models: ["Model/1"], in: access)
            try tokens.make("analyst", .analyst, in: access)
        }
        try await LocalServer.with(before: before) { server in
            let headers = TestTokens.json(tokens.headers("Anna"))
            for claim in [#""#, #", "chatter": "Bob""#] {
                let answer = try await server.send(
                    "POST", "/v1/suggest", body: Data(#"{"text": "do you like sailing?"\#(claim)}"#.utf8),
                    headers: headers)
                let shown = answer.json["suggestions"] as? [[String: Any]] ?? []
                let id = try #require(shown.first?["suggestion_id"] as? String)
                let kept = try await server.send(
                    "POST", "/v1/feedback", body: Data(#"{"suggestion_id": "\#(id)", "action": "sent"\#(claim)}"#.utf8),
                    headers: headers)
                #expect(kept.status == 204)
            }
            let statistics = try await server.send("GET", "/v1/stats/suggestions", headers: tokens.headers("analyst"))
            let chatters = statistics.json["by_chatter"] as? [[String: Any]] ?? []
            #expect(chatters.map { $0["name"] as? String } == ["Anna"], "\(statistics.text)")
            #expect(chatters.first?["sent"] as? Int == 2)
        }
    }

    @Test func mistakesInFeedbackAreProblemDocuments() async throws {
        let server = try ServedStore()
        let cases: [(status: Int, body: [String: any Sendable])] = [
            (404, ["suggestion_id": "0123456789abcdef", "action": "copied"]),
            (400, ["suggestion_id": "0123456789abcdef", "action": "loved"]), (400, ["action": "copied"]),
        ]
        for (status, body) in cases {
            let answer = try await server.post("/v1/feedback", body)
            #expect(answer.status == status)
            #expect(answer.headers["content-type"] == "application/problem+json")
        }
    }
}
