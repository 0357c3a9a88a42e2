import Conversation
import LanguageModel
import Profile
import ProviderHTTP
import RapportCore
import Store
import Synchronization
import TestSupport
import Workflow

/// A store with some pairs of known words, and runs over it with a language model on this machine.
struct LLMProfilerFixture {
    let folder: TemporaryFolder
    let store: RapportStore
    /// One USD a token, so that budgets are counted in tokens.
    static let prices = TokenPrices(usdPerMillionInputTokens: 1_000_000, usdPerMillionOutputTokens: 1_000_000)

    /// Pairs `fan_0@Model1` and so on, each with what it says in `words`.
    init(_ words: [[String]]) throws {
        folder = try TemporaryFolder()
        store = try RapportStore(folder: folder.url.path, creating: true)
        for (index, words) in words.enumerated() { try say(words, fan: index) }
    }

    /// Pairs with three messages each, all different.
    init(pairs: Int) throws {
        try self.init((0..<pairs).map { fan in (0..<3).map { "fan \(fan) says \($0)" } })
    }

    static func pair(_ fan: Int) -> PairID { PairID(fanID: "fan_\(fan)", modelName: "Model1") }

    /// Adds messages of a fan, a minute apart, each answered, and one of the chatter alone before them.
    func say(_ words: [String], fan: Int, minute: Int = 0, price: Double = 0) throws {
        let start = Timestamp(nanoseconds: 1_750_000_000_000_000_000)
        let rows = ([""] + words).enumerated().map { index, text in
            LogRow(
                chatterName: "Chatter1", modelName: "Model1", fanMessage: text, chatterMessage: "hey you \(index)",
                price: price, purchased: price > 0, fanID: "fan_\(fan)",
                datetime: Timestamp(nanoseconds: start.nanoseconds + Int64(minute + index) * 60_000_000_000), tips: 0,
                revenue: price)
        }
        let table = LogTable(rows: rows)
        let batch = SortedPairs(table).map { IncomingPair(pair: $0.pair, rows: Array($0.rows)) }
        _ = try store.load(batch, of: table, keys: RowKey.keys(of: table)) { Segmentation().segments(of: $0) }
    }

    /// What a run may be told.
    struct Options {
        var style = LLMSettings.Style.openai
        var profiler = LLMProfiler.Settings(concurrency: 1)
        var change: (inout LLMSettings) -> Void = { _ in }
        var retriesFailed = false
        var limit: Int?
    }

    /// What a run came to.
    struct Result {
        var report: ProfileReport
        var counts: LLMProfileCounts
        var sleeps: [Double]
    }

    func run(_ server: MisbehavingServer, _ options: Options = Options()) async throws -> Result {
        var settings = LLMSettings(model: "small-model", style: options.style, baseURL: server.baseURL)
        settings.usdPerMillionInputTokens = Self.prices.usdPerMillionInputTokens
        settings.usdPerMillionOutputTokens = Self.prices.usdPerMillionOutputTokens
        options.change(&settings)
        let time = SimulatedTime(chance: 0.5)
        let remote = try RemoteChatModel(
            settings, environment: ["RAPPORT_LLM_API_KEY": "sk-secret"], runtime: time.runtime)
        let result = try await run(
            LedgeredChatModel(
                remote, purpose: .profile, prices: Self.prices, ledger: store, runtime: time.runtime), options)
        return Result(report: result.report, counts: result.counts, sleeps: time.sleeps)
    }

    func run(_ model: any ChatModel, _ options: Options = Options()) async throws -> Result {
        let profiler = try LLMProfiler(model: model, settings: options.profiler, cache: store, ledger: store)
        let report = try await ProfileRun(
            store: store, profiler: profiler, policy: .init(retriesFailed: options.retriesFailed, limit: options.limit)
        ).run(now: { Timestamp(nanoseconds: 0) })
        return Result(report: report, counts: profiler.counts ?? LLMProfileCounts(), sleeps: [])
    }

    /// The stored profiles, by the number of the fan.
    func profiles() throws -> [Int: FanProfile] {
        let pairs = try store.pairs()
        let stored = try store.profiles(ofPairs: pairs.map(\.pairID))
        var profiles: [Int: FanProfile] = [:]
        for pair in pairs {
            guard let fan = Int(pair.pair.fanID.dropFirst(4)) else { continue }
            profiles[fan] = stored[pair.pairID]?.profile
        }
        return profiles
    }

    /// Reasons of failures, by the number of the fan.
    func failures() throws -> [Int: String] {
        let failures = try store.profileFailures()
        var reasons: [Int: String] = [:]
        for pair in try store.pairs() {
            guard let fan = Int(pair.pair.fanID.dropFirst(4)) else { continue }
            reasons[fan] = failures[pair.pairID]?.reason
        }
        return reasons
    }

    /// The words of a fan's messages that his profile says, as the honest double says them.
    static func said(_ profile: FanProfile?) -> [String] {
        (profile?[.job] ?? []).map(\.text).sorted()
    }

    /// What the profile of a fan of `init(pairs:)` says if it is his own.
    static func ownWords(_ fan: Int) -> [String] { (0..<3).map { "says fan \(fan) says \($0)" } }

    func outcomes() throws -> [LLMCall.Outcome] { try store.llmCalls().map(\.outcome) }
}

/// Answers to prompts for profiles.
enum ProfileAnswers {
    /// The honest one, changed.
    static func reply(
        _ request: MisbehavingServer.Request, countsTokens: Bool = true,
        change: (ProfilePromptDouble, inout [(item: String, statements: [ProfilePromptDouble.Statement])]) -> Void = {
            _, _ in
        }
    ) -> MisbehavingServer.Answer {
        ProviderDouble.answer(request, countsTokens: countsTokens) { body in
            let prompt = ProfilePromptDouble(body)
            var answer = prompt.honestAnswer()
            change(prompt, &answer)
            return ProfilePromptDouble.json(answer)
        }
    }

    static func honestServer() throws -> MisbehavingServer { try MisbehavingServer { reply($0) } }
}
