import Foundation
import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

/// What a fan's stored messages say that a chatter must not miss.
@Suite struct RiskFlagsTests {
    private static func stored(_ messages: [String]) -> [StoredRow] {
        messages.enumerated().map { number, message in
            StoredRow(
                rowID: Int64(number + 1), row: row("fan_1", hour: Double(number), message, "how are you"),
                conversationID: "c", stage: 1)
        }
    }

    @Test func eachFlagQuotesItsNewestMessagesAndCountsThemAll() throws {
        let elsewhere = (1...5).map { "text me on whatsapp, try number \($0)" }
        let risk = RiskFlags(
            of: Self.stored(["hello there"] + elsewhere + ["my chemo starts on monday", "  ", "do you like sailing?"]))
        #expect(risk.messagesRead == 8)
        // What matters most comes first.
        #expect(risk.flags.map(\.guardClass) == [.healthDistress, .offPlatform])
        let flag = try #require(risk.flags.last)
        #expect(flag.messages == 5 && flag.quotes.count == RiskFlags.mostQuotes)
        #expect(flag.quotes.map(\.rowID) == [6, 5, 4] && flag.quotes[0].text == elsewhere[4])
    }

    /// The flags are those that the guardrails raise for the same messages one by one, no more and no fewer.
    @Test(arguments: Seeds.list(20)) func flagsAreWhatTheGuardSaysOfEachMessage(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let all = try LabelledMessages.read("messages.jsonl").map(\.text)
        let messages = (0..<40).compactMap { _ in all.randomElement(using: &generator) }
        let risk = RiskFlags(of: Self.stored(messages))
        var expected: [GuardClass: [Int64]] = [:]
        for (number, message) in messages.enumerated() {
            for touched in MessageGuard.standard.classes(in: message) {
                expected[touched, default: []].insert(Int64(number + 1), at: 0)
            }
        }
        #expect(Set(risk.flags.map(\.guardClass)) == Set(expected.keys), "seed \(seed)")
        for flag in risk.flags {
            let rows = expected[flag.guardClass] ?? []
            #expect(flag.messages == rows.count && flag.quotes.map(\.rowID) == Array(rows.prefix(3)), "seed \(seed)")
        }
    }

    @Test func aFanWithoutThemHasNoneAndTheNewestAreRead() async throws {
        let many = (0..<RiskFlags.mostRows + 5).map { number in
            row("fan_1", hour: Double(number) / 60, number < 5 ? "text me on whatsapp" : "good morning", "hi")
        }
        let fixture = try await RetrievalFixture(many + [row("fan_2", hour: 0, "i want to die", "no")])
        let pair = try #require(try fixture.store.pair(PairID(fanID: "fan_1", modelName: "Model1")))
        let risk = try RiskFlags(ofPair: pair.pairID, in: fixture.store)
        #expect(risk.messagesRead == RiskFlags.mostRows && risk.flags.isEmpty)
        let other = try #require(try fixture.store.pair(PairID(fanID: "fan_2", modelName: "Model1")))
        let told = try RiskFlags(ofPair: other.pairID, in: fixture.store)
        #expect(told.flags.map(\.guardClass) == [.selfHarm])
        // What he wrote is in no description.
        #expect(!"\(told)".contains("die"))
    }
}
