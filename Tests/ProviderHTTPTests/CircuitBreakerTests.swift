import ProviderHTTP
import TestSupport
import Testing

@Suite struct CircuitBreakerTests {
    @Test func itOpensAfterFailuresInARowAndOnlyThen() {
        var circuit = CircuitState(failureLimit: 3, coolDownSeconds: 10)
        for _ in 0..<5 {
            circuit.fail(now: 0)
            circuit.fail(now: 0)
            #expect(circuit.admit(now: 0) == .send)
            circuit.succeed()
        }
        for _ in 0..<3 { circuit.fail(now: 2) }
        #expect(circuit.admit(now: 2) == .refuse(seconds: 10))
        #expect(circuit.admit(now: 11.5) == .refuse(seconds: 0.5))
    }

    @Test func afterTheCoolDownOneRequestTries() {
        var circuit = CircuitState(failureLimit: 1, coolDownSeconds: 10)
        circuit.fail(now: 0)
        #expect(circuit.admit(now: 10) == .send)
        #expect(circuit.admit(now: 11) == .refuse(seconds: 9))
        circuit.succeed()
        #expect(circuit.admit(now: 11) == .send)
        #expect(circuit.admit(now: 11) == .send)
    }

    @Test func aFailedTrialOpensItAgainWhateverTheLimit() {
        var circuit = CircuitState(failureLimit: 3, coolDownSeconds: 10)
        for _ in 0..<3 { circuit.fail(now: 0) }
        #expect(circuit.admit(now: 10) == .send)
        circuit.fail(now: 12)
        #expect(circuit.admit(now: 12) == .refuse(seconds: 10))
        #expect(circuit.failures == 4)
    }

    @Test func aTrialThatIsCancelledLeavesItsPlaceToTheNext() {
        var circuit = CircuitState(failureLimit: 1, coolDownSeconds: 10)
        circuit.fail(now: 0)
        #expect(circuit.admit(now: 10) == .send)
        circuit.abandon(now: 11)
        #expect(circuit.admit(now: 11) == .send)
    }

    /// Against a model of what it promises: closed while fewer than the limit failed in a row.
    @Test(arguments: Seeds.list(5))
    func anyHistoryKeepsTheRules(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let limit = Int.random(in: 1...4, using: &random)
        var circuit = CircuitState(failureLimit: limit, coolDownSeconds: 5)
        var now = 0.0
        var failuresInARow = 0
        var quietUntil: Double?
        for _ in 0..<500 {
            now += Double.random(in: 0...3, using: &random)
            let admission = circuit.admit(now: now)
            if let until = quietUntil, now < until {
                #expect(admission == .refuse(seconds: until - now))
                continue
            }
            #expect(admission == .send)
            if Bool.random(using: &random) {
                circuit.succeed()
                failuresInARow = 0
                quietUntil = nil
            } else {
                circuit.fail(now: now)
                failuresInARow += 1
                if quietUntil != nil || failuresInARow >= limit { quietUntil = now + 5 }
            }
        }
    }

    private func client(_ server: MisbehavingServer, _ time: SimulatedTime, failureLimit: Int) throws -> ProviderClient
    {
        ProviderClient(
            baseURL: try BaseURL(parsing: server.baseURL), authorization: .none, timeoutSeconds: 30,
            retry: RetryPolicy(maxAttempts: 1),
            breaker: CircuitBreaker(failureLimit: failureLimit, coolDownSeconds: 60, runtime: time.runtime),
            runtime: time.runtime)
    }

    @Test func anOpenCircuitSendsNothingAndSaysWhenItWill() async throws {
        let server = try MisbehavingServer { request in
            request.number <= 2 ? .reply(status: 500, body: "{}") : .reply(body: "{}")
        }
        let time = SimulatedTime()
        let client = try client(server, time, failureLimit: 2)
        for _ in 0..<2 {
            await #expect(throws: ProviderError.server(host: server.host, status: 500, attempts: 1)) {
                try await client.post("x", body: .object([]), tokens: 1)
            }
        }
        try await time.runtime.sleep(45)
        let error = await #expect(throws: ProviderError.self) {
            try await client.post("x", body: .object([]), tokens: 1)
        }
        #expect(
            error?.message
                == "\(server.host) failed 2 times in a row and is left alone for now; it will be asked again in 15 s, "
                + "so try again then")
        #expect(server.requests.count == 2)
        try await time.runtime.sleep(15)
        _ = try await client.post("x", body: .object([]), tokens: 1)
        _ = try await client.post("x", body: .object([]), tokens: 1)
        #expect(server.requests.count == 4)
    }

    @Test(arguments: [400, 401, 429])
    func aProviderThatAnswersIsNotDown(status: Int) async throws {
        let server = try MisbehavingServer(answers: [.reply(status: status, body: "{}")])
        let client = try client(server, SimulatedTime(), failureLimit: 1)
        for _ in 0..<3 {
            _ = try? await client.post("x", body: .object([]), tokens: 1)
        }
        #expect(server.requests.count == 3)
    }
}
