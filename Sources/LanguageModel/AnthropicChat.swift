import Foundation
import ProviderHTTP

/// `POST /messages`, as Anthropic defined it.
///
/// An answer of a given shape is had by making the model call a tool whose input has that shape.
///
/// Source: Anthropic's API reference, "Create a message", and "Tool use".
enum AnthropicChat {
    static var headers: [(name: String, value: String)] { [("anthropic-version", "2023-06-01")] }

    static func body(_ request: ChatRequest, model: String) -> JSONText {
        let system = request.messages.filter { $0.role == .system }.map(\.text).joined(separator: "\n\n")
        let turns = request.messages.filter { $0.role != .system }
        var members: [(key: String, value: JSONText)] = [
            ("model", .string(model)), ("max_tokens", .integer(request.maxTokens)),
        ]
        if !system.isEmpty { members.append(("system", .string(system))) }
        members.append(
            (
                "messages",
                .array(turns.map { .object([("role", .string($0.role.rawValue)), ("content", .string($0.text))]) })
            ))
        if let temperature = request.temperature { members.append(("temperature", .number(temperature))) }
        if let schema = request.schema {
            members.append(
                (
                    "tools",
                    .array([
                        .object([
                            ("name", .string(schema.name)),
                            ("description", .string("Takes the answer.")),
                            ("input_schema", .raw(schema.jsonText)),
                        ])
                    ])
                ))
            members.append(("tool_choice", .object([("type", .string("tool")), ("name", .string(schema.name))])))
        }
        return .object(members)
    }

    private struct Body: Decodable {
        struct Block: Decodable {
            var type: String
            var text: String?
            var input: JSONValue?
        }
        struct Usage: Decodable {
            var inputTokens: Int
            var outputTokens: Int

            enum CodingKeys: String, CodingKey {
                case inputTokens = "input_tokens"
                case outputTokens = "output_tokens"
            }
        }
        var content: [Block]
        var stopReason: String?
        var usage: Usage?

        enum CodingKeys: String, CodingKey {
            case content
            case stopReason = "stop_reason"
            case usage
        }
    }

    /// - Throws: `ProviderError.badReply`, `LLMError.refused`.
    static func reply(parsing json: Data, from source: ReplySource) throws -> ChatReply {
        let body: Body
        do {
            body = try JSONDecoder().decode(Body.self, from: json)
        } catch {
            throw ProviderError.badReply(host: source.host, problem: ReplyShape.problem(error))
        }
        if body.stopReason == "refusal" { throw LLMError.refused(model: source.model) }
        let text: String
        if let input = body.content.first(where: { $0.type == "tool_use" })?.input {
            text = String(decoding: input.text.encoded(), as: UTF8.self)
        } else {
            let texts = body.content.filter { $0.type == "text" }.compactMap(\.text)
            guard !texts.isEmpty else {
                throw ProviderError.badReply(host: source.host, problem: "it holds neither text nor a tool's input")
            }
            text = texts.joined()
        }
        return ChatReply(
            text: text, finish: body.stopReason == "max_tokens" ? .length : .complete,
            usage: body.usage.map { TokenUsage(input: $0.inputTokens, output: $0.outputTokens) })
    }
}
