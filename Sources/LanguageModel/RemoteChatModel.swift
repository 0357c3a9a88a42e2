import Foundation
import ProviderHTTP
import RapportCore

/// A language model behind HTTP.
public struct RemoteChatModel: ChatModel {
    public let settings: LLMSettings
    /// `openai:api.openai.com:gpt-4o-mini`.
    public let identifier: String
    private let client: ProviderClient
    private let budget: Budget

    /// - Parameter environment: the process's variables, of which those that hold the provider's key are read.
    /// - Throws: `ProviderError` or `LLMError`, before anything is sent: no key, a bad base URL, a setting that
    ///   cannot be.
    public init(_ settings: LLMSettings, environment: [String: String], runtime: ProviderRuntime = .live) throws {
        try settings.validate()
        let baseURL = try BaseURL(parsing: settings.baseURL)
        let key = try settings.keySource.key(for: baseURL, environment: environment)
        let isOpenAI = settings.style == .openai
        let authorization = key.map { isOpenAI ? Authorization.bearer($0) : .header("x-api-key", $0) }
        self.settings = settings
        self.identifier = "\(settings.style.rawValue):\(baseURL.host):\(settings.model)"
        self.budget = Budget(settings)
        self.client = ProviderClient(
            baseURL: baseURL, authorization: authorization ?? .none,
            headers: isOpenAI ? [] : AnthropicChat.headers,
            timeoutSeconds: settings.timeoutSeconds, retry: settings.retry,
            limiter: RateLimiter(
                requestsPerMinute: settings.requestsPerMinute, tokensPerMinute: settings.tokensPerMinute,
                runtime: runtime),
            breaker: CircuitBreaker(
                failureLimit: settings.breakerFailures, coolDownSeconds: settings.breakerCoolDownSeconds,
                runtime: runtime),
            concurrency: ConcurrencyLimit(settings.concurrency), replyLimitBytes: 8 << 20, runtime: runtime)
    }

    /// What this model has cost since it was made.
    public var spending: Spending { budget.spending }

    public func reply(_ request: ChatRequest) async throws -> ChatReply {
        let estimate = request.estimatedUsage
        try budget.reserve(estimate)
        let reply: ProviderReply
        do {
            reply = try await send(request, tokens: estimate.input + estimate.output)
        } catch {
            budget.settle(estimate, actual: nil, unanswered: SentAttempts(of: error).unanswered)
            throw error
        }
        let answer = Result { try parse(reply) }
        // An answer that cannot be used was billed as well.
        let usage = (try? answer.get().usage) ?? nil
        budget.settle(estimate, actual: usage ?? estimate, unanswered: reply.unansweredAttempts)
        if let usage {
            client.settle(
                estimatedTokens: estimate.input + estimate.output, actualTokens: usage.input + usage.output)
        }
        return try answer.get()
    }

    private func send(_ request: ChatRequest, tokens: Int) async throws -> ProviderReply {
        switch settings.style {
        case .openai:
            let isOwnHost = client.baseURL.host == "api.openai.com"
            let body = OpenAIChat.body(request, model: settings.model, isOwnHost: isOwnHost)
            return try await client.post("chat/completions", body: body, tokens: tokens)
        case .anthropic:
            let body = AnthropicChat.body(request, model: settings.model)
            return try await client.post("messages", body: body, tokens: tokens)
        }
    }

    private func parse(_ reply: ProviderReply) throws -> ChatReply {
        let source = ReplySource(host: client.baseURL.host, model: identifier)
        var answer =
            switch settings.style {
            case .openai: try OpenAIChat.reply(parsing: reply.body, from: source)
            case .anthropic: try AnthropicChat.reply(parsing: reply.body, from: source)
            }
        answer.latencySeconds = reply.latencySeconds
        answer.attempts = reply.attempts
        answer.unansweredAttempts = reply.unansweredAttempts
        return answer
    }
}

extension ChatRequest {
    /// The most that one attempt is thought to cost: the messages, with the few tokens that each one's frame takes,
    /// and an answer of full length.
    ///
    /// - Complexity: O(bytes).
    public var estimatedUsage: TokenUsage {
        let texts = messages.reduce(0) { $0 + TokenEstimate.tokens(in: $1.text) + 4 }
        return TokenUsage(
            input: texts + (schema.map { TokenEstimate.tokens(in: $0.jsonText) } ?? 0), output: maxTokens)
    }
}

/// Whom an error about a reply names.
struct ReplySource: Sendable {
    var host: String
    var model: String
}
