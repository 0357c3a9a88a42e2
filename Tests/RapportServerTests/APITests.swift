import Foundation
import TestSupport
import Testing

@Suite struct APITests {
    /// Made once: a store with vectors takes a moment.
    private static let served = Result { try ServedStore() }
    private var server: ServedStore { get throws { try Self.served.get() } }

    @Test func healthSaysWhatTheStoreHolds() async throws {
        let answer = try await server.send("GET", "/v1/health")
        #expect(answer.status == 200)
        #expect(answer.json["status"] as? String == "ok")
        #expect(answer.json["pairs"] as? Int == 19)
    }

    @Test func suggestGivesDistinctConversationsAndReplies() async throws {
        let answer = try await server.post("/v1/suggest", ["text": "do you like sailing?", "min_success_rate": 0.0])
        #expect(answer.status == 200)
        let conversations = answer.json["conversations"] as? [[String: Any]] ?? []
        let ids = conversations.compactMap { $0["conversation_id"] as? String }
        #expect(ids.count == 5 && Set(ids).count == 5)
        #expect((answer.json["suggestions"] as? [Any])?.isEmpty == false)
        let first = conversations.first?["excerpt"] as? [[String: Any]] ?? []
        #expect(first.contains { ($0["fan"] as? String)?.contains("sailing") == true })
    }

    @Test(arguments: ServedStore.oddNames) func namesOfAnyKindReachTheirPair(name: String) async throws {
        let allowed = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyz0123456789")
        let encoded = try #require(name.addingPercentEncoding(withAllowedCharacters: allowed))
        let answer = try await server.send("GET", "/v1/models/Model%2F1/fans/\(encoded)/similar?k=3")
        #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
        #expect(answer.json["fan_id"] as? String == name)
        let matches = answer.json["matches"] as? [[String: Any]] ?? []
        #expect(matches.count == 3 && !matches.contains { $0["fan_id"] as? String == name })
    }

    @Test func similarTakesExamplesAndConditions() async throws {
        let path = "/v1/models/Model%2F1/fans/fan_1/similar?k=50"
        func fans(_ query: String) async throws -> [String] {
            let answer = try await server.send("GET", path + query)
            #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
            return (answer.json["matches"] as? [[String: Any]] ?? []).compactMap { $0["fan_id"] as? String }
        }
        let all = try await fans("")
        let examples = all.filter { $0.hasPrefix("fan_") }.prefix(2)
        let (also, unlike) = (try #require(examples.first), try #require(examples.last))
        let asked = try await fans("&also=\(also)%40Model%2F1&unlike=\(unlike)%40Model%2F1")
        #expect(Set(asked) == Set(all).subtracting(examples) && also != unlike)
        #expect(try await fans("&stage=1&stage=3&min_revenue=0&active_since=2000-01-01").count == all.count)
        #expect(try await fans("&stage=2").isEmpty)
        #expect(try await fans("&min_revenue=1000000").isEmpty)
        #expect(try await fans("&active_since=2199-01-01T00:00:00").isEmpty)
        for query in [
            "&stage=4", "&stage=x", "&active_since=soon", "&min_revenue=-1", "&profile_weight=0.5",
            "&also=fan_1%40Model%2F1", "&also=nobody", "&k=3",
        ] {
            let answer = try await server.send("GET", path + query)
            #expect(answer.status == 400, "\(query): \(String(decoding: answer.body, as: UTF8.self))")
        }
    }

    @Test func searchKnowsAllModes() async throws {
        for mode in ["semantic", "keyword", "hybrid"] {
            let answer = try await server.post("/v1/search", ["text": "roses", "mode": mode, "k": 4])
            #expect(answer.status == 200)
            #expect((answer.json["hits"] as? [Any])?.isEmpty == false, "\(mode)")
        }
    }

    @Test func mistakesAreProblemDocuments() async throws {
        let json = ["Content-Type": "application/json"]
        let cases: [(status: Int, answer: Answer)] = try await [
            (400, server.send("POST", "/v1/suggest", body: Data("{".utf8), headers: json)),
            (400, server.send("POST", "/v1/suggest", body: Data("{}".utf8), headers: json)),
            (400, server.post("/v1/suggest", ["text": " "])),
            (400, server.post("/v1/suggest", ["text": "hi", "fan": "fan_1"])),
            (400, server.post("/v1/suggest", ["text": "hi", "where": "age > 3"])),
            (400, server.post("/v1/search", ["text": "hi", "k": 0])),
            (400, server.post("/v1/search", ["text": "hi", "mode": "psychic"])),
            (413, server.post("/v1/search", ["text": String(repeating: "a", count: 2_000_000)])),
            (415, server.send("POST", "/v1/suggest", body: Data("{}".utf8), headers: ["Content-Type": "text/plain"])),
            (404, server.send("GET", "/v1/models/Model%2F1/fans/nobody/similar")),
            (404, server.send("GET", "/v1/nothing")),
            (409, server.send("GET", "/v1/models/Model%2F1/fans/fan_1/similar?method=profiled")),
        ]
        for (status, answer) in cases {
            #expect(answer.status == status, "\(String(decoding: answer.body, as: UTF8.self))")
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect((answer.json["detail"] as? String)?.isEmpty == false)
        }
    }

    @Test func otherSitesAreRefused() async throws {
        let foreign = try await server.send("GET", "/v1/health", headers: ["Origin": "https://evil.example"])
        #expect(foreign.status == 403)
        let rebound = try await server.send("GET", "/v1/health", headers: ["Host": "evil.example"])
        #expect(rebound.status == 421)
        let own = try await server.send("GET", "/v1/health", headers: ["Origin": "http://127.0.0.1:\(server.port)"])
        #expect(own.status == 200)
    }

    @Test func thePageLoadsNothingFromElsewhere() async throws {
        for path in ["/", "/style.css", "/page.js"] {
            let answer = try await server.send("GET", path)
            #expect(answer.status == 200)
            #expect(answer.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
            #expect(!String(decoding: answer.body, as: UTF8.self).contains("//cdn"))
        }
    }

    @Test func theServerListensOnLoopbackAlone() async throws {
        let port = String(format: ":%04X", try server.port)
        var listening: [String] = []
        // While other servers come and go the kernel, which hands the table out in pieces, may leave lines out.
        for _ in 0..<100 where listening.isEmpty {
            listening = try Self.sockets().filter { $0.contains(port) && $0.contains(" 0A ") }
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(listening.count == 1)
        #expect(listening.allSatisfy { $0.contains("0100007F\(port)") })
    }

    /// The kernel's table of sockets, which has no size.
    private static func sockets() throws -> [String] {
        let table = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/net/tcp"))
        var bytes = Data()
        while let piece = try table.read(upToCount: 65_536), !piece.isEmpty { bytes += piece }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
