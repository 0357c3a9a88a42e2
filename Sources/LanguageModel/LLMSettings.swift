import ProviderHTTP

/// Which language model answers, and within which limits.
public struct LLMSettings: Sendable, Equatable {
    /// How a provider is spoken to.
    public enum Style: String, Sendable, CaseIterable {
        /// `POST /chat/completions`: OpenAI, Ollama, llama.cpp, vLLM and many more.
        case openai
        /// `POST /messages`: Anthropic.
        case anthropic
    }

    public var style: Style
    public var baseURL: String
    public var model: String
    /// For one attempt, from connecting to the reply's last byte.
    public var timeoutSeconds: Double
    public var retry: RetryPolicy
    public var requestsPerMinute: Int?
    /// Tokens read and written.
    public var tokensPerMinute: Int?
    /// Requests at a time.
    public var concurrency: Int
    /// Failures of the provider in a row after which it is left alone for `breakerCoolDownSeconds`.
    public var breakerFailures: Int
    public var breakerCoolDownSeconds: Double
    /// Tokens that the model can read and write in one call; prompts are packed under it.
    public var contextTokens: Int
    /// What may be spent, `spentBeforeUSD` counted; needs both prices.
    public var budgetUSD: Double?
    /// What was spent of the budget before this process began.
    public var spentBeforeUSD = 0.0
    public var usdPerMillionInputTokens: Double?
    public var usdPerMillionOutputTokens: Double?
    /// A file that holds the key and nothing else, read where no variable holds one.
    public var keyFile: String?

    /// - Parameters:
    ///   - style: where nil, `anthropic` for Anthropic's own host and `openai` for all others.
    ///   - baseURL: the provider's own where nil.
    public init(model: String, style: Style? = nil, baseURL: String? = nil) {
        let style = style ?? (baseURL?.contains("//api.anthropic.com") == true ? .anthropic : .openai)
        self.style = style
        self.baseURL =
            baseURL ?? (style == .openai ? "https://api.openai.com/v1" : "https://api.anthropic.com/v1")
        self.model = model
        self.timeoutSeconds = 60
        self.retry = RetryPolicy(maxAttempts: 4)
        self.concurrency = 4
        self.breakerFailures = 8
        self.breakerCoolDownSeconds = 30
        self.contextTokens = 32_768
    }

    /// Where the key comes from.
    package var keySource: KeySource {
        KeySource(
            variables: ["RAPPORT_LLM_API_KEY"],
            ownVariables: [style == .openai ? "OPENAI_API_KEY" : "ANTHROPIC_API_KEY"],
            ownHosts: [style == .openai ? "api.openai.com" : "api.anthropic.com"], file: keyFile)
    }

    /// - Throws: `ProviderError.badSetting`, `LLMError.budgetWithoutPrices`.
    func validate() throws {
        guard !model.isEmpty else { throw ProviderError.badSetting(name: "model", problem: "it is empty") }
        guard timeoutSeconds > 0, timeoutSeconds.isFinite else {
            throw ProviderError.badSetting(
                name: "timeout", problem: "\(timeoutSeconds) is not a positive number of seconds")
        }
        for (name, count, least) in [
            ("concurrency", concurrency, 1), ("breaker's failures", breakerFailures, 1),
            ("context", contextTokens, 4_096),
        ] where count < least {
            throw ProviderError.badSetting(name: name, problem: "\(count) is less than \(least)")
        }
        guard breakerCoolDownSeconds >= 0, breakerCoolDownSeconds.isFinite else {
            throw ProviderError.badSetting(
                name: "breaker's cool-down", problem: "\(breakerCoolDownSeconds) is not a number of seconds")
        }
        let amounts = [
            ("budget", budgetUSD), ("input price", usdPerMillionInputTokens),
            ("output price", usdPerMillionOutputTokens),
        ]
        for case (let name, let amount?) in amounts where !(amount >= 0 && amount.isFinite) {
            throw ProviderError.badSetting(name: name, problem: "\(amount) is not an amount in USD")
        }
        if budgetUSD != nil, usdPerMillionInputTokens == nil || usdPerMillionOutputTokens == nil {
            throw LLMError.budgetWithoutPrices
        }
    }
}
