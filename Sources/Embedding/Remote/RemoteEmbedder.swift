import ProviderHTTP
import RapportCore

/// Embeds texts by asking a provider over HTTP.
public struct RemoteEmbedder: Embedder {
    public let settings: RemoteEmbedderSettings
    /// `voyage:voyage-3`, `openai:api.openai.com:text-embedding-3-small`; a shortened dimension stands at the end.
    public let identifier: String
    public var dimension: Int { settings.dimension }
    private let client: ProviderClient

    /// - Parameter environment: the process's variables, of which those that hold the provider's key are read.
    /// - Throws: `ProviderError`, before anything is sent: no key, a bad base URL, a setting that cannot be.
    public init(
        _ settings: RemoteEmbedderSettings, environment: [String: String], runtime: ProviderRuntime = .live
    ) throws(ProviderError) {
        try settings.validate()
        let baseURL = try BaseURL(parsing: settings.baseURL)
        let key = try settings.keySource.key(for: baseURL, environment: environment)
        let place = settings.provider == .voyage ? "voyage" : "openai:\(baseURL.host)"
        self.settings = settings
        self.identifier = "\(place):\(settings.model)\(settings.requestedDimension.map { ":\($0)" } ?? "")"
        self.client = ProviderClient(
            baseURL: baseURL, authorization: key.map(Authorization.bearer) ?? .none,
            timeoutSeconds: settings.timeoutSeconds, retry: settings.retry,
            limiter: RateLimiter(
                requestsPerMinute: settings.requestsPerMinute, tokensPerMinute: settings.tokensPerMinute,
                runtime: runtime),
            // A component takes at most 25 characters in any JSON writer's hands; the rest is room for the frame.
            replyLimitBytes: settings.maxBatchCount * settings.dimension * 32 + (1 << 20), runtime: runtime)
    }

    /// Embeds `texts`, in order. The first request that fails for good ends the call; what other requests of the call
    /// brought is lost, so a caller that wants to resume asks for a few batches at a time.
    ///
    /// - Throws: `ProviderError`, `CancellationError`.
    public func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        let pieces = RemotePiece.pieces(of: texts, windowTokens: settings.windowTokens)
        let batches = RemoteBatch.batches(
            of: pieces, maxCount: settings.maxBatchCount, maxTokens: settings.maxBatchTokens)
        var vectors = [[Float]](repeating: [], count: pieces.count)
        try await withThrowingTaskGroup(of: (Range<Int>, [[Float]]).self) { group in
            var waiting = batches.makeIterator()
            func startNext() {
                guard let batch = waiting.next() else { return }
                group.addTask { (batch, try await request(pieces[batch], purpose: purpose)) }
            }
            for _ in 0..<settings.concurrentRequests { startNext() }
            while let (batch, received) = try await group.next() {
                vectors.replaceSubrange(batch, with: received)
                startNext()
            }
        }
        return try merge(vectors, of: pieces)
    }

    private func request(_ pieces: ArraySlice<RemotePiece>, purpose: EmbeddingPurpose) async throws -> [[Float]] {
        let tokens = pieces.reduce(0) { $0 + $1.tokens }
        let body = settings.requestBody(texts: pieces.map(\.text), purpose: purpose)
        let reply = try await client.post("embeddings", body: body, tokens: tokens)
        let embeddings = try EmbeddingReply(
            parsing: reply.body, count: pieces.count, dimension: dimension, host: client.baseURL.host)
        if let actual = embeddings.totalTokens { client.settle(estimatedTokens: tokens, actualTokens: actual) }
        return embeddings.vectors
    }

    /// One unit vector a text: the mean of its pieces' vectors, weighted by tokens.
    private func merge(_ vectors: [[Float]], of pieces: [RemotePiece]) throws -> [[Float]] {
        var merged: [[Float]] = []
        var start = 0
        while start < pieces.count {
            let end = pieces[start...].firstIndex { $0.textIndex != pieces[start].textIndex } ?? pieces.count
            if pieces[start].isWhole {
                merged.append(vectors[start])
            } else {
                let weights = pieces[start..<end].map { max(1, $0.tokens) }
                let mean = VectorAverage.unit(vectors[start..<end], weights: weights[...])
                guard mean.contains(where: { $0 != 0 }) else {
                    throw ProviderError.badReply(
                        host: client.baseURL.host, problem: "the vectors of a long text's parts cancel each other out")
                }
                merged.append(mean)
            }
            start = end
        }
        return merged
    }
}
