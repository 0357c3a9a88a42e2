import Foundation
import RapportCore
import RapportServer
import Store
import Synchronization
import TestSupport
import Testing

/// Who may ask what.
@Suite struct AccessTests {
    /// A second model with a fan whom nobody of the first may see.
    private static let otherRows = (0..<4).map { row in
        "Chatter2,Other,\"my zebra has an umbrella, part \(row)\",\"a zebra umbrella, how \(row) odd\",0,False,"
            + "hidden_fan,2025-04-12T0\(row):00:00,0,0"
    }

    /// What each route lets a chatter, an analyst and an admin do, and whether a token for some models may ask at all. A
    /// second list on purpose: a new route has to be thought about here as well.
    private static let expected: [String: (chatter: Bool, analyst: Bool, limited: Bool)] = [
        "GET /v1/health": (true, true, true), "GET /metrics": (false, true, true),
        "GET /v1/models": (true, true, true), "POST /v1/suggest": (true, true, true),
        "POST /v1/feedback": (true, true, true), "POST /v1/search": (true, true, true),
        "GET /v1/fans": (true, true, true), "GET /v1/models/{model}/fans/{fan}": (true, true, true),
        "GET /v1/models/{model}/fans/{fan}/conversations": (true, true, true),
        "GET /v1/models/{model}/fans/{fan}/similar": (true, true, true),
        "GET /v1/models/{model}/fans/{fan}/evidence": (true, true, true),
        "GET /v1/runs/{run}/clusters": (false, true, false), "GET /v1/runs/{run}/points": (true, true, false),
        "GET /v1/notebooks": (false, true, false), "GET /v1/notebooks/{notebook}": (false, true, false),
        "GET /v1/notebooks/{notebook}/pictures/{picture}": (false, true, false),
        "GET /v1/indexes": (false, true, true), "GET /v1/indexes/recall": (false, true, true),
        "GET /v1/ingests/last": (false, true, true),
        "GET /v1/runs": (true, true, false), "GET /v1/stats": (false, true, false),
        "GET /v1/stats/llm": (false, true, false), "GET /v1/stats/suggestions": (false, true, false),
        "POST /v1/sql": (false, true, false), "POST /v1/uploads": (false, false, false),
        "POST /v1/jobs": (false, false, false), "GET /v1/jobs": (false, false, false),
        "GET /v1/jobs/{id}": (false, false, false), "DELETE /v1/jobs/{id}": (false, false, false),
        "GET /v1/jobs/{id}/events": (false, false, false),
    ]
    private static let open: Set<String> = [
        "GET /v1/health/live", "GET /v1/health/ready", "GET /v1/session", "POST /v1/session", "DELETE /v1/session",
    ]

    private final class Tokens: Sendable {
        private let secrets = Mutex<[String: (id: Int64, text: String)]>([:])

        func make(_ name: String, _ role: AccessRole, models: [String]? = nil, days: Int64 = 1, in access: AccessStore)
            throws
        {
            let expiry = Timestamp(nanoseconds: LocalServer.now.nanoseconds + days * 86_400_000_000_000)
            let made = try access.makeToken(
                name: name, role: role, models: models, expiresAt: expiry, now: LocalServer.now)
            secrets.withLock { $0[name] = (made.token.id, made.secret.text) }
        }

        func id(_ name: String) -> Int64 { secrets.withLock { $0[name]?.id ?? 0 } }

        func headers(_ name: String, _ more: [String: String] = [:]) -> [String: String] {
            more.merging(["Authorization": "Bearer \(secrets.withLock { $0[name]?.text ?? "" })"]) { $1 }
        }
    }

    private static func everybody() -> (Tokens, @Sendable (AccessStore) throws -> Void) {
        let tokens = Tokens()
        return (
            tokens,
            { access in
                try tokens.make("chatter", .chatter, models: ["Model/1"], in: access)
                try tokens.make("analyst", .analyst, in: access)
                try tokens.make("limited analyst", .analyst, models: ["Model/1"], in: access)
                try tokens.make("admin", .admin, in: access)
                try tokens.make("expired", .admin, days: 0, in: access)
                try tokens.make("revoked", .admin, in: access)
                _ = try access.revoke(tokens.id("revoked"), at: LocalServer.now)
            }
        )
    }

    private static func json(_ headers: [String: String]) -> [String: String] {
        headers.merging(["Content-Type": "application/json"]) { $1 }
    }

    /// Sends a request that fits a route; what it answers beyond 401 and 403 does not matter here.
    private static func ask(_ route: String, _ server: LocalServer, _ headers: [String: String]) async throws -> Int {
        let parts = route.split(separator: " ")
        let path = String(parts[1]).replacing("{model}", with: "Model%2F1").replacing("{fan}", with: "fan_1")
            .replacing("{id}", with: "1").replacing("{run}", with: "1").replacing("{notebook}", with: "none")
            .replacing("{picture}", with: "none")
        let body = parts[0] == "POST" ? Data("{}".utf8) : nil
        return try await server.send(String(parts[0]), path, body: body, headers: json(headers)).status
    }

