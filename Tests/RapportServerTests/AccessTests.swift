import Foundation
import RapportCore
import RapportServer
import Store
import TestSupport
import Testing

/// Who may ask what.
@Suite struct AccessTests {
    /// What each route lets a chatter, an analyst and an admin do, and whether a token for some models may ask at all. A
    /// second list on purpose: a new route has to be thought about here as well.
    private static let expected: [String: (chatter: Bool, analyst: Bool, limited: Bool)] = [
        "GET /v1/health": (true, true, true), "GET /metrics": (false, true, false),
        "GET /v1/models": (true, true, true), "POST /v1/suggest": (true, true, true),
        "POST /v1/feedback": (true, true, true), "POST /v1/search": (true, true, true),
        "GET /v1/fans": (true, true, true), "GET /v1/models/{model}/fans/{fan}": (true, true, true),
        "GET /v1/models/{model}/fans/{fan}/conversations": (true, true, true),
        "GET /v1/models/{model}/fans/{fan}/similar": (true, true, true),
        "GET /v1/models/{model}/fans/{fan}/evidence": (true, true, true),
        "GET /v1/runs/{run}/clusters": (false, true, false), "GET /v1/runs/{run}/points": (true, true, false),
        "GET /v1/notebooks": (false, true, false), "GET /v1/notebooks/{notebook}": (false, true, false),
        "GET /v1/notebooks/{notebook}/pictures/{picture}": (false, true, false),
        "GET /v1/indexes": (false, true, false), "GET /v1/indexes/recall": (false, true, false),
        "GET /v1/ingests/last": (false, true, false),
        "GET /v1/runs": (true, true, false), "GET /v1/stats": (false, true, false),
        "GET /v1/stats/llm": (false, true, false), "GET /v1/stats/suggestions": (false, true, false),
        "POST /v1/sql": (false, true, false), "POST /v1/uploads": (false, false, false),
        "POST /v1/jobs": (false, false, false), "GET /v1/jobs": (false, false, false),
        "GET /v1/settings": (false, false, false),
        "GET /v1/jobs/{id}": (false, false, false), "POST /v1/jobs/{id}/cancel": (false, false, false),
        "GET /v1/jobs/{id}/events": (false, false, false),
    ]
    private static let open: Set<String> = [
        "GET /v1/health/live", "GET /v1/health/ready", "GET /v1/session", "POST /v1/session", "DELETE /v1/session",
    ]

    /// Sends a request that fits a route; what it answers beyond 401 and 403 does not matter here.
    private static func ask(_ route: String, _ server: LocalServer, _ headers: [String: String]) async throws -> Int {
        let parts = route.split(separator: " ")
        let path = String(parts[1]).replacing("{model}", with: "Model%2F1").replacing("{fan}", with: "fan_1")
            .replacing("{id}", with: "1").replacing("{run}", with: "1").replacing("{notebook}", with: "none")
            .replacing("{picture}", with: "none")
        let body = parts[0] == "POST" ? Data("{}".utf8) : nil
        return try await server.send(String(parts[0]), path, body: body, headers: TestTokens.json(headers)).status
    }

