import LanguageModel
import Profile
import RapportCore
import Store

/// What language models were asked and what that cost: `stats --llm --json`, specified in
/// `schemas/stats-llm.schema.json`.
public struct LLMStatistics: Codable, Sendable, Equatable {
    /// Calls of one kind.
    public struct Usage: Codable, Sendable, Equatable {
        public var calls = 0
        /// Calls that brought an answer of the shape that was asked for.
        public var answered = 0
        public var requests = 0
        public var inputTokens = 0
        public var outputTokens = 0
        /// Calls whose tokens the provider did not count.
        public var estimatedCalls = 0
        public var costUSD = 0.0
        /// Of calls with an answer; nil where there was none.
        public var latencyP50Seconds: Double?
        public var latencyP95Seconds: Double?

        enum CodingKeys: String, CodingKey {
            case calls, answered, requests
            case inputTokens = "input_tokens"
            case outputTokens = "output_tokens"
            case estimatedCalls = "estimated_calls"
            case costUSD = "cost_usd"
            case latencyP50Seconds = "latency_p50_seconds"
            case latencyP95Seconds = "latency_p95_seconds"
        }
    }

    public var total: Usage
    /// By what was asked for; only what was asked for at all.
    public var purposes: [String: Usage]
    /// Calls without an answer of use, by kind.
    public var failures: [String: Int]
    /// Pairs that were not asked about since the answer was known.
    public var cacheHits: Int
    public var saving: LLMSaving

    enum CodingKeys: String, CodingKey {
        case total, purposes, failures, saving
        case cacheHits = "cache_hits"
    }

    /// - Parameters:
    ///   - calls: the ledger.
    ///   - prices: those set now, by which savings are priced; nil where none are.
    ///   - instructionTokens: of a call for profiles, see `LLMProfiler.instructionTokens`.
    /// - Complexity: O(calls · log).
    public init(of calls: [LLMCall], prices: TokenPrices?, instructionTokens: Int) {
        let made = calls.filter { $0.outcome != .cached }
        let cached = calls.filter { $0.outcome == .cached }
        total = Usage(of: made)
        purposes = Dictionary(grouping: made, by: \.purpose.rawValue).mapValues(Usage.init)
        failures = Dictionary(grouping: made.filter { $0.outcome != .done }, by: \.outcome.rawValue)
            .mapValues(\.count)
        cacheHits = cached.reduce(0) { $0 + $1.items }
        saving = LLMSaving(
            made: made.filter { $0.purpose == .profile }, cached: cached, prices: prices,
            instructionTokens: instructionTokens)
    }

    /// - Throws: what the store throws; `LLMError.badSchema`.
    public init(of store: RapportStore, prices: TokenPrices?) throws {
        self.init(
            of: try store.llmCalls(), prices: prices, instructionTokens: try LLMProfiler.instructionTokens())
    }
}

extension LLMStatistics.Usage {
    init(of calls: [LLMCall]) {
        self.calls = calls.count
        answered = calls.count { $0.outcome == .done }
        requests = calls.reduce(0) { $0 + $1.requests }
        inputTokens = calls.reduce(0) { $0 + $1.inputTokens }
        outputTokens = calls.reduce(0) { $0 + $1.outputTokens }
        estimatedCalls = calls.count(where: \.isEstimated)
        costUSD = calls.reduce(0) { $0 + $1.costUSD }
        let latencies = calls.filter { $0.outcome == .done }.map(\.latencySeconds).sorted()
        latencyP50Seconds = Self.percentile(50, of: latencies)
        latencyP95Seconds = Self.percentile(95, of: latencies)
    }

    /// By nearest rank: the smallest value that so many percent do not pass.
    private static func percentile(_ percent: Int, of sorted: [Double]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        return sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
    }
}

/// What the cache and calls for many pairs saved, against one call for each pair.
public struct LLMSaving: Codable, Sendable, Equatable {
    /// Estimated tokens of the pairs that were not asked about again, without instructions, and of their answers.
    public var cachedInputTokens: Int
    public var cachedOutputTokens: Int
    /// Estimated tokens of the instructions that every pair would have needed for itself.
    public var batchedInputTokens: Int
    /// By the prices that are set now; nil where none are.
    public var cacheUSD: Double?
    public var batchingUSD: Double?
    /// How these were computed, for whoever doubts them.
    public var computed: String

    enum CodingKeys: String, CodingKey {
        case computed
        case cachedInputTokens = "cached_input_tokens"
        case cachedOutputTokens = "cached_output_tokens"
        case batchedInputTokens = "batched_input_tokens"
        case cacheUSD = "cache_usd"
        case batchingUSD = "batching_usd"
    }

    init(made: [LLMCall], cached: [LLMCall], prices: TokenPrices?, instructionTokens: Int) {
        cachedInputTokens = cached.reduce(0) { $0 + $1.inputTokens }
        cachedOutputTokens = cached.reduce(0) { $0 + $1.outputTokens }
        let answeredPairs = made.filter { $0.outcome == .done }.reduce(0) { $0 + $1.items }
        // Also what failed was read by the model, instructions and all.
        let readCalls = made.count { $0.inputTokens > 0 }
        batchedInputTokens = max(0, answeredPairs - readCalls) * instructionTokens
        if let prices {
            cacheUSD = prices.cost(of: TokenUsage(input: cachedInputTokens, output: cachedOutputTokens))
            batchingUSD = prices.cost(of: TokenUsage(input: batchedInputTokens, output: 0))
        }
        computed =
            "cache: tokens of the \(cached.reduce(0) { $0 + $1.items }) pairs that were not asked about again, with "
            + "their answers, without instructions; sharing calls: \(answeredPairs) pairs answered in \(readCalls) "
            + "calls, failed ones included, instead of one call each, times \(instructionTokens) tokens of "
            + "instructions and schema; tokens estimated, at the prices set now"
    }
}
