import ArgumentParser
import Foundation
import RapportCore
import Retrieval
import Workflow

struct SuggestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Find the five nearest past conversations and suggest replies.",
        discussion: """
            The text may be a pasted thread of 'fan:' and 'me:' lines, which then stands for the stored context;
            '-' reads it from stdin.

              rapport suggest "do you ever go sailing?" --model Model3
              rapport suggest --fan Tom_88123@Model3 - < thread.txt
            """)

    @Argument(help: "The fan's message, a thread, or - for stdin.")
    var text: String
    @Option(help: ArgumentHelp("The pair that asks; its stored rows give the context.", valueName: "fan@model"))
    var fan: String?
    @Option(help: ArgumentHelp("Who sees the suggestions; they are then kept, for feedback.", valueName: "name"))
    var chatter: String?
    @OptionGroup var conditionOptions: ConditionOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let pair = try fan.map { try PairID(parsing: $0) }
        let text =
            self.text == "-"
            ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) : self.text
        let workspace = try Workspace(store: storeOptions.open()) { common.remark($0) }
        let request = SuggestRequest(text: text, pair: pair, conditions: try conditionOptions.conditions())
        let answer = try await workspace.retriever.suggest(request)
        if let chatter {
            let log = SuggestionLog(store: workspace.store, now: { .now }, notice: { common.remark($0) })
            log.show(answer, of: request, to: chatter)
            log.finish()
        }
        try common.show(answer) { answer.text }
    }
}

extension SuggestAnswer {
    /// For people.
    var text: String {
        var lines = guards.flatMap { note in
            [
                "\(note.guardClass.rawValue) (\(note.severity.rawValue), in the \(note.foundIn.rawValue))",
                "  \(note.advice)",
            ]
        }
        if !guards.isEmpty { lines.append("") }
        lines.append("replies:")
        lines += suggestions.enumerated().map { index, suggestion in
            "\(index + 1). \(Terminal.plain(suggestion.text))  (\(suggestion.source.rawValue))"
        }
        if suggestions.isEmpty { lines.append("none") }
        lines += ["", "nearest past conversations:"]
        for (index, conversation) in conversations.enumerated() {
            lines.append(
                """
                \(index + 1). \(Figures.number(conversation.similarity, digits: 3))  \
                \(conversation.fanID)@\(conversation.modelName)  \
                \(Figures.outcome(conversation.successRate, conversation.revenue))
                """)
            lines += conversation.excerpt.map(\.shown)
        }
        if conversations.isEmpty { lines.append("none passes these filters") }
        if !flags.isEmpty { lines += ["", "notes: \(flags.joined(separator: ", "))"] }
        return lines.joined(separator: "\n")
    }
}
