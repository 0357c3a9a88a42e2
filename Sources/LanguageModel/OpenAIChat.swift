import Foundation
import ProviderHTTP

/// `POST /chat/completions`, as OpenAI defined it and as local servers speak it.
///
/// Source: OpenAI's API reference, "Create chat completion", and "Structured outputs".
enum OpenAIChat {
    /// - Parameter isOwnHost: OpenAI's newer models refuse `max_tokens`; other servers know no other name.
    static func body(_ request: ChatRequest, model: String, isOwnHost: Bool) -> JSONText {
        var members: [(key: String, value: JSONText)] = [
            ("model", .string(model)),
            (
                "messages",
                .array(
                    request.messages.map {
                        .object([("role", .string($0.role.rawValue)), ("content", .string($0.text))])
                    })
            ),
            (isOwnHost ? "max_completion_tokens" : "max_tokens", .integer(request.maxTokens)),
        ]
        if let temperature = request.temperature { members.append(("temperature", .number(temperature))) }
        if let seed = request.seed { members.append(("seed", .integer(seed))) }
        if let schema = request.schema {
            let format: [(key: String, value: JSONText)] = [
                ("name", .string(schema.name)), ("strict", .bool(true)), ("schema", .raw(schema.jsonText)),
            ]
            members.append(
                ("response_format", .object([("type", .string("json_schema")), ("json_schema", .object(format))])))
        }
        return .object(members)
    }

    private struct Body: Decodable {
        struct Choice: Decodable {
            struct Message: Decodable {
                var content: String?
                var refusal: String?
            }
            var message: Message
            var finishReason: String?

            enum CodingKeys: String, CodingKey {
                case message
                case finishReason = "finish_reason"
            }
        }
        struct Usage: Decodable {
            var promptTokens: Int
            var completionTokens: Int

            enum CodingKeys: String, CodingKey {
                case promptTokens = "prompt_tokens"
                case completionTokens = "completion_tokens"
            }
        }
        var choices: [Choice]
        var usage: Usage?
    }

    /// - Throws: `ProviderError.badReply`, `LLMError.refused`.
    static func reply(parsing json: Data, from source: ReplySource) throws -> ChatReply {
        let body: Body
        do {
            body = try JSONDecoder().decode(Body.self, from: json)
        } catch {
            throw ProviderError.badReply(host: source.host, problem: ReplyShape.problem(error))
        }
        guard let choice = body.choices.first else {
            throw ProviderError.badReply(host: source.host, problem: "it holds no choice")
        }
        if choice.finishReason == "content_filter" || choice.message.refusal?.isEmpty == false {
            throw LLMError.refused(model: source.model)
        }
        guard let text = choice.message.content else {
            throw ProviderError.badReply(host: source.host, problem: "choices[0].message.content is null")
        }
        return ChatReply(
            text: text, finish: choice.finishReason == "length" ? .length : .complete,
            usage: body.usage.map { TokenUsage(input: $0.promptTokens, output: $0.completionTokens) })
    }
}
