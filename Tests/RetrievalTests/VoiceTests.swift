import Foundation
import Retrieval
import TestSupport
import Testing

/// How a model's chatters write, and what is done so that a reply sounds like them.
@Suite struct VoiceTests {
    private func answers(_ count: Int, _ text: (Int) -> String) -> [String] { (0..<count).map(text) }

    private static let words = ["hey", "you", "OMG", "I", "sweet", "I'm", "Xo", "é", "🙂", "…", "so", "happy!"]

    private func message(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...8, using: &generator)).map { _ in Self.words.randomElement(using: &generator) ?? "" }
            .joined(separator: " ")
    }

    @Test func itIsCountedFromWhatWasSent() throws {
        let voice = try #require(
            ModelVoice(of: answers(40) { $0 % 4 == 0 ? "  Hello there &amp; you 😘 " : "hey how are you" }))
        #expect(voice.answers == 40)
        #expect(voice.medianLength == 15)
        #expect(voice.emojiRate == 0.25)
        #expect(voice.smallStarts == 0.75)
    }

    @Test func fewAnswersAreNoVoice() {
        #expect(ModelVoice(of: answers(19) { _ in "hey" }) == nil)
        #expect(ModelVoice(of: answers(19) { _ in "hey" } + answers(50) { _ in "  " }) == nil)
    }

    @Test(arguments: [("❤️ x", true), ("x 🙂", true), ("👍🏽", true), ("call 12 #1 *", false), ("plain ©", false)])
    func emojiAreToldFromDigits(text: String, holds: Bool) {
        #expect(ModelVoice.holdsEmoji(text) == holds)
    }

    @Test(arguments: Seeds.list(20)) func nothingButTheFirstLettersCaseChanges(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let voices = try [
            #require(ModelVoice(of: answers(30) { _ in "always small" })),
            #require(ModelVoice(of: answers(30) { _ in "Always Large" })),
            #require(ModelVoice(of: answers(30) { $0 % 2 == 0 ? "Large" : "small" })),
        ]
        for _ in 0..<50 {
            let reply = message(&generator)
            for voice in voices {
                let adapted = voice.adapted(reply)
                #expect(adapted.dropFirst() == reply.dropFirst())
                #expect(adapted.first?.lowercased() == reply.first?.lowercased())
                #expect(voice.adapted(adapted) == adapted)
            }
            #expect(voices[2].adapted(reply) == reply)
        }
    }

    @Test func aFirstWordWithItsOwnCapitalsKeepsThem() throws {
        let small = try #require(ModelVoice(of: answers(30) { _ in "always small" }))
        #expect(small.adapted("Good morning") == "good morning")
        for kept in ["I love it", "I'm here", "I’ll wait", "OMG yes", "McDonalds again", "😘 Hey", "É"] {
            #expect(small.adapted(kept) == kept)
        }
    }

    @Test(arguments: Seeds.list(10)) func theGapGrowsWithTheDistanceFromTheUsualLength(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let length = Int.random(in: 5...60, using: &generator)
        let voice = try #require(ModelVoice(of: answers(25) { _ in String(repeating: "a", count: length) }))
        func gap(_ count: Int) -> Double { voice.lengthGap(String(repeating: "b", count: count)) }
        #expect(gap(length) == 0)
        for count in 1..<length { #expect(gap(count) > gap(count + 1)) }
        for count in length..<200 { #expect(gap(count + 1) > gap(count)) }
    }

    @Test(arguments: Seeds.list(10)) func aThirdOfTheAnswersLiesInEachThird(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let lengths = (1...Int.random(in: 20...90, using: &generator)).shuffled(using: &generator)
        let texts = lengths.map { String(repeating: "a", count: $0) }
        let voice = try #require(ModelVoice(of: texts))
        for third in 0...2 {
            let share = Double(texts.count { voice.lengthThird($0) == third }) / Double(texts.count)
            #expect(abs(share - 1.0 / 3) <= 1.5 / Double(texts.count))
        }
        let alike = try #require(ModelVoice(of: answers(30) { _ in "always this" }))
        #expect(["short", "always this", "this one is longer"].map(alike.lengthThird) == [0, 0, 2])
    }

    /// However many short replies lie nearer.
    @Test(arguments: Seeds.list(5)) func suggestionsAreAsLongAsTheModelsAnswers(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "ocean", "sunny", "gentle", "breeze", "harbour", "candle", "velvet", "lantern", "meadow", "pebble",
            "ribbon",
            "sparrow", "thimble", "willow", "zephyr", "amber",
        ]
        func answer(_ count: Int) -> String {
            "so " + (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
        }
        let counts = [1, 1, 1, 1, 1, 1, 4, 4, 12, 12]
        var rows = (0..<30).map { row("fan_\($0)", hour: 0, "hello", answer([1, 4, 12][$0 % 3])) }
        rows += counts.enumerated().map { number, count in
            row("fan_\(100 + number)", hour: 0, "do you like sailing on the sea", answer(count))
        }
        let fixture = try await RetrievalFixture(rows)
        let request = SuggestRequest(
            text: "do you like sailing on the sea", pair: .init(fanID: "fan_new", modelName: "Model1"))
        let suggestions = try await fixture.retriever().suggest(request).suggestions
        let voice = try #require(ModelVoice(of: rows.map(\.chatterMessage)))
        #expect(Set(suggestions.map { voice.lengthThird($0.text) }) == [0, 1, 2])
    }

    @Test func repliesBeginAsTheModelsDo() async throws {
        let question = "do you like sailing on the sea"
        var rows = (0..<30).map { row("fan_\($0)", on: "Model1", hour: 0, "hi \($0)", "hello number \($0)") }
        rows += sailingRows(6).map { original in
            var other = original
            other.modelName = "Model2"
            other.chatterMessage = original.chatterMessage.prefix(1).uppercased() + original.chatterMessage.dropFirst()
            return other
        }
        let fixture = try await RetrievalFixture(rows)
        let request = SuggestRequest(text: question, pair: .init(fanID: "fan_new", modelName: "Model1"))
        let suggestions = try await fixture.retriever().suggest(request).suggestions
        #expect(!suggestions.isEmpty)
        #expect(suggestions.allSatisfy { $0.text.first?.isLowercase == true })
        let anonymous = try await fixture.retriever().suggest(SuggestRequest(text: question)).suggestions
        #expect(anonymous.contains { $0.text.first?.isUppercase == true }, "no model, no voice to keep")
    }

    @Test func whatALanguageModelWritesBeginsAsTheModelsDoToo() async throws {
        let fixture = try await RetrievalFixture(
            sailingRows(8) + (0..<30).map { row("fan_\($0)", hour: 0, "hi \($0)", "hello number \($0)") })
        let model = FakeChatModel(replies: ["Would love to", "OMG take me with you", "Only if you hold me tight"])
        let request = SuggestRequest(
            text: "do you like sailing on the sea", pair: .init(fanID: "fan_new", modelName: "Model1"))
        let answer = try await fixture.retriever(model).suggest(request)
        #expect(
            answer.suggestions.map(\.text) == ["would love to", "OMG take me with you", "only if you hold me tight"])
    }
}
