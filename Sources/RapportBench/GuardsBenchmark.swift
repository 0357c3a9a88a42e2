import ArgumentParser
import ChatLog
import Foundation
import RapportCore
import Retrieval

/// Recall and false alarms of the guardrails on marked messages.
struct GuardsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guards",
        abstract: "What the guardrails find in marked messages, per class, with 95% Wilson intervals.",
        discussion: """
            The set is JSON lines of "text" and "class", where none marks an ordinary message, or "classes", a list; \
            or logs, all of whose fan messages count as ordinary.

              RapportBench guards --set Tests/RetrievalTests/Guard/Sets/messages.jsonl
              RapportBench guards --logs data/sample_logs.pkl
            """)

    @Option(help: "Marked messages.")
    var set: String?
    @Option(help: "Logs whose fan messages are ordinary.")
    var logs: String?
    @Flag(help: "Show the messages that were not found and the false alarms.")
    var mistakes = false

    func validate() throws {
        guard (set == nil) != (logs == nil) else { throw ValidationError("give --set or --logs") }
    }

    func run() throws {
        let messages =
            try set.map { try GuardEvaluation.Labelled.read(URL(filePath: $0)) } ?? logs.map(Self.ordinary) ?? []
        let evaluation = GuardEvaluation(messages)
        var rows = [["class", "found", "of", "recall", "95% interval"]]
        for guardClass in GuardClass.allCases {
            if let recall = evaluation.recall[guardClass] { rows.append(Self.row(guardClass.rawValue, recall)) }
        }
        rows.append(Self.row("false alarms", evaluation.falseAlarms))
        Output.line(TextTable.text(rows))
        let alarms = GuardClass.allCases.compactMap { guardClass in
            evaluation.falseAlarmsByClass[guardClass].map { "\(guardClass.rawValue) \($0)" }
        }
        if !alarms.isEmpty { Output.line("false alarms by class: \(alarms.joined(separator: ", "))") }
        guard mistakes else { return }
        for position in evaluation.mistakes {
            let message = messages[position]
            let classes = message.expected.map(\.rawValue).sorted().joined(separator: ", ")
            Output.line("\(classes.isEmpty ? "none" : classes): \(message.text)")
        }
    }

    private static func ordinary(_ path: String) throws -> [GuardEvaluation.Labelled] {
        let messages = try LogReader.read(path).table.fanMessage
        return (0..<messages.count).lazy.map { messages[$0] }.filter { !Blank.isBlank($0) }
            .map { GuardEvaluation.Labelled(text: $0, expected: []) }
    }

    private static func row(_ name: String, _ share: Proportion) -> [String] {
        func text(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }
        return [
            name, "\(share.successes)", "\(share.cases)", text(share.rate), "\(text(share.low)) to \(text(share.high))",
        ]
    }
}
