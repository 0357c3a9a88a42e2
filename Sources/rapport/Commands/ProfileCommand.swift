import ArgumentParser
import ChatLog
import RapportCore
import Store
import Workflow

struct ProfileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Make a profile of every fan-model pair, or show one.",
        discussion: """
            A profile says what the fan told this model of himself, each statement with the rows that support it, and
            how he writes. Pairs whose texts have not changed cost nothing; a stopped run goes on where it was. Without
            a language model, or with --rules, patterns and lexicons read the fan's messages. A language model
            (RAPPORT_LLM_MODEL and others, see the README) is asked about many pairs in one call; what it cost is in
            'rapport stats --llm'.

              rapport profile
              rapport profile --batch 10 --budget-usd 2.50
              rapport profile --show Tom_88123@Model3
              rapport profile --evaluate truth.jsonl

            --evaluate holds the stored profiles against the latent truth of a synthetic log (rapport synth --truth):
            precision and recall per field, with 95% Wilson intervals.
            """)

    @Flag(help: "Use rules even where a language model is set, also in the place of its profiles.")
    var rules = false
    @Flag(help: "Try pairs again of which the same maker could make no profile from the same texts.")
    var retryFailed = false
    @Option(help: ArgumentHelp("Pairs in one call of a language model, at most.", valueName: "n"))
    var batch = 20
    @Option(
        help: ArgumentHelp(
            "Stop before language models have cost more than this in all, earlier runs counted; needs prices to be set.",
            valueName: "usd"))
    var budgetUsd: Double?
    @Option(help: ArgumentHelp("Make at most this many profiles now, to see what they are like.", valueName: "n"))
    var limit: Int?
    @Option(help: ArgumentHelp("Make nothing; show this pair's profile.", valueName: "fan@model"))
    var show: String?
    @Option(help: ArgumentHelp("Make nothing; compare what is stored with this truth.", valueName: "file"))
    var evaluate: String?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard show == nil || evaluate == nil else {
            throw ValidationError("--show and --evaluate exclude each other")
        }
        guard (1...100).contains(batch) else { throw ValidationError("--batch must lie in 1...100") }
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
        if let budgetUsd, !(budgetUsd >= 0 && budgetUsd.isFinite) {
            throw ValidationError("--budget-usd must be an amount in USD")
        }
    }

    func run() async throws {
        if let show {
            let (pair, store) = (try PairID(parsing: show), try storeOptions.open())
            let audit = try CommandAudit(store, "profile --show")
            let card = try ProfileCard(of: pair, in: store)
            try audit.note([pair])
            try common.show(card.record) { card.text }
        } else if let evaluate {
            let report = try ProfileEvaluation(store: storeOptions.open()).run(SyntheticTruth(reading: evaluate))
            try common.show(report) { report.text }
        } else {
            let options = Settings.ProfilerOptions(rules: rules, pairsPerCall: batch, budgetUSD: budgetUsd)
            let report = try await Self.make(
                in: storeOptions.open(), options, retryFailed: retryFailed, limit: limit, common: common)
            try common.show(report) { report.text }
            if report.stopped != nil || (report.llm?.postponed ?? 0) > 0 { throw ExitCode.failure }
        }
    }

    /// Makes profiles with a progress bar.
    static func make(
        in store: RapportStore, _ options: Settings.ProfilerOptions, retryFailed: Bool = false,
        limit: Int? = nil, common: CommonOptions
    ) async throws -> ProfileReport {
        let profiler = try Settings().profiler(options, records: store) { common.remark($0) }
        if profiler.source == .rules, !options.rules {
            common.remark("no language model is set, so rules make the profiles")
        }
        let policy = ProfileRun.Policy(replacesModels: options.rules, retriesFailed: retryFailed, limit: limit)
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        return try await ProfileRun(store: store, profiler: profiler, policy: policy)
            .run(now: { .now }, progress: bar.show)
    }
}
