import Foundation
import LanguageModel
import ProviderHTTP
import Synchronization
import Testing

/// Answers as values, with one more chance where the first does not fit.
@Suite struct DecodingTests {
    private struct Greeting: Decodable, Sendable, Equatable {
        var text: String
        var count: Int
    }

    /// Says what it is told to say, in order, and remembers what it was asked.
    private final class Parrot: ChatModel {
        let identifier = "parrot"
        private let answers: [ChatReply]
        private let asked = Mutex<[ChatRequest]>([])
        var requests: [ChatRequest] { asked.withLock { $0 } }

        init(_ answers: [String], finish: ChatReply.Finish = .complete) {
            self.answers = answers.map {
                ChatReply(
                    text: $0, finish: finish, usage: TokenUsage(input: 10, output: 1), latencySeconds: 0.5)
            }
        }

        func reply(_ request: ChatRequest) async throws -> ChatReply {
            let number = asked.withLock { asked in
                asked.append(request)
                return asked.count
            }
            return answers[min(number, answers.count) - 1]
        }
    }

    private func request() throws -> ChatRequest {
        let schema = try ReplySchema(
            name: "greeting",
            jsonText: #"{"type":"object","required":["text","count"],"properties":"#
                + #"{"text":{"type":"string","maxLength":5},"count":{"type":"integer"}}}"#)
        return ChatRequest(messages: [ChatMessage(.user, "Greet me.")], schema: schema)
    }

    @Test(arguments: [
        #"{"text":"hi","count":1}"#, "```json\n{\"text\":\"hi\",\"count\":1}\n```",
        #"Sure! {"text":"hi","count":1} Anything else?"#,
        #"<think>Maybe {"text":"no"}?</think>{"text":"hi","count":1}"#, #"  {"count":1,"text":"hi"}"#,
    ])
    func jsonIsFoundInWhateverSurroundsIt(answer: String) async throws {
        let parrot = Parrot([answer])
        let decoded = try await parrot.reply(request(), as: Greeting.self)
        #expect(decoded.value == Greeting(text: "hi", count: 1))
        #expect(decoded.requests == 1)
    }

    @Test func anAnswerThatDoesNotFitIsAskedForOnceMoreWithTheReason() async throws {
        let parrot = Parrot([#"{"text":"too long","count":1}"#, #"{"text":"hi","count":1}"#])
        let decoded = try await parrot.reply(request(), as: Greeting.self)
        #expect(decoded.value == Greeting(text: "hi", count: 1))
        #expect(decoded.requests == 2)
        #expect(decoded.reply.usage == TokenUsage(input: 20, output: 2))
        #expect(decoded.reply.latencySeconds == 1)
        let second = try #require(parrot.requests.last)
        #expect(second.messages.map(\.role) == [.user, .assistant, .user])
        #expect(second.messages[1].text == #"{"text":"too long","count":1}"#)
        #expect(second.messages[2].text.contains("text has more than 5 characters"))
        #expect(second.schema == (try request().schema))
    }

    @Test func anAnswerThatDoesNotFitTwiceIsAnError() async throws {
        let parrot = Parrot(["no", #"{"text":"hi"}"#, #"{"text":"hi","count":1}"#])
        let error = await #expect(throws: LLMError.replyDoesNotFit(model: "parrot", problem: "count is missing")) {
            try await parrot.reply(request(), as: Greeting.self)
        }
        #expect(
            error?.message == "the reply of parrot does not fit, asked twice: count is missing; "
                + "use a model that keeps to JSON schemas")
        #expect(parrot.requests.count == 2)
    }

    @Test func theCallersCheckIsAReasonToo() async throws {
        let parrot = Parrot([#"{"text":"hi","count":0}"#, #"{"text":"hi","count":2}"#])
        let decoded = try await parrot.reply(request(), as: Greeting.self) { value throws(ReplyProblem) in
            if value.count == 0 { throw ReplyProblem("count must not be zero") }
        }
        #expect(decoded.value.count == 2)
        #expect(parrot.requests.last?.messages.last?.text.contains("count must not be zero") == true)
    }

    @Test func withoutASchemaTheValueAloneDecides() async throws {
        let parrot = Parrot([#"{"text":"much longer than five"}"#, #"{"text":"much longer than five","count":3}"#])
        let prose = ChatRequest(messages: [ChatMessage(.user, "Greet me.")])
        #expect(try await parrot.reply(prose, as: Greeting.self).value.count == 3)
        #expect(parrot.requests.last?.messages.last?.text.contains("count is missing") == true)
    }

    @Test func anAnswerThatWasCutIsNotAskedForAgain() async throws {
        let parrot = Parrot([#"{"text":"h"#], finish: .length)
        await #expect(throws: LLMError.replyCut(model: "parrot", maxTokens: 1_024)) {
            try await parrot.reply(request(), as: Greeting.self)
        }
        #expect(parrot.requests.count == 1)
    }
}
