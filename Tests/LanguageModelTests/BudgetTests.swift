import LanguageModel
import ProviderHTTP
import TestSupport
import Testing

@Suite struct BudgetTests {
    /// One USD a token, so that budgets are counted in tokens.
    private func model(_ server: MisbehavingServer, budget: Double, attempts: Int = 1) throws -> RemoteChatModel {
        var settings = LLMSettings(model: "m", baseURL: server.baseURL)
        settings.budgetUSD = budget
        settings.usdPerMillionInputTokens = 1_000_000
        settings.usdPerMillionOutputTokens = 1_000_000
        settings.retry = RetryPolicy(maxAttempts: attempts)
        return try RemoteChatModel(settings, environment: [:], runtime: SimulatedTime().runtime)
    }

    /// Estimated at 15 tokens: one word, four for the message's frame, ten for the reply.
    private let request = ChatRequest(messages: [ChatMessage(.user, "hi")], maxTokens: 10)

    @Test func whatWasSpentCountsAndTheLimitHolds() async throws {
        let server = try MisbehavingServer { ProviderDouble.answer($0) }
        let model = try model(server, budget: 64)
        // The double counts 25 tokens a reply.
        for _ in 0..<2 { _ = try await model.reply(request) }
        #expect(model.spending == Spending(usd: 50, usage: TokenUsage(input: 40, output: 10)))
        let error = await #expect(throws: LLMError.budgetSpent(limitUSD: 64, spentUSD: 50)) {
            try await model.reply(request)
        }
        #expect(
            error?.message
                == "the LLM budget of 64.0 USD has no room for another request (50.0 USD spent); raise the budget")
        #expect(server.requests.count == 2)
    }

    @Test func whatWasSpentBeforeCounts() async throws {
        let server = try MisbehavingServer { ProviderDouble.answer($0) }
        var settings = try model(server, budget: 64).settings
        settings.spentBeforeUSD = 30
        let model = try RemoteChatModel(settings, environment: [:], runtime: SimulatedTime().runtime)
        _ = try await model.reply(request)
        #expect(model.spending.usd == 25)
        await #expect(throws: LLMError.budgetSpent(limitUSD: 64, spentUSD: 55)) { try await model.reply(request) }
    }

    @Test func requestsAtTheSameTimeCannotPassTheLimitTogether() async throws {
        let server = try MisbehavingServer { _ in
            .reply(
                body: #"{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":5,"completion_tokens":10}}"#)
        }
        let model = try model(server, budget: 15 * 3)
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 { group.addTask { (try? await model.reply(request)) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 3)
        #expect(server.requests.count == 3)
        #expect(model.spending.usd == 45)
    }

    @Test func aRefusedRequestCostsNothing() async throws {
        let server = try MisbehavingServer(answers: [.reply(status: 400, body: "{}")])
        let model = try model(server, budget: 20)
        for _ in 0..<3 { await #expect(throws: ProviderError.self) { try await model.reply(request) } }
        #expect(model.spending.usd == 0)
    }

    @Test func anAttemptWithoutAnAnswerCountsInFull() async throws {
        let server = try MisbehavingServer { request in
            request.number == 1 ? .hangUp : ProviderDouble.answer(request)
        }
        let model = try model(server, budget: 100, attempts: 2)
        _ = try await model.reply(request)
        #expect(model.spending.usd == 25 + 15)
    }

    @Test func aReplyThatCannotBeUsedCountsInFull() async throws {
        let server = try MisbehavingServer(answers: [.reply(body: "{}")])
        let model = try model(server, budget: 100)
        await #expect(throws: ProviderError.self) { try await model.reply(request) }
        #expect(model.spending.usd == 15)
    }

    @Test func aBudgetNeedsPrices() {
        var settings = LLMSettings(model: "m", baseURL: "http://127.0.0.1:1/v1")
        settings.budgetUSD = 1
        settings.usdPerMillionInputTokens = 1
        let error = #expect(throws: LLMError.budgetWithoutPrices) { try RemoteChatModel(settings, environment: [:]) }
        #expect(
            error?.message
                == "an LLM budget needs the model's prices; set them in USD per million input and output tokens")
    }
}
