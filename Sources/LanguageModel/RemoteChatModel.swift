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
            settle(estimate, SentAttempts(of: error), answered: nil)
            throw error
        }
        let answer = Result { try parse(reply) }
        let usage = (try? answer.get().usage) ?? nil
        // An answer that cannot be used was billed as well, and whoever does not count may bill the most.
        let sent = SentAttempts(count: reply.attempts, unanswered: reply.unansweredAttempts + (usage == nil ? 1 : 0))
        settle(estimate, sent, answered: usage)
        if let usage {
            client.settle(
                estimatedTokens: estimate.input + estimate.output, actualTokens: usage.input + usage.output)
        }
        return try answer.get()
    }

    /// Ends a reservation and notes what the call is thought to have cost.
    ///
    /// - Parameter answered: what the provider counted for its answer.
    private func settle(_ estimate: TokenUsage, _ sent: SentAttempts, answered: TokenUsage?) {
        let unknown = TokenUsage(input: estimate.input * sent.unanswered, output: estimate.output * sent.unanswered)
        let billed = answered.map { $0 + unknown } ?? unknown
        budget.settle(estimate, billed: billed)
        CallMeter.current?.note(requests: sent.count, billed: billed, isEstimated: sent.unanswered > 0)
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

/// Attempts of a request.
struct SentAttempts: Equatable {
    /// All that were sent.
    var count: Int
    /// Those whose cost nobody knows: the provider may bill them though their answer did not come.
    var unanswered: Int
}

extension SentAttempts {
    /// Those of a request that failed.
    init(of error: any Error) {
        switch error as? ProviderError {
        case .timedOut(_, let attempts, _), .unreachable(_, let attempts, .cut):
            self.init(count: attempts, unanswered: attempts)
        case .unreachable(_, let attempts, .notConnected), .rateLimited(_, let attempts, _),
            .server(_, _, let attempts):
            self.init(count: attempts, unanswered: 0)
        case .circuitOpen(_, _, _, let attempts, let unanswered):
            self.init(count: attempts, unanswered: unanswered)
        case .replyTooLarge: self.init(count: 1, unanswered: 1)
        case .unauthorized, .rejected, .badReply: self.init(count: 1, unanswered: 0)
        case .noKey, .badKey, .badBaseURL, .badSetting: self.init(count: 0, unanswered: 0)
        case nil:
            let isCancelled = error is CancellationError
            self.init(count: isCancelled ? 1 : 0, unanswered: isCancelled ? 1 : 0)
        }
    }
}

/// Whom an error about a reply names.
struct ReplySource: Sendable {
    var host: String
    var model: String
}
