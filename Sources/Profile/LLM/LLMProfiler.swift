import LanguageModel
import ProviderHTTP
import RapportCore
import Synchronization

/// Profiles by a language model: some pairs a call, each answer checked against the rows that it cites, and kept.
///
/// An answer is cached before it is used, pair by pair; whatever stops a run, no pair is paid for twice.
public final class LLMProfiler: Profiler {
    /// How pairs are asked about.
    public struct Settings: Sendable, Equatable {
        /// Pairs in one call at most.
        public var pairsPerCall: Int
        /// Calls at a time.
        public var concurrency: Int
        /// Tokens that the model can read and write in one call.
        public var contextTokens: Int

        public init(pairsPerCall: Int = 20, concurrency: Int = 4, contextTokens: Int = 32_768) {
            self.pairsPerCall = max(1, pairsPerCall)
            self.concurrency = max(1, concurrency)
            self.contextTokens = contextTokens
        }
    }

    let model: any ChatModel
    private let settings: Settings
    private let cache: any LLMReplyCache
    private let ledger: any LLMLedger
    private let runtime: ProviderRuntime
    private let packing: ProfilePacking
    let tally = Mutex(LLMProfileCounts())
    private let skipped = Mutex<[SkippedPair]>([])

    /// A pair whose profile is up to date: a question that is not asked again.
    private struct SkippedPair {
        var contentHash: ContentHash
        var tokens: Int
    }

    /// - Parameters:
    ///   - model: every call of it should be on record, see `LedgeredChatModel`.
    ///   - ledger: is told what did not have to be asked again.
    /// - Throws: `LLMError.badSchema` where the program carries no schema for the answers.
    public init(
        model: any ChatModel, settings: Settings = Settings(), cache: any LLMReplyCache, ledger: any LLMLedger,
        runtime: ProviderRuntime = .live
    ) throws {
        self.model = model
        self.settings = settings
        self.cache = cache
        self.ledger = ledger
        self.runtime = runtime
        packing = ProfilePacking(
            contextTokens: settings.contextTokens, pairsPerCall: settings.pairsPerCall,
            instructionTokens: try ProfilePrompt.instructionTokens())
    }

    /// Estimated tokens that every call begins with, however few its pairs: what calls for many pairs save.
    ///
    /// - Throws: `LLMError.badSchema`.
    public static func instructionTokens() throws -> Int { try ProfilePrompt.instructionTokens() }

    public var source: FanProfile.Source { .llm }
    public var maker: String { "\(model.identifier) profile-\(ProfilePrompt.version)" }
    /// Enough for all calls that may be made at a time.
    public var pairsPerBatch: Int { settings.pairsPerCall * settings.concurrency }

    /// What happened so far, beyond what the ledger knows.
    public var counts: LLMProfileCounts? { tally.withLock { $0 } }

    /// Changes with the texts, with what was sold, with the prompt and the model, and where another window lets the
    /// model read more or less of the pair.
    ///
    /// - Complexity: O(bytes of the texts).
    public func contentHash(of history: PairHistory) -> ContentHash {
        contentHash(of: history, excerpt: excerpt(of: history))
    }

    private func contentHash(of history: PairHistory, excerpt: ProfileExcerpt) -> ContentHash {
        let outcomes = history.entries.flatMap { ["\($0.row.price)", "\($0.row.purchased)", "\($0.row.tips)"] }
        return ContentHash(
            joining: [history.textHash(maker: maker).hex, String(excerpt.leftOutMessages)] + outcomes)
    }

    private func excerpt(of history: PairHistory) -> ProfileExcerpt {
        ProfileExcerpt(of: history, tokenLimit: packing.longestExcerpt)
    }

    public func noteUnchanged(_ history: PairHistory) {
        let excerpt = excerpt(of: history)
        let contentHash = contentHash(of: history, excerpt: excerpt)
        skipped.withLock { $0.append(SkippedPair(contentHash: contentHash, tokens: excerpt.tokens)) }
    }

