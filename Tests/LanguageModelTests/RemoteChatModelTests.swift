import Foundation
import LanguageModel
import ProviderHTTP
import TestSupport
import Testing

/// Both styles of chat against a real server on this machine.
@Suite struct RemoteChatModelTests {
    private static let key = "sk-secret"
    private static let messages = [
        ChatMessage(.system, "Be brief."), ChatMessage(.user, "Hi!"), ChatMessage(.assistant, "Hello."),
        ChatMessage(.user, "How are you?"),
    ]

    private func model(
        _ server: MisbehavingServer, style: LLMSettings.Style = .openai, time: SimulatedTime = SimulatedTime(),
        change: (inout LLMSettings) -> Void = { _ in }
    ) throws -> RemoteChatModel {
        var settings = LLMSettings(model: "small-model", style: style, baseURL: server.baseURL)
        change(&settings)
        return try RemoteChatModel(settings, environment: ["RAPPORT_LLM_API_KEY": Self.key], runtime: time.runtime)
    }

    private func schema() throws -> ReplySchema {
        try ReplySchema(
            name: "answer",
            jsonText: #"{"type":"object","properties":{"z":{"type":"string"},"a":{"type":"integer"}},"#
                + #""required":["z","a"],"additionalProperties":false}"#)
    }

    @Test(arguments: LLMSettings.Style.allCases)
    func aReplyComesWithItsUsage(style: LLMSettings.Style) async throws {
        let server = try MisbehavingServer { ProviderDouble.answer($0) { _ in "I am well" } }
        let model = try model(server, style: style)
        let reply = try await model.reply(ChatRequest(messages: Self.messages))
        #expect(reply.text == "I am well")
        #expect(reply.finish == .complete)
        #expect(reply.usage == TokenUsage(input: 20, output: 5))
        #expect(model.identifier == "\(style.rawValue):\(server.host):small-model")
        #expect(model.spending == Spending(usd: 0, usage: TokenUsage(input: 20, output: 5)))
    }

    @Test func openAIIsAskedWithASchemaInItsOwnOrder() async throws {
        let server = try MisbehavingServer { ProviderDouble.answer($0) { _ in #"{"z":"x","a":1}"# } }
        _ = try await model(server).reply(
            ChatRequest(messages: Self.messages, schema: schema(), temperature: 0.5, maxTokens: 77, seed: 42))
        let request = try #require(server.requests.first)
        #expect(request.path == "/v1/chat/completions")
        #expect(request.headers["authorization"] == "Bearer \(Self.key)")
        let body = request.json
        #expect(body["model"] as? String == "small-model")
        #expect(body["max_tokens"] as? Int == 77)
        #expect(body["seed"] as? Int == 42)
        #expect(body["temperature"] as? Double == 0.5)
        let messages = try #require(body["messages"] as? [[String: String]])
        #expect(messages.map { $0["role"] } == ["system", "user", "assistant", "user"])
        let format = try #require(body["response_format"] as? [String: Any])
        #expect(format["type"] as? String == "json_schema")
        #expect((format["json_schema"] as? [String: Any])?["strict"] as? Bool == true)
        #expect(String(decoding: request.body, as: UTF8.self).contains(try schema().jsonText))
    }

    @Test func anthropicIsAskedThroughATool() async throws {
        let server = try MisbehavingServer { ProviderDouble.answer($0) { _ in #"{"z":"x","a":1}"# } }
        let reply = try await model(server, style: .anthropic).reply(
            ChatRequest(messages: Self.messages, schema: schema()))
        #expect(reply.text == #"{"a":1,"z":"x"}"#)
        let request = try #require(server.requests.first)
        #expect(request.path == "/v1/messages")
        #expect(request.headers["x-api-key"] == Self.key)
        #expect(request.headers["anthropic-version"] == "2023-06-01")
        #expect(request.headers["authorization"] == nil)
        #expect(request.json["system"] as? String == "Be brief.")
        #expect((request.json["messages"] as? [[String: String]])?.map { $0["role"] } == ["user", "assistant", "user"])
        #expect((request.json["tool_choice"] as? [String: String]) == ["type": "tool", "name": "answer"])
    }

    @Test func usageMayBeMissing() async throws {
        let server = try MisbehavingServer(answers: [.reply(body: #"{"choices":[{"message":{"content":"ok"}}]}"#)])
        let reply = try await model(server).reply(ChatRequest(messages: Self.messages))
        #expect(reply.text == "ok")
        #expect(reply.usage == nil)
    }

    @Test(arguments: [
        (#"{"choices":[{"message":{"content":"half"},"finish_reason":"length"}]}"#, LLMSettings.Style.openai),
        (#"{"content":[{"type":"text","text":"half"}],"stop_reason":"max_tokens"}"#, .anthropic),
    ])
    func aReplyThatWasCutSaysSo(body: String, style: LLMSettings.Style) async throws {
        let server = try MisbehavingServer(answers: [.reply(body: body)])
        let reply = try await model(server, style: style).reply(ChatRequest(messages: Self.messages))
        #expect(reply == ChatReply(text: "half", finish: .length))
    }

    @Test(arguments: [
        (#"{"choices":[{"message":{"content":null,"refusal":"no"}}]}"#, LLMSettings.Style.openai),
        (#"{"choices":[{"message":{"content":"x"},"finish_reason":"content_filter"}]}"#, .openai),
        (#"{"content":[],"stop_reason":"refusal"}"#, .anthropic),
    ])
    func aRefusalIsAnErrorOfItsOwn(body: String, style: LLMSettings.Style) async throws {
        let server = try MisbehavingServer(answers: [.reply(body: body)])
        let model = try model(server, style: style)
        let error = await #expect(throws: LLMError.refused(model: model.identifier)) {
            try await model.reply(ChatRequest(messages: Self.messages))
        }
        #expect(
            error?.message == "\(model.identifier) declined to answer; change the prompt or use another model")
    }

    @Test(arguments: [
        ("<html>", LLMSettings.Style.openai, "it is not JSON"), ("{}", .openai, "choices is missing"),
        (#"{"choices":[]}"#, .openai, "it holds no choice"),
        (#"{"choices":[{"message":{"content":null}}]}"#, .openai, "choices[0].message.content is null"),
        (#"{"choices":[{"message":{"content":[1]}}]}"#, .openai, "choices[0].message.content has the wrong type"),
        ("{}", .anthropic, "content is missing"), (#"{"content":"x"}"#, .anthropic, "content has the wrong type"),
        (#"{"content":[{"type":"thinking"}]}"#, .anthropic, "it holds neither text nor a tool's input"),
    ])
    func aReplyOfTheWrongShapeIsAnError(body: String, style: LLMSettings.Style, problem: String) async throws {
        let server = try MisbehavingServer(answers: [.reply(body: body)])
        await #expect(throws: ProviderError.badReply(host: server.host, problem: problem)) {
            try await model(server, style: style).reply(ChatRequest(messages: Self.messages))
        }
    }

    @Test func troubleThatPassesIsTriedAgain() async throws {
        let server = try MisbehavingServer { request in
            switch request.number {
            case 1: .reply(status: 529, body: #"{"type":"error","error":{"type":"overloaded_error"}}"#)
            case 2: .cut(body: #"{"content":[]}"#, afterBytes: 3)
            case 3: .reply(status: 429, headers: ["Retry-After": "9"], body: "{}")
            default: ProviderDouble.answer(request)
            }
        }
        let time = SimulatedTime(chance: 0)
        let reply = try await model(server, style: .anthropic, time: time).reply(ChatRequest(messages: Self.messages))
        #expect(reply.text == "hello")
        #expect(time.sleeps == [0, 0, 9])
    }

    @Test func messagesAndRepliesDoNotShowTheirTexts() throws {
        let request = ChatRequest(messages: [ChatMessage(.user, "private words")])
        let reply = ChatReply(text: "private words")
        for text in ["\(request)", String(reflecting: request), "\(reply)", String(reflecting: reply)] {
            #expect(!text.contains("private"))
        }
    }

    @Test func theRateIsKept() async throws {
        let server = try MisbehavingServer { ProviderDouble.answer($0) }
        let time = SimulatedTime()
        let model = try model(server, time: time) { $0.requestsPerMinute = 6 }
        for _ in 0..<3 { _ = try await model.reply(ChatRequest(messages: Self.messages)) }
        #expect(time.sleeps == [10, 10])
    }
}
