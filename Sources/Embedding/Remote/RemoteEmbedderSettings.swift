import ProviderHTTP

/// Which provider embeds, with which model, and within which limits.
public struct RemoteEmbedderSettings: Sendable, Equatable {
    /// How a provider is spoken to.
    public enum Provider: String, Sendable, CaseIterable {
        /// Voyage AI, whose models tell queries from documents.
        case voyage
        /// OpenAI, or any server with its `/embeddings`.
        case openai
    }

    public var provider: Provider
    public var baseURL: String
    public var model: String
    /// Components per vector; another number than the model's own asks the provider to shorten its vectors.
    public var dimension: Int
    /// Tokens that the model reads of one text; longer texts are cut.
    public var windowTokens: Int
    /// Texts in one request.
    public var maxBatchCount: Int
    /// Estimated tokens in one request; a single text may be longer.
    public var maxBatchTokens: Int
    public var concurrentRequests: Int
    /// For one attempt, from connecting to the reply's last byte.
    public var timeoutSeconds: Double
    public var retry: RetryPolicy
    public var requestsPerMinute: Int?
    public var tokensPerMinute: Int?
    /// A file that holds the key and nothing else, read where no variable holds one.
    public var keyFile: String?

    /// The provider's defaults for a model.
    ///
    /// - Parameters:
    ///   - baseURL: the provider's own where nil.
    ///   - model: `voyage-3` or `text-embedding-3-small` where nil.
    ///   - dimension: the model's own where nil; must be given for a model that Rapport does not know.
    /// - Throws: `ProviderError.badSetting` where the dimension is unknown.
    public init(
        _ provider: Provider, baseURL: String? = nil, model: String? = nil, dimension: Int? = nil
    ) throws(ProviderError) {
        let model = model ?? (provider == .voyage ? "voyage-3" : "text-embedding-3-small")
        guard let dimension = dimension ?? RemoteEmbedderSettings.nativeDimensions[model] else {
            throw .badSetting(
                name: "dimension", problem: "the model \(model) is not known here; say how long its vectors are")
        }
        self.provider = provider
        self.baseURL = baseURL ?? (provider == .voyage ? "https://api.voyageai.com/v1" : "https://api.openai.com/v1")
        self.model = model
        self.dimension = dimension
        self.windowTokens = provider == .voyage ? 32_000 : 8_191
        self.maxBatchCount = 128
        self.maxBatchTokens = provider == .voyage ? 120_000 : 250_000
        self.concurrentRequests = 4
        self.timeoutSeconds = 60
        self.retry = RetryPolicy()
    }

    /// Components per vector that known models give unasked.
    static let nativeDimensions = [
        "voyage-3": 1_024, "voyage-3-large": 1_024, "voyage-3-lite": 512, "voyage-3.5": 1_024, "voyage-3.5-lite": 1_024,
        "text-embedding-3-small": 1_536, "text-embedding-3-large": 3_072, "text-embedding-ada-002": 1_536,
    ]

    /// The dimension to ask for, or nil where the model's own is wanted or unknown: servers that cannot shorten
    /// vectors refuse a request that names one.
    var requestedDimension: Int? {
        guard let native = RemoteEmbedderSettings.nativeDimensions[model], native != dimension else { return nil }
        return dimension
    }

    /// Where the key comes from.
    package var keySource: KeySource {
        switch provider {
        case .voyage: KeySource(variables: ["VOYAGE_API_KEY"], file: keyFile)
        case .openai:
            KeySource(
                variables: ["RAPPORT_EMBEDDING_API_KEY"], ownVariables: ["OPENAI_API_KEY"],
                ownHosts: ["api.openai.com"], file: keyFile)
        }
    }

    /// - Throws: `ProviderError.badSetting` for the first setting that cannot be.
    func validate() throws(ProviderError) {
        let counts = [
            ("dimension", dimension), ("batch count", maxBatchCount),
            ("batch tokens", maxBatchTokens), ("concurrent requests", concurrentRequests),
        ]
        for (name, value) in counts where value < 1 {
            throw .badSetting(name: name, problem: "\(value) is less than 1")
        }
        guard windowTokens >= RemotePiece.leastWindow else {
            throw .badSetting(name: "window", problem: "\(windowTokens) is less than \(RemotePiece.leastWindow)")
        }
        guard timeoutSeconds > 0, timeoutSeconds.isFinite else {
            throw .badSetting(name: "timeout", problem: "\(timeoutSeconds) is not a positive number of seconds")
        }
        guard !model.isEmpty else { throw .badSetting(name: "model", problem: "it is empty") }
    }
}
