import Foundation
import TestSupport
import Testing

/// The log says how requests went, and nothing about whom.
@Suite struct RequestLogTests {
    @Test func eachRequestIsOneLineThatQuotesNothing() async throws {
        try await LocalServer.with { server in
            let forged = "secret\u{2028}%0A2025-04-09 info request status=200"
            let encoded = "secretfan%0Aforged%20line"
            let headers = [
                "X-Request-Id": "secret id with blanks", "User-Agent": "secretagent",
                "Content-Type": "application/json",
            ]
            let body = try JSONSerialization.data(withJSONObject: [
                "text": forged, "chatter": "secretchatter", "where": "fan = 'secretfan'",
            ])
            let requests: [(method: String, path: String, body: Data?)] = [
                ("POST", "/v1/suggest", body), ("POST", "/v1/search", body), ("POST", "/v1/feedback", body),
                ("POST", "/v1/suggest", Data("secret".utf8)),
                ("GET", "/v1/models/secretmodel/fans/\(encoded)/similar?where=secretquery&model=secret", nil),
                ("GET", "/v1/secretpath/\(encoded)?q=secretquery", nil), ("DELETE", "/v1/models?secretquery", nil),
            ]
            for (method, path, body) in requests {
                let answer = try await server.send(method, path, body: body, headers: headers)
                #expect(answer.headers["x-request-id"]?.contains("secret") == false)
            }
            let lines = try await server.log.requests(requests.count)
            #expect(lines.count == requests.count)
            for line in lines {
                #expect(Set(line.keys) == ["method", "route", "status", "milliseconds", "request_id"])
                #expect(line["milliseconds"].flatMap(Double.init) ?? -1 >= 0)
                #expect(!line.values.contains { $0.contains { $0.isNewline } })
            }
            #expect(Set(lines.compactMap { $0["request_id"] }).count == requests.count)
            #expect(lines.contains { $0["route"] == "/v1/models/{model}/fans/{fan}/similar" })
            // Every line, of every level, those of the libraries below too.
            for line in server.log.lines {
                let text = "\(line.message) \(line.metadata)".lowercased()
                #expect(!text.contains("secret") && !text.contains("forged"), "\(text)")
            }
        }
    }

    @Test func aSaneRequestIDComesBackInTheAnswerAndInProblems() async throws {
        try await LocalServer.with { server in
            let named = try await server.send("GET", "/v1/nothing", headers: ["X-Request-Id": "Trace-7.b"])
            #expect(named.headers["x-request-id"] == "Trace-7.b" && named.json["instance"] as? String == "Trace-7.b")
            #expect(try await server.log.requests(1).last?["request_id"] == "Trace-7.b")
            for odd in ["fan_1", "a b", String(repeating: "a", count: 65), "é", "<script>", "a\"b", "a;b"] {
                let answer = try await server.send("GET", "/v1/nothing", headers: ["X-Request-Id": odd])
                let id = try #require(answer.headers["x-request-id"])
                #expect(id != odd && !id.isEmpty && answer.json["instance"] as? String == id)
            }
        }
    }
}