    public func finish() throws {
        let pairs = skipped.withLock { pairs in
            defer { pairs = [] }
            return pairs
        }
        guard !pairs.isEmpty else { return }
        let replies = try cache.cachedReplies(to: pairs.map(\.contentHash))
        try recordCached(
            items: pairs.count, inputTokens: pairs.reduce(0) { $0 + $1.tokens }, replies: Array(replies.values))
    }

    public func profiles(of histories: [PairHistory]) async throws -> ProfileBatch {
        var result = ProfileBatch(outcomes: [:])
        let questions = histories.map { history in
            let excerpt = excerpt(of: history)
            return Question(
                history: history, contentHash: contentHash(of: history, excerpt: excerpt), excerpt: excerpt)
        }
        let pending = try answerFromCache(questions, into: &result)
        let questionOfPair = Dictionary(uniqueKeysWithValues: pending.map { ($0.excerpt.pair, $0) })
        try await withThrowingTaskGroup(of: CallAnswer.self) { group in
            var calls = packing.calls(for: pending.map(\.excerpt))[...]
            func start() {
                guard let call = calls.popFirst() else { return }
                group.addTask { try await self.ask(call) { try self.keep($0, questionOfPair[$1]) } }
            }
            for _ in 0..<settings.concurrency { start() }
            while let answer = try await group.next() {
                result.outcomes.merge(answer.outcomes) { $1 }
                // What is under way is paid for and is waited for.
                result.stop = result.stop ?? answer.stop
                if result.stop == nil { start() }
            }
        }
        return result
    }

    /// A pair to be asked about.
    private struct Question: Sendable {
        var history: PairHistory
        var contentHash: ContentHash
        var excerpt: ProfileExcerpt
    }

    /// - Returns: what the cache does not answer.
    private func answerFromCache(_ questions: [Question], into result: inout ProfileBatch) throws -> [Question] {
        let replies = try cache.cachedReplies(to: questions.map(\.contentHash))
        var pending: [Question] = []
        var answered: (tokens: Int, replies: [String]) = (0, [])
        for question in questions {
            if let reply = replies[question.contentHash], let cached = CachedProfile(parsing: reply) {
                result.outcomes[question.history.pair] = .made(profile(cached.statements, of: question.history))
                answered.tokens += question.excerpt.tokens
                answered.replies.append(reply)
            } else if question.excerpt.lines.isEmpty {
                result.outcomes[question.history.pair] = .failed(
                    reason: "none of its rows fits into the model's window of \(settings.contextTokens) tokens; "
                        + "raise RAPPORT_LLM_CONTEXT_TOKENS")
            } else {
                pending.append(question)
            }
        }
        if !answered.replies.isEmpty {
            try recordCached(items: answered.replies.count, inputTokens: answered.tokens, replies: answered.replies)
        }
        return pending
    }

    /// Keeps what stands of an answer before anyone uses it.
    private func keep(_ item: ProfileReading.Item, _ question: Question?) throws -> ProfileOutcome? {
        guard let question else { return nil }
        let excerpt = question.excerpt
        try cache.cache(
            try CachedProfile(statements: item.statements).text(), to: question.contentHash, about: excerpt.pair,
            maker: maker, at: runtime.now())
        tally.withLock { counts in
            counts.asked += 1
            counts.dropped += item.dropped
            counts.cutPairs += excerpt.isCut ? 1 : 0
            counts.leftOutMessages += excerpt.leftOutMessages
            counts.shortenedMessages += excerpt.shortenedMessages
        }
        return .made(profile(item.statements, of: question.history))
    }

    private func profile(_ statements: [ProfileField: [ProfileStatement]], of history: PairHistory) -> FanProfile {
        FanProfile(source: .llm, statements: statements, communication: CommunicationPattern(of: history))
    }

    private func recordCached(items: Int, inputTokens: Int, replies: [String]) throws {
        tally.withLock { $0.cached += items }
        try ledger.record(
            LLMCall(
                startedAt: runtime.now(), purpose: .profile, maker: model.identifier, outcome: .cached, items: items,
                requests: 0, inputTokens: inputTokens,
                outputTokens: replies.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }, isEstimated: true, costUSD: 0,
                latencySeconds: 0))
    }
}
