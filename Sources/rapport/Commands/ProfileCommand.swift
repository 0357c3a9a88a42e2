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
            a language model, or with --rules, patterns and lexicons read the fan's messages.

              rapport profile
              rapport profile --show Tom_88123@Model3
              rapport profile --evaluate truth.jsonl

            --evaluate holds the stored profiles against the latent truth of a synthetic log (rapport synth --truth):
            precision and recall per field, with 95% Wilson intervals.
            """)

    @Flag(help: "Use rules even where a language model is set, also in the place of its profiles.")
    var rules = false
    @Flag(help: "Try pairs again of which the same maker could make no profile from the same texts.")
    var retryFailed = false
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
    }

    func run() async throws {
        if let show {
            let card = try ProfileCard(of: PairID(parsing: show), in: storeOptions.open())
            try common.show(card.record) { card.text }
        } else if let evaluate {
            let report = try ProfileEvaluation(store: storeOptions.open()).run(SyntheticTruth(reading: evaluate))
            try common.show(report) { report.text }
        } else {
            let report = try await Self.make(
                in: storeOptions.open(), rules: rules, retryFailed: retryFailed, common: common)
            try common.show(report) { report.text }
            if report.stopped != nil { throw ExitCode.failure }
        }
    }

    /// Makes profiles with a progress bar.
    static func make(
        in store: RapportStore, rules: Bool, retryFailed: Bool = false, common: CommonOptions
    ) async throws -> ProfileReport {
        let profiler = try Settings().profiler(rules: rules)
        if profiler.source == .rules, !rules {
            common.remark("no language model is set, so rules make the profiles")
        }
        let policy = ProfileRun.Policy(replacesModels: rules, retriesFailed: retryFailed)
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        return try await ProfileRun(store: store, profiler: profiler, policy: policy)
            .run(now: { .now }, progress: bar.show)
    }
}
