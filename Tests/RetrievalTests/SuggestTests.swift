import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

/// Which conversations are shown.
@Suite struct SuggestTests {
    @Test func fiveConversationsComeWithTheRowsAroundTheMatch() async throws {
        let rows =
            sailingRows(9) + [
                row("fan_7", hour: 60, "what now", "before before"), row("fan_7", hour: 60.1, "one", "before"),
                row("fan_7", hour: 60.2, "do you like sailing on the sea", "the match"),
                row("fan_7", hour: 60.3, "two", "after"), row("fan_7", hour: 60.4, "", "after after"),
                row("fan_7", hour: 60.5, "three", "too late"), row("fan_7", hour: 70, "four", "another conversation"),
            ]
        let fixture = try await RetrievalFixture(rows)
        let answer = try await fixture.retriever().suggest(
            SuggestRequest(
                text: "do you like sailing on the sea",
                conditions: Conditions(filter: try Filter(parsing: "fan = 'fan_7'"))))
        #expect(
            answer.conversations.first?.excerpt.map(\.chatter) == [
                "before before", "before", "the match", "after", "after after",
            ])
        // The graph keeps 12 bits a component.
        #expect(abs((answer.conversations.first?.similarity ?? 0) - 1) < 2e-4)
        let all = try await fixture.retriever().suggest(SuggestRequest(text: "do you like sailing on the sea"))
        #expect(all.conversations.count == 5)
        #expect(all.provider.embedder == "words" && all.provider.llm == nil)
    }

    @Test func theNearestComeFirstWhereNoAnswerIsLikeAnother() async throws {
        let answers = ["the moon", "pizza please", "quick brown fox", "vivid jazz", "hello world", "my golden key"]
        let rows = answers.enumerated().map { index, answer in
            row("fan_\(index)", hour: 0, "sailing " + String(repeating: "rain ", count: index), answer)
        }
        let fixture = try await RetrievalFixture(rows)
        let answer = try await fixture.retriever().suggest(SuggestRequest(text: "sailing"))
        #expect(answer.conversations.map(\.fanID) == (0..<5).map { "fan_\($0)" })
        #expect(answer.conversations.map(\.similarity) == answer.conversations.map(\.similarity).sorted(by: >))
    }

    @Test func ofEquallyNearConversationsThoseComeFirstWhoseAnswersOthersGaveToo() async throws {
        let answers = [
            "vivid jazz", "take me out on your boat", "pizza please", "take me out in a boat", "my golden key",
        ]
        let rows = answers.enumerated().map { index, answer in row("fan_\(index)", hour: 0, "sailing", answer) }
        let fixture = try await RetrievalFixture(rows)
        let answer = try await fixture.retriever().suggest(SuggestRequest(text: "sailing"))
        #expect(Set(answer.conversations.prefix(2).map(\.fanID)) == ["fan_1", "fan_3"])
        #expect(answer.suggestions.first?.why.contains("1 more of the 5 nearest exchanges") == true)
    }

    @Test func whatOneFanWasToldAgainAndAgainSupportsNothing() async throws {
        let words = "take me out on your lovely boat tonight my dear captain"
        let rows =
            [row("fan_0", hour: 0, "sailing", "vivid jazz"), row("fan_9", hour: 0, "sailing", words)]
            + (1..<4).map { row("fan_9", hour: Double($0) * 10, "sailing", "\(words) \(["x", "hun", "ok"][$0 - 1])") }
        let fixture = try await RetrievalFixture(rows)
        let context = SuggestContext(message: "sailing", pair: nil, rows: [])
        let found = try await fixture.retriever().exchanges(context, Conditions()).exchanges
        #expect(found.count == 5)
        #expect(found.allSatisfy { $0.support < 0.2 })
    }

    @Test(arguments: Seeds.list(5))
    func noConversationComesTwiceAndTheCurrentOneNotAtAll(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let rows = (0..<120).map { number in
            row(
                "fan_\(number % 4)", on: "Model\(number % 2)",
                hour: Double(number) * Double.random(in: 0.5...1.5, using: &generator),
                ["sailing boat", "sailing sea", "rain"].randomElement(using: &generator) ?? "", "answer \(number)")
        }
        let fixture = try await RetrievalFixture(rows)
        let pair = PairID(fanID: "fan_1", modelName: "Model1")
        let answer = try await fixture.retriever().suggest(SuggestRequest(text: "sailing boat", pair: pair))
        let stored = try #require(try fixture.store.pair(pair))
        let current = try #require(try fixture.store.rows(of: stored.pairID).last?.conversationID)
        var others: Set<String> = []
        try fixture.store.forEachPair { _, rows in others.formUnion(rows.map(\.conversationID)) }
        others.remove(current)
        let ids = answer.conversations.map(\.conversationID)
        #expect(Set(ids).count == ids.count && !ids.contains(current))
        #expect(ids.count == min(5, others.count))
        #expect(answer.suggestions.allSatisfy { Set($0.basedOn).isSubset(of: others) })
        #expect(answer.pair == "fan_1@Model1")
    }

    @Test func filtersHoldAndNullsAreCounted() async throws {
        var rows = sailingRows(6)
        rows += (0..<3).map {
            row("buyer_\($0)", on: "Model2", hour: 0, "do you like sailing", "yes a lot", price: 20, purchased: $0 > 0)
        }
        let fixture = try await RetrievalFixture(rows)
        let conditions = Conditions(minimumSuccessRate: 1)
        let answer = try await fixture.retriever().suggest(SuggestRequest(text: "sailing", conditions: conditions))
        #expect(Set(answer.conversations.map(\.fanID)) == ["buyer_1", "buyer_2"])
        #expect(answer.conversations.allSatisfy { $0.successRate == 1 && $0.revenue == 20 && $0.revenueAfter == 20 })
        #expect(answer.droppedWithoutSuccessRate == 6)
        #expect(answer.flags.contains("few_matches"))
        let model = try await fixture.retriever().suggest(
            SuggestRequest(text: "sailing", conditions: Conditions(modelName: "Model1")))
        #expect(model.conversations.allSatisfy { $0.modelName == "Model1" && $0.successRate == nil })
        #expect(model.model == "Model1" && model.flags == ["no_success_rate"])
        let none = try await fixture.retriever().suggest(
            SuggestRequest(text: "sailing", conditions: Conditions(modelName: "Model9")))
        #expect(none.conversations.isEmpty && none.suggestions.isEmpty)
        #expect(none.flags == ["few_matches", "no_success_rate", "few_suggestions"])
    }

    @Test func aThreadAsksWithItsLastFanLine() async throws {
        let fixture = try await RetrievalFixture(sailingRows(6) + [row("fan_9", hour: 0, "i hate the rain", "me too")])
        let answer = try await fixture.retriever().suggest(
            SuggestRequest(text: "Fan: do you like sailing\nme: yes\nFAN: i hate the rain\nme: oh"))
        #expect(answer.query == "i hate the rain")
        #expect(answer.conversations.first?.fanID == "fan_9")
        await #expect(throws: RetrievalError.noFanLine) {
            try await fixture.retriever().suggest(SuggestRequest(text: "me: hello?"))
        }
    }

    @Test func aFanWhomTheStoreDoesNotKnowIsAnsweredWithAFlag() async throws {
        let fixture = try await RetrievalFixture(sailingRows(6))
        let answer = try await fixture.retriever().suggest(
            SuggestRequest(text: "sailing", pair: PairID(fanID: "new_1", modelName: "Model1")))
        #expect(answer.flags.contains("unknown_fan"))
        #expect(answer.conversations.count == 5)
    }

    @Test func descriptionsHideTexts() async throws {
        let fixture = try await RetrievalFixture(sailingRows(6))
        let request = SuggestRequest(text: "do you like sailing")
        let answer = try await fixture.retriever().suggest(request)
        let shown = "\(request) \(answer) \(answer.suggestions) \(answer.conversations.flatMap(\.excerpt))"
        #expect(!shown.contains("sailing") && !shown.contains("boat"))
    }
}
