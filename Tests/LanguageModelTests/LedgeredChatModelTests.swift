import LanguageModel
import ProviderHTTP
import RapportCore
import Synchronization
import TestSupport
import Testing

@Suite struct LedgeredChatModelTests {
    private struct NoDisk: Error {}

    private final class Ledger: LLMLedger {
        private let state = Mutex<[LLMCall]>([])
        let failure: (any Error)?
        var calls: [LLMCall] { state.withLock { $0 } }

        init(failure: (any Error)? = nil) { self.failure = failure }

        func record(_ call: LLMCall) throws {
            if let failure { throw failure }
            state.withLock { $0.append(call) }
        }

        func spentUSD() -> Double { calls.reduce(0) { $0 + $1.costUSD } }
    }

    private static let prices = TokenPrices(usdPerMillionInputTokens: 1_000_000, usdPerMillionOutputTokens: 2_000_000)
    private let request = ChatRequest(messages: [ChatMessage(.user, "hi")], maxTokens: 10)

    /// A ledgered model and the one below, whose own account of what it spent is the ledger's measure.
    private func models(
        _ server: MisbehavingServer, _ ledger: Ledger, style: LLMSettings.Style = .openai, attempts: Int = 2,
        change: (inout LLMSettings) -> Void = { _ in }
    ) throws -> (LedgeredChatModel, RemoteChatModel) {
        var settings = LLMSettings(model: "m", style: style, baseURL: server.baseURL)
        settings.usdPerMillionInputTokens = Self.prices.usdPerMillionInputTokens
        settings.usdPerMillionOutputTokens = Self.prices.usdPerMillionOutputTokens
        settings.retry = RetryPolicy(maxAttempts: attempts)
        change(&settings)
        let time = SimulatedTime(start: Timestamp(nanoseconds: 5_000_000_000))
        let remote = try RemoteChatModel(settings, environment: ["RAPPORT_LLM_API_KEY": "k"], runtime: time.runtime)
        return (
            LedgeredChatModel(remote, purpose: .suggest, prices: Self.prices, ledger: ledger, runtime: time.runtime),
            remote
        )
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func anAnswerIsOnRecordWithWhatTheProviderCounted(style: LLMSettings.Style) async throws {
        let server = try MisbehavingServer { ProviderDouble.answer($0) }
        let ledger = Ledger()
        let (model, remote) = try models(server, ledger, style: style)
        #expect(try await model.reply(request).text == "hello")
        let call = try #require(ledger.calls.first)
        #expect(call.outcome == .done)
        #expect(call.purpose == .suggest)
        #expect(call.maker == remote.identifier)
        #expect(call.startedAt == Timestamp(nanoseconds: 5_000_000_000))
        #expect((call.items, call.requests) == (1, 1))
        #expect((call.inputTokens, call.outputTokens, call.costUSD) == (20, 5, 30))
        #expect(!call.isEstimated)
    }

    @Test func anAnswerThatCannotBeRecordedIsNotUsed() async throws {
        let server = try MisbehavingServer { ProviderDouble.answer($0) }
        let (model, _) = try models(server, Ledger(failure: NoDisk()))
        await #expect(throws: NoDisk.self) { try await model.reply(request) }
    }

    /// Whatever goes wrong, the ledger adds up to what the budget counts.
    @Test(
        arguments: [
            [.reply(status: 401, body: "{}")], [.reply(status: 400, body: "{}")], [.reply(status: 429, body: "{}")],
            [.reply(status: 500, body: "{}")], [.hangUp], [.cut(body: "{\"choices\":[]}", afterBytes: 4)],
            [.reply(body: "{}")], [.reply(body: "<html>")], [.hangUp, .reply(body: "{}")],
            [.reply(body: #"{"choices":[{"message":{"content":"x"}}]}"#)],
            [.reply(body: #"{"choices":[{"message":{"content":"x"},"finish_reason":"content_filter"}]}"#)],
            [.reply(body: #"{"choices":[{"message":{"content":"x"},"finish_reason":"length"}]}"#)],
        ] as [[MisbehavingServer.Answer]])
    func theLedgerAndTheBudgetAgree(answers: [MisbehavingServer.Answer]) async throws {
        let server = try MisbehavingServer(answers: answers)
        let ledger = Ledger()
        let (model, remote) = try models(server, ledger)
        _ = try? await model.reply(request)
        #expect(ledger.calls.count == 1)
        #expect(ledger.calls.first?.costUSD == remote.spending.usd)
        #expect(ledger.calls.first?.requests == server.requests.count)
    }

    @Test(arguments: [
        (MisbehavingServer.Answer.reply(status: 401, body: "{}"), LLMCall.Outcome.unauthorized),
        (.reply(status: 404, body: "{}"), .rejected), (.reply(status: 429, body: "{}"), .rateLimited),
        (.reply(status: 503, body: "{}"), .serverError), (.hangUp, .connectionCut), (.silence, .timedOut),
        (.stall(body: "{}", afterBytes: 1), .timedOut), (.reply(body: "{}"), .badReply),
        (.reply(body: #"{"choices":[{"message":{"content":"x"},"finish_reason":"content_filter"}]}"#), .refused),
        (.reply(body: #"{"choices":[{"message":{"content":"x"},"finish_reason":"length"}]}"#), .cut),
        (.reply(body: #"{"choices":[{"message":{"content":"{}"}}]}"#), .unfit),
    ])
    func everyKindOfFailureHasItsName(answer: MisbehavingServer.Answer, outcome: LLMCall.Outcome) async throws {
        let server = try MisbehavingServer(answers: [answer])
        let ledger = Ledger()
        let (model, _) = try models(server, ledger, attempts: 1) { $0.timeoutSeconds = 0.3 }
        var request = request
        request.schema = try ReplySchema(
            name: "s", jsonText: #"{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}"#)
        _ = try? await model.reply(request)
        #expect(ledger.calls.map(\.outcome) == [outcome])
    }

    @Test func whatWasNotSentIsNoCall() async throws {
        let server = try MisbehavingServer(answers: [.reply(status: 500, body: "{}")])
        let ledger = Ledger()
        let (model, _) = try models(server, ledger, attempts: 1) {
            $0.budgetUSD = 1_000
            $0.breakerFailures = 1
        }
        await #expect(throws: ProviderError.server(host: server.host, status: 500, attempts: 1)) {
            try await model.reply(request)
        }
        // The circuit is open, and the next request would be too dear besides.
        await #expect(throws: ProviderError.self) { try await model.reply(request) }
        var dear = request
        dear.maxTokens = 1_000_000
        await #expect(throws: LLMError.self) { try await model.reply(dear) }
        #expect(ledger.calls.count == 1)
    }

    @Test func aSecondAnswerToWhatWasAnsweredCountsNoItemsAgain() async throws {
        let server = try MisbehavingServer { ProviderDouble.answer($0) { _ in #"{"a":1}"# } }
        let ledger = Ledger()
        let (model, _) = try models(server, ledger)
        var request = request
        request.items = 20
        struct Answer: Decodable, Sendable {}
        await #expect(throws: LLMError.self) {
            try await model.reply(request, as: Answer.self) { _ throws(ReplyProblem) in throw ReplyProblem("no") }
        }
        #expect(ledger.calls.map(\.outcome) == [.done, .done])
        #expect(ledger.calls.map(\.items) == [20, 0])
    }
}
