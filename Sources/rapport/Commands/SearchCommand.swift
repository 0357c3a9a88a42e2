import ArgumentParser
import RapportCore
import Retrieval
import Store
import Workflow

/// What every command takes that looks for something.
struct ConditionOptions: ParsableArguments {
    @Option(
        name: .customLong("where"), help: ArgumentHelp("A filter, such as \"stage in (2, 3)\".", valueName: "filter"))
    var filter: String?
    @Option(help: "Only this model.")
    var model: String?
    @Option(help: ArgumentHelp("Only hits with at least this success rate, 0 to 1.", valueName: "rate"))
    var minSuccessRate: Double?

    func conditions() throws -> Conditions {
        Conditions(
            filter: try filter.map { try Filter(parsing: $0) }, modelName: model, minimumSuccessRate: minSuccessRate)
    }
}

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find turns, conversations or stages by meaning, by words, or both.",
        discussion: """
              rapport search "he is going through a divorce" -k 5
              rapport search sailing --mode keyword --collection conversations --min-success-rate 0.5
            """)

    @Argument(help: "What to look for.")
    var text: String
    @Option(help: "semantic, keyword or hybrid.")
    var mode: SearchMode = .semantic
    @Option(help: "turns, conversations or stages.")
    var collection: RecordCollection = .turns
    @Option(name: .short, help: "Hits.")
    var k: Int = 10
    @OptionGroup var conditionOptions: ConditionOptions
    @OptionGroup var indexOptions: IndexOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let workspace = try indexOptions.workspace(storeOptions.open(), common)
        let audit = try CommandAudit(workspace.store, "search")
        let answer = try await workspace.retriever.search(
            SearchRequest(
                text: text, mode: mode, collection: collection, k: k, conditions: conditionOptions.conditions()))
        try audit.note(answer.pairs)
        try common.show(answer) { answer.text }
    }
}

extension SearchMode: ExpressibleByArgument {}

extension SearchAnswer {
    /// For people.
    var text: String {
        var lines = hits.enumerated().map { index, hit in
            let texts = hit.excerpt.map(\.shown).joined(separator: "\n")
            return """
                \(index + 1). \(Figures.number(hit.score, digits: 4))  \(hit.fanID)@\(hit.modelName)  stage \(hit.stage), \
                \(Figures.outcome(hit.successRate, hit.revenue))
                \(texts)
                """
        }
        if hits.isEmpty { lines.append("nothing found") }
        if droppedWithoutSuccessRate > 0 {
            lines.append("\(droppedWithoutSuccessRate) left out, since nothing was offered in them")
        }
        return lines.joined(separator: "\n")
    }
}

extension ExchangeText {
    /// For people, one line a message.
    var shown: String {
        [("fan", fan), ("me", chatter)].filter { !Blank.isBlank($0.1) }
            .map { "     \($0.0): \(Terminal.plain($0.1))" }.joined(separator: "\n")
    }
}
