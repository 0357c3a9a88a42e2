import Foundation
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// A server answers before its indexes can.
@Suite struct HealthTests {
    /// A preparation that takes until the test lets it end.
    private final class Gate: Sendable {
        private let isOpen = Mutex(false)

        func open() { isOpen.withLock { $0 = true } }

        func wait() async throws {
            while !isOpen.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    @Test func theServerLivesWhileTheIndexesAreBeingPrepared() async throws {
        let gate = Gate()
        try await LocalServer.with(prepare: { try await gate.wait() }) { server in
            let live = try await server.send("GET", "/v1/health/live")
            #expect(live.status == 200 && live.json["status"] as? String == "live")
            #expect(try await server.send("GET", "/v1/health").json["pairs"] as? Int == 19)
            let ready = try await server.send("GET", "/v1/health/ready")
            #expect(ready.status == 503 && ready.headers["content-type"] == "application/problem+json")
            #expect(ready.headers["retry-after"].flatMap { Int($0) } ?? 0 > 0)
            let early = try await server.post("/v1/search", ["text": "roses"])
            #expect(early.status == 503 && early.headers["retry-after"] != nil)
            // It was not kept until they are.
            #expect(try await server.send("GET", "/v1/health/ready").status == 503)
            // Who asks shortly before is kept for a moment, and gets an answer.
            async let waiting = server.post("/v1/suggest", ["text": "do you like sailing?"])
            try await Task.sleep(for: .milliseconds(200))
            gate.open()
            #expect(try await waiting.status == 200)
            #expect(try await server.wait(for: "/v1/health/ready") { $0.status == 200 }.status == 200)
        }
    }

    private struct Foreign: Error, CustomStringConvertible {
        let description = "quoted: my secret words"
    }

    @Test func whyAPreparationFailedIsSaidAndQuotesNothing() async throws {
        let failures: [(any Error & Sendable, String)] = [
            (StoreError.busy(seconds: 7), "another process has been writing"), (Foreign(), "Foreign"),
        ]
        for (failure, reason) in failures {
            try await LocalServer.with(prepare: { throw failure }) { server in
                let answer = try await server.wait(for: "/v1/health/ready") { $0.text.contains(reason) }
                #expect(answer.status == 503 && answer.text.contains(reason) && !answer.text.contains("secret"))
                #expect(try await server.send("GET", "/v1/health/live").status == 200)
                // What stands in the way of the warm-up need not stand in the way of a request.
                #expect(try await server.post("/v1/search", ["text": "roses", "mode": "keyword"]).status == 200)
                let log = server.log.lines.map { "\($0.message) \($0.metadata)" }.joined()
                #expect(log.contains(reason) && !log.contains("secret"))
            }
        }
    }

    @Test func aServerOverADamagedIndexBecomesReady() async throws {
        let server = try ServedStore(before: { store in
            let graph = URL(fileURLWithPath: store + "/graphs/turns.text.g1.hnsw")
            var bytes = try Data(contentsOf: graph)
            for place in stride(from: 0, to: bytes.count, by: 97) { bytes[place] ^= 0x55 }
            try bytes.write(to: graph)
        })
        #expect(try await server.send("GET", "/v1/health/live").status == 200)
        var answer = try await server.send("GET", "/v1/health/ready")
        for _ in 0..<600 where answer.status != 200 {
            try await Task.sleep(for: .milliseconds(50))
            answer = try await server.send("GET", "/v1/health/ready")
        }
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try await server.post("/v1/search", ["text": "roses"]).status == 200)
    }
}
