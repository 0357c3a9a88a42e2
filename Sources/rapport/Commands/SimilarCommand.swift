import ArgumentParser
import RapportCore
import Retrieval
import Workflow

struct SimilarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Find fans like this one.",
        discussion: """
            Asks with the pair's latest stage and shows the most similar stage of each other pair.

              rapport similar Tom_88123@Model3 --min-success-rate 0.5
            """)

    @Argument(help: ArgumentHelp("The pair.", valueName: "fan@model"))
    var pair: String
    @Option(help: "text (Method A) or profiled (Method B).")
    var method: SimilarityMethod = .text
    @Option(help: "The profile's share of the similarity, 0 to 1, with --method profiled.")
    var profileWeight: Double?
    @Option(name: .short, help: "Pairs.")
    var k: Int = 10
    @OptionGroup var conditionOptions: ConditionOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let pair = try PairID(parsing: pair)
        let workspace = try Workspace(store: storeOptions.open()) { common.remark($0) }
        let answer = try await workspace.retriever.similar(
            SimilarRequest(
                pair: pair, method: method, k: k, conditions: conditionOptions.conditions(),
                profileWeight: profileWeight))
        try common.show(answer) { answer.text }
    }
}

extension SimilarityMethod: ExpressibleByArgument {}

extension SimilarAnswer {
    /// For people.
    var text: String {
        var lines = ["like \(fanID)@\(modelName) in stage \(stage):"]
        lines += matches.enumerated().map { index, match in
            """
            \(index + 1). \(Figures.number(match.similarity, digits: 3))  \(match.fanID)@\(match.modelName)  \
            stage \(match.stage), \(Figures.outcome(match.successRate, match.revenue)); \
            in all \(Figures.outcome(match.pairSuccessRate, match.pairRevenue))
            """
        }
        if matches.isEmpty { lines.append("no other pair passes these filters") }
        if droppedWithoutSuccessRate > 0 {
            lines.append("\(droppedWithoutSuccessRate) stages left out, since nothing was offered in them")
        }
        return lines.joined(separator: "\n")
    }
}
