import Foundation
import RapportCore
import RapportServer
import Store
import TestSupport
import Testing

/// How often one may ask.
@Suite struct RateTests {
    /// Asks until the status is 429, and as often as it takes at most.
    private func ask(
        _ server: LocalServer, _ path: String, method: String = "GET", body: Data? = nil, _ headers: [String: String]
    ) async throws -> (statuses: [Int], last: Answer?) {
        var statuses: [Int] = []
        for _ in 0..<40 {
            let answer = try await server.send(method, path, body: body, headers: headers)
            statuses.append(answer.status)
            if answer.status == 429 { return (statuses, answer) }
        }
        return (statuses, nil)
    }

    /// Whether no more was let in since then than the share of that time: one at once, and one each two seconds.
    private static func isHeld(_ statuses: [Int], since start: ContinuousClock.Instant) -> Bool {
        let seconds = (ContinuousClock.now - start).components.seconds + 1
        return statuses.count { $0 != 429 } <= 1 + Int(seconds) / 2
    }

    private static func slow() -> ServerSettings {
        var settings = ServerSettings()
        // One at once, and the next two seconds later.
        (settings.requestsPerSecond, settings.failedTokensPerSecond) = (0.5, 0.5)
        return settings
    }

    /// Whatever order they ask in: nobody gets more than his share of any stretch of time, and whoever keeps to half of it
    /// is never refused.
    @Test func nobodyGetsMoreThanHisShare() {
        for seed in Seeds.list(5) {
            var generator = SeededGenerator(seed: seed)
            let perSecond = Double(Int.random(in: 1...50, using: &generator))
            let rates = RequestRates<Int>(perSecond: perSecond)
            let start = ContinuousClock.now
            var admitted: [Double] = []
            var time = 0.0
            for number in 0..<2_000 {
                // First all at once, then from nearly nothing to three times the pause that the share would have.
                time += number < 200 ? 0 : Double.random(in: 0...3, using: &generator) / perSecond
                if rates.take(1, at: start + .seconds(time)) == nil { admitted.append(time) }
                #expect(rates.take(2, at: start + .seconds(2 * Double(number) / perSecond)) == nil, "seed \(seed)")
            }
            #expect(admitted.count > 200)
            let isHeld = admitted.indices.allSatisfy { first in
                admitted.indices[first...].allSatisfy { last in
                    let most = 2 * perSecond + (admitted[last] - admitted[first]) * perSecond
                    return Double(last - first + 1) <= most + 1e-6
                }
            }
            #expect(isHeld, "seed \(seed)")
        }
    }

    /// An address is cheap to have: the table of them has a bound, and whoever is being refused stays in it.
    @Test func manyWhoAskDoNotFillTheMemory() {
        let rates = RequestRates<Int>(perSecond: 1, most: 100)
        let start = ContinuousClock.now
        for key in 0..<10_000 {
            #expect(rates.take(key, at: start + .milliseconds(key)) == nil)
            _ = rates.take(-1, at: start + .milliseconds(key))
            #expect(rates.count <= 101)
        }
        #expect(rates.take(-1, at: start + .milliseconds(10_000)) == 1)
    }

    @Test func aTokenThatAsksTooOftenWaits() async throws {
        let (tokens, before) = TestTokens.everybody()
        try await LocalServer.with(settings: Self.slow(), before: before) { server in
            let (statuses, last) = try await ask(server, "/v1/models", tokens.headers("chatter"))
            #expect(statuses.first == 200 && last?.headers["retry-after"] == "2")
            // The others are not held to it.
            #expect(try await server.send("GET", "/v1/models", headers: tokens.headers("admin")).status == 200)
        }
    }

    /// What the role, the models or the path do not allow is not free either.
    @Test func whatIsRefusedCountsToo() async throws {
        for (path, status) in [
            ("/v1/stats", 403), ("/v1/models/Other/fans/x", 403), ("/v1/models/Model%2F1/fans/nobody", 404),
            ("/v1/nowhere", 404), ("/v1/session", 200),
        ] {
            let (tokens, before) = TestTokens.everybody()
            try await LocalServer.with(settings: Self.slow(), before: before) { server in
                let start = ContinuousClock.now
                let (statuses, last) = try await ask(server, path, tokens.headers("chatter"))
                #expect(statuses.first == status && last != nil, "\(path): \(statuses)")
                // It is the same share: there is none left for what is allowed.
                let allowed = try await ask(server, "/v1/models", tokens.headers("chatter")).statuses
                #expect(Self.isHeld(statuses + allowed, since: start), "\(path): \(statuses), \(allowed)")
            }
        }
    }

    @Test func tokensThatAreNoneAreCountedByTheirAddress() async throws {
        let (tokens, before) = TestTokens.everybody()
        try await LocalServer.with(settings: Self.slow(), before: before) { server in
            let guess = ["Authorization": "Bearer rapport_000000000000_\(String(repeating: "0", count: 64))"]
            let start = ContinuousClock.now
            let (statuses, last) = try await ask(server, "/v1/models", guess)
            #expect(statuses.first == 401 && last?.headers["retry-after"] == "2")
            // Without any token there is nothing to guess.
            #expect(try await server.send("GET", "/v1/models").status == 401)
            // Signing in is the same guess.
            let body = Data("{\"token\": \"rapport_0\"}".utf8)
            let signingIn = try await ask(server, "/v1/session", method: "POST", body: body, TestTokens.json([:]))
                .statuses
            #expect(Self.isHeld(statuses + signingIn, since: start) && signingIn.last == 429, "\(signingIn)")
            // Whoever has a good one is not kept out by it, nor told anything else than before.
            #expect(try await server.send("GET", "/v1/models", headers: tokens.headers("admin")).status == 200)
            let good = Data("{\"token\": \"\(tokens.secret("chatter"))\"}".utf8)
            let signedIn = try await server.send("POST", "/v1/session", body: good, headers: TestTokens.json([:]))
            #expect(signedIn.status == 200)
        }
    }

    /// Signing in takes of the same share, with a good token too.
    @Test func signingInCountsToo() async throws {
        let (tokens, before) = TestTokens.everybody()
        try await LocalServer.with(settings: Self.slow(), before: before) { server in
            let body = Data("{\"token\": \"\(tokens.secret("chatter"))\"}".utf8)
            let (statuses, last) = try await ask(
                server, "/v1/session", method: "POST", body: body, TestTokens.json([:]))
            #expect(statuses.first == 200 && last?.headers["retry-after"] == "2", "\(statuses)")
        }
    }

    /// However often one signs in: it is his own sessions that end, not those of others.
    @Test func whoSignsInOverAndOverEndsNobodyElsesSession() {
        let sessions = Sessions()
        func signIn(_ token: Int64, at moment: Int64) -> String {
            sessions.begin(tokenID: token, now: Timestamp(nanoseconds: moment)).secret
        }
        let others = signIn(1, at: 0)
        let own = (1...10_001).map { signIn(2, at: $0) }
        let now = Timestamp(nanoseconds: 10_002)
        #expect(sessions.find(others, now: now)?.tokenID == 1)
        #expect(own.count { sessions.find($0, now: now) != nil } == 100)
        #expect(own.last.map { sessions.find($0, now: now) != nil } == true)
    }
}
