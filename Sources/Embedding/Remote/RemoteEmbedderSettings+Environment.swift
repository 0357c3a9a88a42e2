import ProviderHTTP

extension RemoteEmbedderSettings {
    /// The provider's defaults, changed by what the environment states.
    ///
    /// The variables all begin with `RAPPORT_EMBEDDING_`: `BASE_URL`, `MODEL`, `DIMENSION`, `API_KEY_FILE`,
    /// `TIMEOUT_SECONDS`, `REQUESTS_PER_MINUTE`, `TOKENS_PER_MINUTE`, `MAX_BATCH_COUNT`, `WINDOW_TOKENS`.
    ///
    /// - Throws: `ProviderError.badSetting` where a value cannot be read, or the model's dimension is unknown.
    public static func configured(
        _ provider: Provider, by environment: [String: String]
    ) throws(ProviderError) -> RemoteEmbedderSettings {
        let variables = SettingVariables(prefix: "RAPPORT_EMBEDDING_", environment: environment)
        var settings = try RemoteEmbedderSettings(
            provider, baseURL: variables.text("BASE_URL"), model: variables.text("MODEL"),
            dimension: try variables.number("DIMENSION"))
        settings.keyFile = variables.text("API_KEY_FILE")
        settings.requestsPerMinute = try variables.number("REQUESTS_PER_MINUTE")
        settings.tokensPerMinute = try variables.number("TOKENS_PER_MINUTE")
        if let seconds: Double = try variables.number("TIMEOUT_SECONDS") { settings.timeoutSeconds = seconds }
        if let count: Int = try variables.number("MAX_BATCH_COUNT") { settings.maxBatchCount = count }
        if let tokens: Int = try variables.number("WINDOW_TOKENS") { settings.windowTokens = tokens }
        return settings
    }
}
