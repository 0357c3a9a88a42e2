import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

/// Suggestions without a language model: what chatters answered in the retrieved exchanges.
@Suite struct RetrievedReplyTests {
    private let question = "do you like sailing on the sea"

    /// A conversation with the question and `answer`.
    private func exchange(_ fan: String, _ answer: String, hour: Double = 0, on model: String = "Model1") -> LogRow {
        row(fan, on: model, hour: hour, question, answer)
    }

    private func suggestions(_ rows: [LogRow], text: String? = nil, pair: PairID? = nil) async throws -> [Suggestion] {
        let fixture = try await RetrievalFixture(rows)
        return try await fixture.retriever().suggest(SuggestRequest(text: text ?? question, pair: pair)).suggestions
    }

    @Test func threeDifferentRepliesNameTheirConversations() async throws {
        let rows = sailingRows(10)
        let fixture = try await RetrievalFixture(rows)
        let answer = try await fixture.retriever().suggest(SuggestRequest(text: question))
        #expect(answer.suggestions.count == 3)
        #expect(Set(answer.suggestions.map(\.text)).count == 3)
        for suggestion in answer.suggestions {
            #expect(suggestion.source == .retrieved)
            let id = try #require(suggestion.basedOn.first)
            let source = try fixture.store.rows(ofConversation: id)
            #expect(source.contains { $0.row.chatterMessage == suggestion.text })
        }
    }

    @Test func entitiesAreDecodedAndBlanksTrimmed() async throws {
        let found = try await suggestions([exchange("fan_1", "  you &amp; me,\n i&#39;d love that  ")])
        #expect(found.map(\.text) == ["you & me, i'd love that"])
    }

    @Test func massMessagesAreDroppedHoweverNearTheyAre() async throws {
        let mass = "new video is out now babe, come and see it before it is gone"
        var rows = (0..<8).map { exchange("fan_\($0)", mass) }
        rows += (20..<25).map { row("fan_\($0)", hour: 0, "hi", "good to see you") }
        rows += [exchange("fan_50", "only if you are my captain")]
        let found = try await suggestions(rows)
        #expect(found.map(\.text).contains("only if you are my captain"))
        #expect(!found.map(\.text).contains(mass))
        #expect(!found.map(\.text).contains("good to see you"))
    }

    @Test func aReplyThatOneFanGotOftenIsNoMassMessage() async throws {
        let text = "i would sail around the whole world with somebody like you"
        let found = try await suggestions((0..<4).map { exchange("fan_1", text, hour: Double($0) * 10) })
        #expect(found.map(\.text) == [text])
    }

    @Test func nearDuplicatesComeOnce() async throws {
        let found = try await suggestions([
            exchange("fan_1", "oh i love the sea so much"), exchange("fan_2", "Oh I love the sea so much!!"),
            exchange("fan_3", "oh i love the sea soo much 😘"), exchange("fan_4", "what do you do for work?"),
        ])
        #expect(found.count == 2)
    }

    @Test(arguments: [
        ("Tom_88123", "haha tom you are so funny"), ("fan_1", "hey Marcus, you are so funny"),
        ("A.zorbin.c_69", "zorbin you are so funny"), ("fan_1", "hey kwame you are so funny"),
        ("fan_1", "call me 555-1234"), ("fan_1", "it is only $25 today"), ("fan_1", "see you on friday"),
        ("fan_1", "write me at sweet_girl"), ("fan_1", "how is life in denver"), ("fan_1", "as Zorbinia says"),
    ])
    func noOtherFansNameOrNumberLeaks(fan: String, planted: String) async throws {
        let rows = [exchange(fan, planted)] + sailingRows(6)
        let found = try await suggestions(rows)
        #expect(!found.map(\.text).contains(planted))
        #expect(!found.isEmpty)
    }

    @Test func aNameByWhichTheOtherFanIntroducedHimselfDoesNotLeak() async throws {
        let found = try await suggestions([
            row("fan_1", hour: 0, "im grokko and i like sailing on the sea", "the sea suits you so well grokko dear"),
            exchange("fan_2", "i love the sea"),
        ])
        #expect(found.map(\.text) == ["i love the sea"])
    }

    @Test func namesOfFansElsewhereInTheStoreDoNotLeak() async throws {
        let rows = [exchange("fan_1", "i thought of zorbin all day"), row("zorbin_5", hour: 0, "hi", "hey")]
        #expect(try await suggestions(rows).map(\.text) == ["hey"])
    }

    @Test func theAskingFansOwnNamePasses() async throws {
        let rows = [exchange("fan_1", "haha kwame you are so funny"), row("Kwame_5", hour: 0, "hello", "hey you")]
        let pair = PairID(fanID: "Kwame_5", modelName: "Model1")
        #expect(try await suggestions(rows, pair: pair).map(\.text).contains("haha kwame you are so funny"))
        #expect(try await !suggestions(rows).map(\.text).contains("haha kwame you are so funny"))
    }

    @Test func whatTheFanWasSentAlreadyAndWhatHeSaidAreNotSuggested() async throws {
        let rows = [
            exchange("fan_1", "I love the sea!"), exchange("fan_2", "do you like sailing on the sea??"),
            exchange("fan_3", "tell me about the waves"),
        ]
        let thread = "fan: hi\nme: i love the sea\nfan: \(question)"
        #expect(try await suggestions(rows, text: thread).map(\.text) == ["tell me about the waves"])
        let stored = rows + [row("fan_9", hour: 0, "hi", "tell me about the waves")]
        let pair = PairID(fanID: "fan_9", modelName: "Model1")
        #expect(try await suggestions(stored, pair: pair).map(\.text) == ["I love the sea!"])
    }

    @Test func amongEquallyNearRepliesTheOneThatSoldComesFirst() async throws {
        let rows = (0..<4).map {
            exchange("fan_\($0)", ["calm and blue", "only with you", "tell me more", "wind in my hair"][$0])
        }
        let sale = row("fan_2", hour: 0.5, "ok", "here you go", price: 10, purchased: true)
        let earlier = row("fan_3", hour: -0.5, "ok", "here you are", price: 10, purchased: true)
        let found = try await suggestions(rows + [sale, earlier])
        #expect(found.first?.text == "tell me more")
    }
}
