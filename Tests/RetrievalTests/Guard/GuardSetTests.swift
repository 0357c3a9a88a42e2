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

    /// What was found of each class when the set, whose author had not seen the rules, was run for the first time.
    private static let foundBlind: [GuardClass: Int] = [
        .minor: 12, .selfHarm: 10, .threat: 9, .healthDistress: 14, .moneyDistress: 8, .meetUp: 7, .offPlatform: 13,
        .thirdPartyData: 4, .injection: 11,
    ]
    /// Of its 60 ordinary messages.
    private static let alarmsBlind = 6

    @Test func theBlindSetIsLargeEnoughAndIsItsOwn() throws {
        let blind = try LabelledMessages.read("blind.jsonl")
        let known = Set(try LabelledMessages.read("messages.jsonl").map(\.text))
        #expect(blind.count >= 150)
        #expect(Set(blind.map(\.text)).count == blind.count)
        #expect(blind.allSatisfy { !known.contains($0.text) })
    }

    @Test func whatWasFoundOfTheBlindSetIsStillFound() throws {
        let evaluation = GuardEvaluation(try LabelledMessages.read("blind.jsonl"))
        for (guardClass, found) in Self.foundBlind {
            let recall = try #require(evaluation.recall[guardClass])
            #expect(recall.successes >= found, "\(guardClass.rawValue)")
        }
        #expect(evaluation.falseAlarms.successes <= Self.alarmsBlind)
    }
}
