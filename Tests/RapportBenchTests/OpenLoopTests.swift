import Foundation
import RapportBench
import Synchronization
import TestSupport
import Testing

/// The load generator says what a user would have felt.
@Suite struct OpenLoopTests {
    @Test func aLatencyLastsUntilTheAnswer() throws {
        // The answer takes half a second.
        let server = try MisbehavingServer { _ in
            Thread.sleep(forTimeInterval: 0.5)
            return .reply(body: "{}")
        }
        defer { server.stop() }
        let result = try OpenLoop(port: server.port, path: "/x", connections: 1, rate: 100).run(
            Array(repeating: Data("{}".utf8), count: 1))
        #expect(result.latencySeconds.count == 1 && result.latencySeconds[0] >= 0.5)
        #expect(result.errors == 0)
    }

    @Test func whatFailsIsAnError() throws {
        let server = try MisbehavingServer { _ in .reply(status: 500, body: "{}") }
        defer { server.stop() }
        let result = try OpenLoop(port: server.port, path: "/x", connections: 2, rate: 1_000).run(
            Array(repeating: Data("{}".utf8), count: 2))
        #expect(result.errors == 2 && result.latencySeconds.isEmpty && !result.keptPace)
    }

    @Test(arguments: Seeds.list(5)) func aLatencyIsTheOneOfItsRank(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<Int.random(in: 1...300, using: &generator)).map { _ in
            Double.random(in: 0...1, using: &generator)
        }.sorted()
        let result = OpenLoop.Result(latencySeconds: values, errors: 0, lagSeconds: 0)
        for share in [0.01, 0.5, 0.99, 1] {
            let latency = result.latency(share)
            #expect(Double(values.count { $0 <= latency }) >= share * Double(values.count))
            #expect(Double(values.count { $0 < latency }) < share * Double(values.count))
        }
        #expect(result.latency(1) == values.last)
    }

    @Test(arguments: Seeds.list(2)) func noMessageComesTwiceAndLengthsAreTheSamples(seed: UInt64) {
        let texts = UnseenMessages.texts(400, seed: seed)
        #expect(texts.count == 400 && Set(texts).count == 400)
        #expect(texts == UnseenMessages.texts(400, seed: seed))
        let median = texts.map(\.count).sorted()[200]
        #expect((15...45).contains(median), "\(median)")
    }

    @Test func textsAreTakenOnceAndAsLongAsWanted() {
        let pool = ["a", "bb", "cc", "dddd", "eeeee"]
        #expect(UnseenMessages.closest(pool, to: [1, 2, 4]) == ["a", "bb", "dddd"])
        // Where no text is long enough, the longest that are left.
        #expect(UnseenMessages.closest(pool, to: [9, 9]) == ["dddd", "eeeee"])
    }
}