    @Test func everyRouteIsHeldToItsRoles() async throws {
        let (tokens, before) = TestTokens.everybody()
        var settings = ServerSettings()
        // How often one may ask, and be refused, is another test's subject.
        (settings.requestsPerSecond, settings.failedTokensPerSecond) = (1_000, 1_000)
        try await LocalServer.with(settings: settings, before: before) { server in
            let routes = server.routeNames.filter { $0.contains(" /v1/") || $0 == "GET /metrics" }
            #expect(
                routes == Set(Self.expected.keys).union(Self.open), "classify the new route here and in AccessRules")
            for (route, may) in Self.expected {
                for stranger in [
                    [:], tokens.headers("expired"), tokens.headers("revoked"), ["Authorization": "Bearer x"],
                ] {
                    #expect(try await Self.ask(route, server, stranger) == 401, "\(route)")
                }
                let cases = [
                    ("chatter", may.chatter && may.limited), ("analyst", may.analyst),
                    ("limited analyst", may.analyst && may.limited), ("admin", true),
                ]
                for (name, isAllowed) in cases {
                    let status = try await Self.ask(route, server, tokens.headers(name))
                    #expect((status != 403 && status != 401) == isAllowed, "\(route) as \(name): \(status)")
                }
            }
            for route in Self.open {
                let status = try await Self.ask(route, server, [:])
                #expect(route == "GET /v1/session" ? status == 401 : status != 403, "\(route): \(status)")
            }
        }
    }

    @Test func theFirstTokenLocksAServerThatRuns() async throws {
        try await LocalServer.with { server in
            #expect(try await server.send("GET", "/v1/stats").status == 200)
            let tokens = TestTokens()
            try tokens.make("admin", .admin, in: AccessStore(folder: server.workspace.store.folder))
            let refused = try await server.send("GET", "/v1/stats")
            #expect(refused.status == 401 && refused.headers["www-authenticate"] == "Bearer")
            #expect(try await server.send("GET", "/v1/stats", headers: tokens.headers("admin")).status == 200)
        }
    }

    @Test func aRevokedTokenIsRefusedAtOnce() async throws {
        let (tokens, before) = TestTokens.everybody()
        try await LocalServer.with(before: before) { server in
            #expect(try await server.send("GET", "/v1/stats", headers: tokens.headers("analyst")).status == 200)
            let access = try AccessStore(folder: server.workspace.store.folder)
            #expect(try access.revoke(tokens.id("analyst"), at: LocalServer.now))
            #expect(try await server.send("GET", "/v1/stats", headers: tokens.headers("analyst")).status == 401)
        }
    }

    @Test func aBrowserSignsInWithACookieThatScriptsCannotRead() async throws {
        let (tokens, before) = TestTokens.everybody()
        try await LocalServer.with(before: before) { server in
            let token = tokens.headers("chatter")["Authorization"]?.dropFirst("Bearer ".count)
            let signedIn = try await server.post("/v1/session", ["token": String(token ?? "")])
            #expect(signedIn.status == 200)
            #expect(signedIn.json["role"] as? String == "chatter")
            let cookie = try #require(signedIn.headers["set-cookie"])
            for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="] { #expect(cookie.contains(part)) }
            let csrf = try #require(signedIn.json["csrf"] as? String)
            let sent = ["Cookie": "other=1; " + cookie.prefix { $0 != ";" }]
            #expect(try await server.send("GET", "/v1/models", headers: sent).status == 200)
            #expect(try await server.send("GET", "/v1/session", headers: sent).json["csrf"] as? String == csrf)
            // Another site's form would bring the cookie, were it not for SameSite; it cannot bring this.
            let body = Data("{\"text\": \"hello\"}".utf8)
            for (field, status) in [(nil, 403), ("wrong", 403), (csrf, 200)] {
                var headers = TestTokens.json(sent)
                headers["X-CSRF-Token"] = field
                let answer = try await server.send("POST", "/v1/search", body: body, headers: headers)
                #expect(answer.status == status, "\(answer.text)")
            }
            #expect(try await server.post("/v1/session", ["token": "rapport_0"]).status == 401)
            #expect(try await server.send("DELETE", "/v1/session", headers: sent).status == 204)
            #expect(try await server.send("GET", "/v1/models", headers: sent).status == 401)
        }
    }

    @Test func pagesOfOtherSitesAreRefused() async throws {
        try await LocalServer.with { server in
            for (origin, status) in [
                ("http://127.0.0.1:\(server.port)", 200), ("http://127.0.0.1:\(server.port + 1)", 403),
                ("http://localhost:\(server.port)", 403), ("http://evil.example", 403), ("null", 403),
                // The same name and port, but another scheme: not this server.
                ("https://127.0.0.1:\(server.port)", 403), ("127.0.0.1:\(server.port)", 403),
                ("ftp://127.0.0.1:\(server.port)", 403), ("http://127.0.0.1:\(server.port)0", 403),
                ("http://127.0.0.1", 403), ("http://127.0.0.1:\(server.port)/", 403),
            ] {
                let answer = try await server.send(
                    "POST", "/v1/search", body: Data("{\"text\": \"hello\"}".utf8),
                    headers: TestTokens.json(["Origin": origin]))
                #expect(answer.status == status, "\(origin)")
            }
        }
    }
}
