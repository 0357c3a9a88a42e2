import ArgumentParser
import RapportCore
import Retrieval
import Workflow

struct SimilarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Find fans like this one, and say why they are.",
        discussion: """
            Asks with the pair's latest stage and shows the most similar stage of each other pair, with what both profiles
            agree on, the exchanges that are most alike, and how their buying compares. With several examples a match's
            similarity is its mean similarity to those it should be like, less half that to those it should not.

              rapport similar Tom_88123@Model3 --min-success-rate 0.5
              rapport similar Tom_88123@Model3 --method profiled --profile-weight 0.7
              rapport similar Tom_88123@Model3 --also Bo_1@Model3 --unlike Al_2@Model5 --active-since 2025-04-10
            """)

    @Argument(help: ArgumentHelp("The pair.", valueName: "fan@model"))
    var pair: String
    @Option(help: ArgumentHelp("More like this pair too; may be repeated.", valueName: "fan@model"))
    var also: [String] = []
    @Option(help: ArgumentHelp("Less like this pair; may be repeated.", valueName: "fan@model"))
    var unlike: [String] = []
    @Option(help: "text (Method A) or profiled (Method B).")
    var method: SimilarityMethod = .text
    @Option(help: "The profile's share of the similarity, 0 to 1, with --method profiled (default: 0.25).")
    var profileWeight: Double?
    @Option(name: .short, help: "Pairs.")
    var k: Int = 10
    @Option(help: "Only this stage, 1 to 3; may be repeated.")
    var stage: [Int] = []
    @Option(help: ArgumentHelp("Only stages with at least this revenue.", valueName: "usd"))
    var minRevenue: Double?
    @Option(
        help: ArgumentHelp(
            "Only pairs with a message since, such as 2025-04-10 or 2025-04-10T08:00:00 (UTC).", valueName: "time"))
    var activeSince: String?
    @OptionGroup var conditionOptions: ConditionOptions
    @OptionGroup var indexOptions: IndexOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let request = try SimilarRequest(
            pair: PairID(parsing: pair), also: also.map { try PairID(parsing: $0) },
            unlike: unlike.map { try PairID(parsing: $0) }, method: method, k: k,
            conditions: conditionOptions.conditions(), stages: Set(stage), minimumRevenue: minRevenue,
            activeSince: activeSince.map { try Timestamp(parsing: $0) }, profileWeight: profileWeight)
        let workspace = try indexOptions.workspace(storeOptions.open(), common)
        let audit = try CommandAudit(workspace.store, "similar")
        let answer = try await workspace.retriever.similar(request)
        try audit.note(answer.pairs(of: request))
        try common.show(answer) { answer.text }
    }
}

extension SimilarityMethod: ExpressibleByArgument {}

extension SimilarAnswer {
    /// For people.
    var text: String {
        let others = [("also", also), ("unlike", unlike)].filter { !$0.1.isEmpty }
            .map { ", \($0.0) \($0.1.joined(separator: ", "))" }.joined()
        let outcome = Figures.outcome(asked.pairSuccessRate, asked.pairRevenue)
        var lines = ["like \(fanID)@\(modelName) in stage \(stage) (in all \(outcome))\(others):"]
        lines += matches.enumerated().map { "\($0 + 1). \($1.text)" }
        if matches.isEmpty { lines.append("no other pair passes these filters") }
        if droppedWithoutSuccessRate > 0 {
            lines.append("\(droppedWithoutSuccessRate) stages left out, since nothing was offered in them")
        }
        if withoutProfile > 0 {
            lines.append("\(withoutProfile) stages left out, since their pairs have no profile; see: rapport embed")
        }
        return lines.joined(separator: "\n")
    }
}

extension SimilarPair {
    /// For people: the match and, indented, why.
    fileprivate var text: String {
        var lines = [
            """
            \(Figures.number(similarity, digits: 3))  \(fanID)@\(modelName)  \
            stage \(stage), \(Figures.outcome(successRate, revenue)); \
            in all \(Figures.outcome(pairSuccessRate, pairRevenue)) (\(comparison))
            """
        ]
        if let profile = contributions.profile {
            lines.append(
                "   by text \(Figures.number(contributions.text, digits: 3)), by profile \(Figures.number(profile, digits: 3))"
            )
        }
        if let agreements, !agreements.isEmpty {
            lines.append("   both: \(agreements.map(\.text).joined(separator: "; "))")
        }
        for exchange in nearestExchanges {
            lines.append("   alike by \(Figures.number(exchange.similarity, digits: 2)):")
            lines.append(contentsOf: [exchange.asked.shown, "     - and -", exchange.match.shown])
        }
        return lines.joined(separator: "\n")
    }

    /// Against the pair asked with.
    private var comparison: String {
        let rate = pairSuccessRateDifference.map { "\(Self.signed($0)), " } ?? ""
        return "\(rate)\(Self.signed(pairRevenueDifference)) USD"
    }

    private static func signed(_ number: Double) -> String {
        (number < 0 ? "" : "+") + Figures.number(number, digits: 2)
    }
}

extension SimilarPair.Agreement {
    /// For people: `hobbies fishing`, `emoji rate 0.12 and 0.15`, `busiest hour 5 and 6 UTC`.
    fileprivate var text: String {
        let name = field.split(separator: "_").joined(separator: " ")
        if let statement { return "\(name) \(Terminal.plain(statement))" }
        let isWhole = field == "median_length" || field == "messages_by_hour"
        let numbers = [asked, match].compactMap { $0 }.map { Figures.number($0, digits: isWhole ? 0 : 2) }
            .joined(separator: " and ")
        switch field {
        case "messages_by_hour": return "busiest hour \(numbers) UTC"
        case "median_length": return "\(numbers) characters a message"
        default: return "\(name) \(numbers)"
        }
    }
}
