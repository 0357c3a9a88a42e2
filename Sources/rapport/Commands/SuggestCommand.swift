import ArgumentParser
import Foundation
import RapportCore
import Retrieval
import Workflow

struct SuggestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Find the five nearest past conversations and suggest three replies, best first.",
        discussion: """
            The text may be a pasted thread of 'fan:' and 'me:' lines, which then stands for the stored context;
            '-' reads it from stdin. Each reply says why it is suggested and how likely the creator's own chatter would
            have said so; the next step is to chat on, to offer something at a price, or to leave the fan be.

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
    @OptionGroup var indexOptions: IndexOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let pair = try fan.map { try PairID(parsing: $0) }
        let text =
            self.text == "-"
            ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) : self.text
        let workspace = try indexOptions.workspace(storeOptions.open(), common)
        let request = SuggestRequest(text: text, pair: pair, conditions: try conditionOptions.conditions())
        let audit = try CommandAudit(workspace.store, "suggest")
        let answer = try await workspace.retriever.suggest(request) { event in
            // Before a language model gets to see anything of them.
            if case .retrieved(let opening) = event {
                try audit.note(opening.pairs(of: request, in: workspace.store))
            }
        }
        if let chatter {
            let log = SuggestionLog(store: workspace.store, now: { .now }) { count, error in
                let reason = (error as? any RapportError)?.message ?? "\(type(of: error))"
                common.remark("\(count) suggestions were not kept: \(reason)")
            }
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
        for (index, suggestion) in suggestions.enumerated() {
            let confidence = suggestion.confidence.map { ", confidence \(Figures.number($0, digits: 2))" } ?? ""
            lines.append(
                "\(index + 1). \(Terminal.plain(suggestion.text))  (\(suggestion.source.rawValue)\(confidence))")
            lines.append("     why: \(suggestion.why)")
        }
        if let step = suggestions.first?.nextStep {
            lines += ["", "next step: \(step.text)"]
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

extension NextStep {
    /// For people.
    fileprivate var text: String {
        let action =
            switch action {
            case .chat: "chat on"
            case .offer: "offer something at \(Figures.number(priceUSD ?? 0, digits: 2)) USD"
            case .leave: "leave him be"
            }
        return "\(action): \(why)"
    }
}