    @Test func everyRouteIsHeldToItsRoles() async throws {
        let (tokens, before) = Self.everybody()
        try await LocalServer.with(before: before) { server in
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

    @Test func aChattersTokenSeesItsModelsAlone() async throws {
        let (tokens, before) = Self.everybody()
        try await LocalServer.with(extraRows: Self.otherRows, before: before) { server in
            let headers = Self.json(tokens.headers("chatter"))
            func post(_ path: String, _ object: [String: any Sendable]) async throws -> Answer {
                try await server.send(
                    "POST", path, body: JSONSerialization.data(withJSONObject: object), headers: headers)
            }
            let message = "my zebra has an umbrella"
            var answers = [
                try await post("/v1/suggest", ["text": message]),
                try await post("/v1/search", ["text": message, "k": 10, "mode": "semantic"]),
                try await post("/v1/search", ["text": message, "k": 10, "mode": "keyword"]),
                try await post("/v1/search", ["text": message, "k": 10, "mode": "hybrid", "collection": "stages"]),
                // A filter of one's own cannot widen what a token sees.
                try await post("/v1/search", ["text": message, "where": "model = 'Other' or model is null"]),
            ]
            for path in [
                "/v1/models", "/v1/fans", "/v1/fans?q=hidden", "/v1/models/Model%2F1/fans/fan_1",
                "/v1/models/Model%2F1/fans/fan_1/similar?k=50",
            ] {
                answers.append(try await server.send("GET", path, headers: headers))
            }
            for answer in answers {
                #expect(answer.status == 200, "\(answer.text)")
                #expect(!answer.text.contains("hidden_fan") && !answer.text.contains("Other"), "\(answer.text)")
                #expect(!answer.text.contains("zebra umbrella"))
            }
            // What may not be seen takes no place away.
            #expect((answers[1].json["hits"] as? [Any])?.count == 10)
            for path in [
                "/v1/models/Other/fans/hidden_fan", "/v1/models/Other/fans/hidden_fan/conversations",
                "/v1/models/Other/fans/hidden_fan/similar", "/v1/models/Nobody/fans/nobody", "/v1/fans?model=Other",
                "/v1/models/Model%2F1/fans/fan_1/similar?also=hidden_fan@Other",
                "/v1/models/Model%2F1/fans/fan_1/similar?unlike=hidden_fan@Other",
                "/v1/models/Model%2F1/fans/fan_1/similar?model=Other",
            ] {
                #expect(try await server.send("GET", path, headers: headers).status == 403, "\(path)")
            }
            #expect(try await post("/v1/search", ["text": message, "model": "Other"]).status == 403)
            #expect(try await post("/v1/suggest", ["text": message, "model": "Other"]).status == 403)
            let all = try await server.send(
                "GET", "/v1/models/Other/fans/hidden_fan", headers: tokens.headers("analyst"))
            #expect(all.status == 200)
        }
    }

    @Test func theFirstTokenLocksAServerThatRuns() async throws {
        try await LocalServer.with { server in
            #expect(try await server.send("GET", "/v1/stats").status == 200)
            let tokens = Tokens()
            try tokens.make("admin", .admin, in: AccessStore(folder: server.workspace.store.folder))
            let refused = try await server.send("GET", "/v1/stats")
            #expect(refused.status == 401 && refused.headers["www-authenticate"] == "Bearer")
            #expect(try await server.send("GET", "/v1/stats", headers: tokens.headers("admin")).status == 200)
        }
    }

    @Test func aRevokedTokenIsRefusedAtOnce() async throws {
        let (tokens, before) = Self.everybody()
        try await LocalServer.with(before: before) { server in
            #expect(try await server.send("GET", "/v1/stats", headers: tokens.headers("analyst")).status == 200)
            let access = try AccessStore(folder: server.workspace.store.folder)
            #expect(try access.revoke(tokens.id("analyst"), at: LocalServer.now))
            #expect(try await server.send("GET", "/v1/stats", headers: tokens.headers("analyst")).status == 401)
        }
    }

    @Test func aBrowserSignsInWithACookieThatScriptsCannotRead() async throws {
        let (tokens, before) = Self.everybody()
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
                var headers = Self.json(sent)
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
            ] {
                let answer = try await server.send(
                    "POST", "/v1/search", body: Data("{\"text\": \"hello\"}".utf8),
                    headers: Self.json(["Origin": origin]))
                #expect(answer.status == status, "\(origin)")
            }
        }
    }

    @Test func aTokenThatAsksTooOftenWaits() async throws {
        let (tokens, before) = Self.everybody()
        var settings = ServerSettings()
        settings.requestsPerSecond = 1
        try await LocalServer.with(settings: settings, before: before) { server in
            var statuses: [Int] = []
            for _ in 0..<40 {
                let answer = try await server.send("GET", "/v1/models", headers: tokens.headers("chatter"))
                statuses.append(answer.status)
                if answer.status == 429 {
                    #expect(answer.headers["retry-after"] == "1")
                    break
                }
            }
            #expect(statuses.first == 200 && statuses.last == 429)
            // The others are not held to it.
            #expect(try await server.send("GET", "/v1/models", headers: tokens.headers("admin")).status == 200)
        }
    }
}
