import Foundation
import ProviderHTTP
import RapportCore
import TestSupport
import Testing

/// The client against a real server that does what real servers do on bad days.
@Suite struct ProviderClientTests {
    private static let key = "sk-very-secret-key"
    private static let fanText = "the fan wrote this"
    private static let fine = MisbehavingServer.Answer.reply(body: #"{"fine":true}"#)

    private func client(
        _ server: MisbehavingServer, time: SimulatedTime = SimulatedTime(), timeoutSeconds: Double = 30,
        attempts: Int = 4, limitBytes: Int = 1 << 20
    ) throws -> ProviderClient {
        let baseURL = try BaseURL(parsing: server.baseURL)
        let key = try KeySource(variables: ["K"]).key(for: baseURL, environment: ["K": Self.key])
        return ProviderClient(
            baseURL: baseURL, authorization: key.map(Authorization.bearer) ?? .none,
            timeoutSeconds: timeoutSeconds, retry: RetryPolicy(maxAttempts: attempts, baseDelaySeconds: 1),
            replyLimitBytes: limitBytes, runtime: time.runtime)
    }

    private func post(_ client: ProviderClient) async throws -> ProviderReply {
        try await client.post("things", body: .object([("text", .string(Self.fanText))]), tokens: 1)
    }

    /// Posts, expects `error`, and expects that its one line shows neither key nor text nor what the server wrote.
    private func expect(_ error: ProviderError, message: String, from client: ProviderClient) async {
        let thrown = await #expect(throws: error) { try await post(client) }
        #expect(thrown?.message == message)
        for secret in [Self.key, Self.fanText, "echo", "\n"] {
            #expect(!"\(error) \(String(reflecting: error))".contains(secret))
        }
    }

    @Test func aRequestCarriesItsBodyAndTheKey() async throws {
        let server = try MisbehavingServer(answers: [Self.fine])
        let client = try client(server)
        let reply = try await post(client)
        #expect(!"\(client) \(String(reflecting: client))".contains(Self.key))
        #expect(String(decoding: reply.body, as: UTF8.self) == #"{"fine":true}"#)
        #expect(reply.attempts == 1)
        let request = try #require(server.requests.first)
        #expect(request.path == "/v1/things")
        #expect(request.headers["authorization"] == "Bearer \(Self.key)")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.json["text"] as? String == Self.fanText)
    }

    @Test(arguments: [401, 403])
    func aRefusedKeyIsNotTriedAgain(status: Int) async throws {
        let server = try MisbehavingServer(answers: [.reply(status: status, body: "echo \(Self.key) \(Self.fanText)")])
        await expect(
            .unauthorized(host: server.host, status: status),
            message: "\(server.host) does not accept the API key (status \(status)); check the key and what it may use",
            from: try client(server))
        #expect(server.requests.count == 1)
    }

    @Test func aBadRequestIsNotTriedAgainAndOnlyKnownCodesAreShown() async throws {
        let known = #"{"error":{"message":"echo \#(Self.fanText)","code":"context_length_exceeded"}}"#
        let unknown = #"{"error":{"message":"echo","code":"\#(Self.key)","type":"\#(Self.fanText)"}}"#
        for (body, code) in [(known, "context_length_exceeded"), (unknown, nil), ("echo <html>", nil)] {
            let server = try MisbehavingServer(answers: [.reply(status: 400, body: body)])
            await expect(
                .rejected(host: server.host, status: 400, code: code),
                message: "\(server.host) refused the request (status 400\(code.map { ", " + $0 } ?? "")); "
                    + "check the base URL, the model's name and its limits",
                from: try client(server))
            #expect(server.requests.count == 1)
        }
    }

    @Test func aRateLimitIsWaitedOutWithJitter() async throws {
        let busy = MisbehavingServer.Answer.reply(status: 429, body: "{}")
        let server = try MisbehavingServer(answers: [busy, busy, Self.fine])
        let time = SimulatedTime(chance: 0.5)
        let reply = try await post(client(server, time: time))
        #expect(reply.attempts == 3)
        #expect(time.sleeps == [0.5, 1])
    }

    @Test func aStatedWaitIsHonouredInSecondsAndAsADate() async throws {
        let server = try MisbehavingServer(answers: [
            .reply(status: 429, headers: ["Retry-After": "20"], body: "{}"),
            .reply(status: 503, headers: ["Retry-After": "Thu, 01 Jan 1970 00:01:00 GMT"], body: "{}"), Self.fine,
        ])
        let time = SimulatedTime(chance: 0)
        _ = try await post(client(server, time: time))
        #expect(time.sleeps == [20, 40])
    }

    @Test func aRateLimitThatDoesNotEndIsSaid() async throws {
        let server = try MisbehavingServer(answers: [.reply(status: 429, body: "echo")])
        await expect(
            .rateLimited(host: server.host, attempts: 4, retryAfterSeconds: nil),
            message: "\(server.host) limits the rate (status 429) after 4 attempts; "
                + "try again later or lower the request rate",
            from: try client(server))
        #expect(server.requests.count == 4)
    }

    @Test func aWaitThatIsTooLongIsNotWaited() async throws {
        let server = try MisbehavingServer(answers: [
            .reply(status: 429, headers: ["Retry-After": "3600"], body: "{}")
        ])
        let time = SimulatedTime()
        await expect(
            .rateLimited(host: server.host, attempts: 1, retryAfterSeconds: 3_600),
            message: "\(server.host) limits the rate (status 429) after 1 attempt; it asks to wait 3600 s; "
                + "try again later or lower the request rate",
            from: try client(server, time: time))
        #expect(time.sleeps.isEmpty)
    }

    @Test func anEmptyAccountIsSaidAtOnce() async throws {
        let server = try MisbehavingServer(answers: [
            .reply(status: 429, body: #"{"error":{"code":"insufficient_quota","type":"insufficient_quota"}}"#)
        ])
        await #expect(throws: ProviderError.rejected(host: server.host, status: 429, code: "insufficient_quota")) {
            try await post(client(server))
        }
        #expect(server.requests.count == 1)
    }

    @Test func aServerErrorIsTriedAgain() async throws {
        let server = try MisbehavingServer(answers: [.reply(status: 500, body: "oops"), Self.fine])
        #expect(try await post(client(server)).attempts == 2)
        let broken = try MisbehavingServer(answers: [.reply(status: 502, body: "echo")])
        await expect(
            .server(host: broken.host, status: 502, attempts: 4),
            message: "\(broken.host) failed with status 502 in 4 attempts; try again later", from: try client(broken))
    }

    @Test func aSilentServerTimesOut() async throws {
        let server = try MisbehavingServer(answers: [.silence])
        await expect(
            .timedOut(host: server.host, attempts: 2, limitSeconds: 0.2),
            message: "\(server.host) did not answer within 0.2 s in 2 attempts; try again later or raise the timeout",
            from: try client(server, timeoutSeconds: 0.2, attempts: 2))
    }

    @Test func aBodyThatStopsComingTimesOut() async throws {
        let server = try MisbehavingServer(answers: [.stall(body: #"{"fine":true}"#, afterBytes: 5)])
        await #expect(throws: ProviderError.timedOut(host: server.host, attempts: 1, limitSeconds: 0.2)) {
            try await post(client(server, timeoutSeconds: 0.2, attempts: 1))
        }
    }

    @Test func aConnectionThatIsCutIsTriedAgain() async throws {
        let cut = MisbehavingServer.Answer.cut(body: #"{"fine":true}"#, afterBytes: 6)
        let server = try MisbehavingServer(answers: [cut, .hangUp, Self.fine])
        let reply = try await post(client(server))
        #expect(reply.attempts == 3)
        #expect(reply.unansweredAttempts == 2)
        let broken = try MisbehavingServer(answers: [cut])
        await expect(
            .unreachable(host: broken.host, attempts: 4, problem: .cut),
            message: "\(broken.host) could not be reached in 4 attempts: the connection was cut before the reply was "
                + "whole; check the network and the base URL", from: try client(broken))
    }

    @Test func anAnswerThatIsNotHTTPIsAnError() async throws {
        let server = try MisbehavingServer(answers: [.raw("echo 220 mail ready\r\n\r\n")])
        await #expect(throws: ProviderError.self) { try await post(client(server)) }
    }

    @Test func nobodyListeningIsSaid() async throws {
        let server = try MisbehavingServer(answers: [Self.fine])
        server.stop()
        await expect(
            .unreachable(host: server.host, attempts: 4, problem: .notConnected),
            message: "\(server.host) could not be reached in 4 attempts: there is no connection, or no secure one; "
                + "check the network and the base URL", from: try client(server))
    }

    @Test func aHugeReplyIsNotReadToItsEnd() async throws {
        let server = try MisbehavingServer(answers: [.endless(chunk: String(repeating: "x", count: 65_536))])
        await expect(
            .replyTooLarge(host: server.host, limitBytes: 100_000),
            message: "the reply of \(server.host) is larger than 100000 bytes; ask for less at a time",
            from: try client(server, limitBytes: 100_000))
        #expect(server.requests.count == 1)
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let other = try MisbehavingServer(answers: [Self.fine])
        let server = try MisbehavingServer(answers: [
            .reply(status: 307, headers: ["Location": "\(other.baseURL)/things"], body: "")
        ])
        await #expect(throws: ProviderError.rejected(host: server.host, status: 307, code: nil)) {
            try await post(client(server))
        }
        #expect(other.requests.isEmpty)
    }

    @Test func aCancelledRequestEndsAsCancelled() async throws {
        let (arrivals, arrival) = AsyncStream<Void>.makeStream()
        let server = try MisbehavingServer { _ in
            arrival.yield()
            return .silence
        }
        let client = try client(server)
        let task = Task { try await post(client) }
        for await _ in arrivals { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.requests.count == 1)
    }
}
