/// What a provider charges.
public struct TokenPrices: Sendable, Equatable {
    public var usdPerMillionInputTokens: Double
    public var usdPerMillionOutputTokens: Double

    public init(usdPerMillionInputTokens: Double, usdPerMillionOutputTokens: Double) {
        self.usdPerMillionInputTokens = usdPerMillionInputTokens
        self.usdPerMillionOutputTokens = usdPerMillionOutputTokens
    }

    /// Where nothing is charged, or nobody said what.
    public static let none = TokenPrices(usdPerMillionInputTokens: 0, usdPerMillionOutputTokens: 0)

    /// USD.
    public func cost(of usage: TokenUsage) -> Double {
        (Double(usage.input) * usdPerMillionInputTokens + Double(usage.output) * usdPerMillionOutputTokens) / 1_000_000
    }
}

extension LLMSettings {
    /// The prices that are set; nil where one of them is not.
    public var prices: TokenPrices? {
        guard let input = usdPerMillionInputTokens, let output = usdPerMillionOutputTokens else { return nil }
        return TokenPrices(usdPerMillionInputTokens: input, usdPerMillionOutputTokens: output)
    }
}
