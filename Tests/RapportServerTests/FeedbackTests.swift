import Foundation
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
