import ProviderHTTP

extension LLMSettings {
    /// The settings that the environment states, or nil where it names no model: a key that lies about for other
    /// programs must not send fans' messages to anyone.
    ///
    /// `RAPPORT_LLM_MODEL` turns the language model on. The others, all beginning with `RAPPORT_LLM_`: `BASE_URL`,
    /// `STYLE` (`openai` or `anthropic`), `API_KEY_FILE`, `TIMEOUT_SECONDS`, `REQUESTS_PER_MINUTE`,
    /// `TOKENS_PER_MINUTE`, `CONCURRENCY`, `CONTEXT_TOKENS`, `BREAKER_FAILURES`, `BREAKER_COOL_DOWN_SECONDS`,
    /// `BUDGET_USD`, `USD_PER_MILLION_INPUT_TOKENS`, `USD_PER_MILLION_OUTPUT_TOKENS`.
    ///
    /// - Throws: `ProviderError.badSetting` where a value cannot be read, or a base URL stands without a model.
    public static func configured(by environment: [String: String]) throws(ProviderError) -> LLMSettings? {
        let variables = SettingVariables(prefix: "RAPPORT_LLM_", environment: environment)
        guard let model = variables.text("MODEL") else {
            if variables.text("BASE_URL") == nil { return nil }
            throw .badSetting(
                name: "RAPPORT_LLM_MODEL", problem: "it is not set and RAPPORT_LLM_BASE_URL is; name the model")
        }
        var style: Style?
        if let word = variables.text("STYLE") {
            style = Style(rawValue: word)
            if style == nil {
                throw .badSetting(name: "RAPPORT_LLM_STYLE", problem: "it is neither 'openai' nor 'anthropic'")
            }
        }
        var settings = LLMSettings(model: model, style: style, baseURL: variables.text("BASE_URL"))
        settings.keyFile = variables.text("API_KEY_FILE")
        if let seconds: Double = try variables.number("TIMEOUT_SECONDS") { settings.timeoutSeconds = seconds }
        settings.requestsPerMinute = try variables.number("REQUESTS_PER_MINUTE")
        settings.tokensPerMinute = try variables.number("TOKENS_PER_MINUTE")
        if let count: Int = try variables.number("CONCURRENCY") { settings.concurrency = count }
        if let count: Int = try variables.number("CONTEXT_TOKENS") { settings.contextTokens = count }
        if let count: Int = try variables.number("BREAKER_FAILURES") { settings.breakerFailures = count }
        if let seconds: Double = try variables.number("BREAKER_COOL_DOWN_SECONDS") {
            settings.breakerCoolDownSeconds = seconds
        }
        settings.budgetUSD = try variables.number("BUDGET_USD")
        settings.usdPerMillionInputTokens = try variables.number("USD_PER_MILLION_INPUT_TOKENS")
        settings.usdPerMillionOutputTokens = try variables.number("USD_PER_MILLION_OUTPUT_TOKENS")
        return settings
    }
}
