import RapportCore
import Retrieval
import Testing

/// What the guardrails find in the committed messages.
@Suite struct GuardSetTests {
    /// The least recall that a class may have on messages that were known while the rules were written.
    private static let leastRecall = 0.9

    @Test func everyPatternCanBeReadAndCanMatch() {
        #expect(MessageGuard.standard.faults.isEmpty)
    }

    @Test func theSetCoversEveryClassAboutEqually() throws {
        let messages = try LabelledMessages.read("messages.jsonl")
        #expect(messages.count >= 150)
        #expect(Set(messages.map(\.text)).count == messages.count)
        for guardClass in GuardClass.allCases {
            #expect(messages.count { $0.expected.contains(guardClass) } >= 14, "\(guardClass.rawValue)")
        }
        #expect(messages.count { $0.expected.isEmpty } >= 40)
    }

    @Test(arguments: GuardClass.allCases) func recallIsAsStated(guardClass: GuardClass) throws {
        let evaluation = GuardEvaluation(try LabelledMessages.read("messages.jsonl"))
        let recall = try #require(evaluation.recall[guardClass])
        print("recall of \(guardClass.rawValue): \(recall.successes) of \(recall.cases)")
        #expect((recall.rate ?? 0) >= Self.leastRecall)
    }

    @Test func hardOrdinaryMessagesRaiseNoAlarm() throws {
        let evaluation = GuardEvaluation(try LabelledMessages.read("messages.jsonl"))
        print("false alarms: \(evaluation.falseAlarms.successes) of \(evaluation.falseAlarms.cases)")
        #expect((evaluation.falseAlarms.rate ?? 1) <= 0.05)
    }
}
