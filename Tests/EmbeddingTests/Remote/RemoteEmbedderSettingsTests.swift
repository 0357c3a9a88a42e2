import Embedding
import ProviderHTTP
import Testing

@Suite struct RemoteEmbedderSettingsTests {
    @Test func voyageIsReadyWithoutSettings() throws {
        let settings = try RemoteEmbedderSettings.configured(.voyage, by: [:])
        #expect(settings == (try RemoteEmbedderSettings(.voyage)))
        #expect(settings.baseURL == "https://api.voyageai.com/v1")
        #expect(settings.model == "voyage-3")
        #expect(settings.dimension == 1_024)
    }

    @Test func theEnvironmentChangesTheDefaults() throws {
        let settings = try RemoteEmbedderSettings.configured(
            .openai,
            by: [
                "RAPPORT_EMBEDDING_BASE_URL": "http://127.0.0.1:11434/v1",
                "RAPPORT_EMBEDDING_MODEL": "nomic-embed-text",
                "RAPPORT_EMBEDDING_DIMENSION": "768", "RAPPORT_EMBEDDING_API_KEY_FILE": "/run/key",
                "RAPPORT_EMBEDDING_TIMEOUT_SECONDS": "7.5", "RAPPORT_EMBEDDING_REQUESTS_PER_MINUTE": "3",
                "RAPPORT_EMBEDDING_TOKENS_PER_MINUTE": "10000", "RAPPORT_EMBEDDING_MAX_BATCH_COUNT": "16",
                "RAPPORT_EMBEDDING_WINDOW_TOKENS": "2048",
            ])
        var expected = try RemoteEmbedderSettings(
            .openai, baseURL: "http://127.0.0.1:11434/v1", model: "nomic-embed-text", dimension: 768)
        expected.keyFile = "/run/key"
        expected.timeoutSeconds = 7.5
        expected.requestsPerMinute = 3
        expected.tokensPerMinute = 10_000
        expected.maxBatchCount = 16
        expected.windowTokens = 2_048
        #expect(settings == expected)
    }

    @Test func whatIsNoNumberIsNamed() {
        let error = #expect(throws: ProviderError.self) {
            try RemoteEmbedderSettings.configured(.voyage, by: ["RAPPORT_EMBEDDING_DIMENSION": "many"])
        }
        #expect(
            error?.message == "the setting 'RAPPORT_EMBEDDING_DIMENSION' cannot be used: it is not a number")
    }
}
