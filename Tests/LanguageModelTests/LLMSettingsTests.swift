import LanguageModel
import ProviderHTTP
import Testing

@Suite struct LLMSettingsTests {
    @Test func aKeyAloneTurnsNothingOn() throws {
        #expect(try LLMSettings.configured(by: [:]) == nil)
        #expect(try LLMSettings.configured(by: ["OPENAI_API_KEY": "k", "RAPPORT_LLM_API_KEY": "k"]) == nil)
    }

    @Test func theEnvironmentStatesAllSettings() throws {
        let settings = try #require(
            try LLMSettings.configured(by: [
                "RAPPORT_LLM_MODEL": "qwen3", "RAPPORT_LLM_BASE_URL": "http://127.0.0.1:11434/v1",
                "RAPPORT_LLM_API_KEY_FILE": "/run/key", "RAPPORT_LLM_TIMEOUT_SECONDS": "12.5",
                "RAPPORT_LLM_REQUESTS_PER_MINUTE": "30", "RAPPORT_LLM_TOKENS_PER_MINUTE": "9000",
                "RAPPORT_LLM_CONCURRENCY": "7", "RAPPORT_LLM_CONTEXT_TOKENS": "16000",
                "RAPPORT_LLM_BREAKER_FAILURES": "3", "RAPPORT_LLM_BREAKER_COOL_DOWN_SECONDS": "1.5",
                "RAPPORT_LLM_BUDGET_USD": "2.5", "RAPPORT_LLM_USD_PER_MILLION_INPUT_TOKENS": "0.15",
                "RAPPORT_LLM_USD_PER_MILLION_OUTPUT_TOKENS": "0.6",
            ]))
        var expected = LLMSettings(model: "qwen3", style: .openai, baseURL: "http://127.0.0.1:11434/v1")
        expected.keyFile = "/run/key"
        expected.timeoutSeconds = 12.5
        expected.requestsPerMinute = 30
        expected.tokensPerMinute = 9_000
        expected.concurrency = 7
        expected.contextTokens = 16_000
        expected.breakerFailures = 3
        expected.breakerCoolDownSeconds = 1.5
        expected.budgetUSD = 2.5
        expected.usdPerMillionInputTokens = 0.15
        expected.usdPerMillionOutputTokens = 0.6
        #expect(settings == expected)
    }

    @Test func theStyleFollowsTheHostUnlessItIsStated() throws {
        #expect(LLMSettings(model: "m").style == .openai)
        #expect(LLMSettings(model: "m").baseURL == "https://api.openai.com/v1")
        #expect(LLMSettings(model: "m", baseURL: "https://api.anthropic.com/v1").style == .anthropic)
        #expect(LLMSettings(model: "m", style: .anthropic).baseURL == "https://api.anthropic.com/v1")
        let stated = try LLMSettings.configured(by: ["RAPPORT_LLM_MODEL": "m", "RAPPORT_LLM_STYLE": "anthropic"])
        #expect(stated?.style == .anthropic)
    }

    @Test(arguments: [
        (["RAPPORT_LLM_BASE_URL": "http://127.0.0.1:1/v1"], "RAPPORT_LLM_MODEL"),
        (["RAPPORT_LLM_MODEL": "m", "RAPPORT_LLM_STYLE": "soap"], "RAPPORT_LLM_STYLE"),
        (["RAPPORT_LLM_MODEL": "m", "RAPPORT_LLM_BUDGET_USD": "much"], "RAPPORT_LLM_BUDGET_USD"),
        (["RAPPORT_LLM_MODEL": "m", "RAPPORT_LLM_CONCURRENCY": "all"], "RAPPORT_LLM_CONCURRENCY"),
    ])
    func whatCannotBeReadIsNamed(environment: [String: String], name: String) {
        let error = #expect(throws: ProviderError.self) { try LLMSettings.configured(by: environment) }
        #expect(error?.message.hasPrefix("the setting '\(name)' cannot be used: it ") == true)
    }

    @Test func theProvidersOwnKeyServesItsOwnHostOnly() throws {
        let environment = ["OPENAI_API_KEY": "k", "ANTHROPIC_API_KEY": "k"]
        _ = try RemoteChatModel(LLMSettings(model: "m"), environment: environment)
        _ = try RemoteChatModel(LLMSettings(model: "m", style: .anthropic), environment: environment)
        #expect(throws: ProviderError.noKey(host: "llm.example.com", variables: ["RAPPORT_LLM_API_KEY"])) {
            try RemoteChatModel(
                LLMSettings(model: "m", baseURL: "https://llm.example.com/v1"), environment: environment)
        }
    }

    @Test func aLocalServerNeedsNoKeyAndAPublicOneDoes() throws {
        _ = try RemoteChatModel(LLMSettings(model: "m", baseURL: "http://127.0.0.1:11434/v1"), environment: [:])
        let error = #expect(throws: ProviderError.self) {
            try RemoteChatModel(LLMSettings(model: "m"), environment: [:])
        }
        #expect(
            error?.message
                == "no API key for api.openai.com; set OPENAI_API_KEY in the environment, or name a file that holds the key"
        )
    }

    @Test func settingsThatCannotBeAreRefused() {
        let changes: [(inout LLMSettings) -> Void] = [
            { $0.model = "" }, { $0.timeoutSeconds = 0 }, { $0.budgetUSD = -1 },
            { $0.usdPerMillionInputTokens = .infinity }, { $0.baseURL = "http://api.openai.com/v1" },
            { $0.concurrency = 0 }, { $0.breakerFailures = 0 }, { $0.breakerCoolDownSeconds = -1 },
            { $0.contextTokens = 4_000 },
        ]
        for change in changes {
            var settings = LLMSettings(model: "m", baseURL: "http://127.0.0.1:1/v1")
            change(&settings)
            #expect(throws: ProviderError.self) { try RemoteChatModel(settings, environment: [:]) }
        }
    }
}
