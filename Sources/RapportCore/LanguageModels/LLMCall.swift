/// One call of a language model, or what a cache answered in the place of one: counts and no texts.
public struct LLMCall: Sendable, Hashable {
    /// What the model was asked for.
    public enum Purpose: String, Sendable, CaseIterable {
        case profile
        case suggest
        /// The wording of a report and the names in it.
        case report
    }

    /// What a call came to.
    public enum Outcome: String, Sendable, CaseIterable {
        /// An answer of the shape that was asked for. Whether it makes sense is found out later.
        case done
        /// No call was made: the answer was known.
        case cached
        /// An answer of another shape.
        case unfit
        /// An answer that ends at the limit of tokens.
        case cut
        case refused
        case unauthorized
        case rejected
        case rateLimited = "rate_limited"
        case timedOut = "timed_out"
        /// The connection was cut before the answer was whole.
        case connectionCut = "connection_cut"
        case unreachable
        case serverError = "server_error"
        /// A reply that is none of the provider's API, or larger than may be.
        case badReply = "bad_reply"
        case cancelled
        case other
    }

    public var startedAt: Timestamp
    public var purpose: Purpose
    /// `ChatModel.identifier`.
    public var maker: String
    public var outcome: Outcome
    /// How many things were asked about together; 0 where it was asked again about what had been answered.
    public var items: Int
    /// HTTP requests that it took.
    public var requests: Int
    /// Of what was cached: what was not sent again.
    public var inputTokens: Int
    public var outputTokens: Int
    /// Whether the tokens, or some of them, were estimated, since the provider did not count them.
    public var isEstimated: Bool
    /// By the prices that were set then; 0 where none were.
    public var costUSD: Double
    public var latencySeconds: Double

    public init(
        startedAt: Timestamp, purpose: Purpose, maker: String, outcome: Outcome, items: Int, requests: Int,
        inputTokens: Int, outputTokens: Int, isEstimated: Bool, costUSD: Double, latencySeconds: Double
    ) {
        self.startedAt = startedAt
        self.purpose = purpose
        self.maker = maker
        self.outcome = outcome
        self.items = items
        self.requests = requests
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.isEstimated = isEstimated
        self.costUSD = costUSD
        self.latencySeconds = latencySeconds
    }
}

/// Keeps account of what language models were asked and what that cost.
public protocol LLMLedger: Sendable {
    /// Once this returns, the call is on record whatever happens.
    ///
    /// - Throws: where it cannot be recorded.
    func record(_ call: LLMCall) throws

    /// What all calls on record have cost together, those of earlier processes too: what a budget is held against.
    ///
    /// - Throws: where the record cannot be read.
    func spentUSD() throws -> Double
}
