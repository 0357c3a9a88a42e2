import Foundation
import RapportCore
import RapportServer
import Store
import TestSupport
import Testing

/// What a token for one model gets to see of a store that holds another.
@Suite struct LimitedTokenTests {
    /// A second model with a fan whom nobody of the first may see.
    static let otherRows = (0..<4).map { row in
        "Chatter2,Other,\"my zebra has an umbrella, part \(row)\",\"a zebra umbrella, how \(row) odd\",0,False,"
            + "hidden_fan,2025-04-12T0\(row):00:00,0,0"
    }

    /// A request for each route that such a token may ask, which leaves a trace in the answer where the route leaks.
    private static let requests: [String: [(path: String, body: String?)]] = [
        "GET /v1/health": [("/v1/health", nil)],
        "GET /v1/models": [("/v1/models", nil)],
        "POST /v1/suggest": [
            ("/v1/suggest", #"{"text": "my zebra has an umbrella"}"#),
            ("/v1/suggest", #"{"text": "my zebra has an umbrella", "model": "Model/1", "fan": "fan_1"}"#),
            ("/v1/suggest", #"{"text": "my zebra has an umbrella", "where": "model = 'Other' or model is null"}"#),
        ],
        "POST /v1/search": ["semantic", "keyword", "hybrid"].flatMap { mode in
            ["turns", "stages", "conversations"].map { collection in
                (
                    "/v1/search",
                    #"{"text": "my zebra has an umbrella", "k": 10, "mode": "\#(mode)", "collection": "\#(collection)"}"#
                )
            }
        },
        "GET /v1/fans": [("/v1/fans?limit=1000", nil), ("/v1/fans?q=hidden", nil)],
        "GET /v1/models/{model}/fans/{fan}": [("/v1/models/Model%2F1/fans/fan_1", nil)],
        "GET /v1/models/{model}/fans/{fan}/conversations": [("/v1/models/Model%2F1/fans/fan_1/conversations", nil)],
        "GET /v1/models/{model}/fans/{fan}/similar": [("/v1/models/Model%2F1/fans/fan_1/similar?k=50", nil)],
        // Rows 77 to 80 are the other model's.
        "GET /v1/models/{model}/fans/{fan}/evidence": [
            ("/v1/models/Model%2F1/fans/fan_1/evidence?row=77&row=78&row=79&row=80&row=29", nil)
        ],
        "POST /v1/feedback": [("/v1/feedback", #"{"suggestion_id": "0123456789abcdef", "action": "copied"}"#)],
        "GET /v1/session": [("/v1/session", nil)],
    ]
    /// Routes that say nothing of the store.
    private static let silent: Set<String> = [
        "GET /v1/health/live", "GET /v1/health/ready", "POST /v1/session", "DELETE /v1/session",
    ]

    /// A new route that such a token may ask fails here until somebody says what it must not show.
    @Test func noRouteShowsAnythingOfAnotherModel() async throws {
        let (tokens, before) = TestTokens.everybody()
        var settings = ServerSettings()
        settings.requestsPerSecond = 1_000
        var alone: [String: Data] = [:]
        // What the store says where the other model is not there: the same, to the byte, but for what is random.
        try await LocalServer.with(settings: settings, before: before) { server in
            for path in ["/v1/health", "/v1/models", "/v1/fans?limit=1000"] {
                alone[path] = try await server.send("GET", path, headers: tokens.headers("limited analyst")).body
            }
        }
        try await LocalServer.with(extraRows: Self.otherRows, settings: settings, before: before) { server in
            for name in ["limited analyst", "chatter"] {
                let headers = TestTokens.json(tokens.headers(name))
                for route in server.routeNames where route.contains(" /v1/") || route == "GET /metrics" {
                    if Self.silent.contains(route) { continue }
                    guard let requests = Self.requests[route] else {
                        let status = try await Self.ask(route, server, headers)
                        #expect(status == 403, "say in this test what \(route) may show to \(name): \(status)")
                        continue
                    }
                    for (path, body) in requests {
                        let answer = try await server.send(
                            String(route.prefix { $0 != " " }), path, body: body.map { Data($0.utf8) }, headers: headers
                        )
                        #expect(answer.status == (path == "/v1/feedback" ? 404 : 200), "\(path): \(answer.text)")
                        for word in ["hidden_fan", "Other", "zebra umbrella", "Chatter2"] {
                            #expect(!answer.text.contains(word), "\(path) as \(name): \(answer.text)")
                        }
                        if let alone = alone[path] { #expect(answer.body == alone, "\(path) as \(name)") }
                    }
                }
            }
            // All of it is there to be seen, for whoever may.
            let all = tokens.headers("analyst")
            #expect(try await server.send("GET", "/v1/fans?q=hidden", headers: all).text.contains("hidden_fan"))
            let card = try await server.send("GET", "/v1/models/Other/fans/hidden_fan", headers: all)
            #expect(card.status == 200 && (card.json["risk"] as? [String: Any])?["messages_read"] as? Int == 4)
            let health = try await server.send("GET", "/v1/health", headers: all)
            #expect(health.body != alone["/v1/health"] && health.json["pairs"] as? Int == 20)
        }
    }

    /// Sends a request that fits a route.
    private static func ask(_ route: String, _ server: LocalServer, _ headers: [String: String]) async throws -> Int {
        let parts = route.split(separator: " ")
        let path = String(parts[1]).replacing("{id}", with: "1").replacing("{run}", with: "1")
            .replacing("{notebook}", with: "none").replacing("{picture}", with: "none")
        return try await server.send(
            String(parts[0]), path, body: parts[0] == "POST" ? Data("{}".utf8) : nil, headers: headers
        ).status
    }

    @Test func whatATokenMayNotSeeTakesNoPlaceAway() async throws {
        let (tokens, before) = TestTokens.everybody()
        try await LocalServer.with(extraRows: Self.otherRows, before: before) { server in
            let headers = TestTokens.json(tokens.headers("chatter"))
            let found = try await server.send(
                "POST", "/v1/search", body: Data(#"{"text": "my zebra has an umbrella", "k": 10}"#.utf8),
                headers: headers)
            #expect((found.json["hits"] as? [Any])?.count == 10)
            for path in [
                "/v1/models/Other/fans/hidden_fan", "/v1/models/Other/fans/hidden_fan/conversations",
                "/v1/models/Other/fans/hidden_fan/similar", "/v1/models/Other/fans/hidden_fan/evidence?row=77",
                "/v1/models/Nobody/fans/nobody", "/v1/fans?model=Other",
                "/v1/models/Model%2F1/fans/fan_1/similar?also=hidden_fan@Other",
                "/v1/models/Model%2F1/fans/fan_1/similar?unlike=hidden_fan@Other",
                "/v1/models/Model%2F1/fans/fan_1/similar?model=Other",
            ] {
                #expect(try await server.send("GET", path, headers: headers).status == 403, "\(path)")
            }
            for path in ["/v1/search", "/v1/suggest"] {
                let body = Data(#"{"text": "hello", "model": "Other"}"#.utf8)
                #expect(try await server.send("POST", path, body: body, headers: headers).status == 403)
            }
        }
    }
}
