import Foundation
import RapportCore

/// Answers like a provider that is well: embeddings as Voyage and OpenAI give them, chats as OpenAI and Anthropic do.
public enum ProviderDouble {
    /// - Parameters:
    ///   - dimension: components per vector.
    ///   - countsTokens: whether a chat's answer says what it used.
    ///   - reply: what the language model says to a chat's body.
    public static func answer(
        _ request: MisbehavingServer.Request, dimension: Int = 8, countsTokens: Bool = true,
        reply: (_ body: [String: Any]) -> String = { _ in "hello" }
    ) -> MisbehavingServer.Answer {
        var body: [String: Any]
        if request.path.hasSuffix("/embeddings") {
            body = embeddings(of: request.json["input"] as? [String] ?? [], dimension: dimension)
        } else if request.path.hasSuffix("/chat/completions") {
            body = openAIChat(reply(request.json))
        } else if request.path.hasSuffix("/messages") {
            body = anthropicChat(reply(request.json), isTool: request.json["tools"] != nil)
        } else {
            return .reply(status: 404, body: #"{"error":{"type":"not_found_error"}}"#)
        }
        if !countsTokens { body["usage"] = nil }
        return .reply(headers: ["Content-Type": "application/json"], body: text(body))
    }

    /// The vector of a text before it is normalised: it follows from the text, and its length is not 1.
    public static func vector(of text: String, dimension: Int) -> [Double] {
        var generator = SeededGenerator(seed: UInt64(bitPattern: ContentHash(of: text).recordID))
        return (0..<dimension).map { _ in (Double(generator.nextNormal()) * 3 * 1_024).rounded() / 1_024 }
    }

    /// The body of an answer to `POST /embeddings`, in the order of `texts`.
    public static func embeddings(of texts: [String], dimension: Int) -> [String: Any] {
        let data = texts.enumerated().map { index, text -> [String: Any] in
            ["object": "embedding", "index": index, "embedding": vector(of: text, dimension: dimension)]
        }
        let tokens = texts.reduce(0) { $0 + $1.utf8.count / 4 + 1 }
        return ["object": "list", "data": data, "usage": ["total_tokens": tokens, "prompt_tokens": tokens]]
    }

    /// The body of an answer to `POST /chat/completions`.
    public static func openAIChat(_ text: String, finish: String = "stop") -> [String: Any] {
        [
            "object": "chat.completion",
            "choices": [
                ["index": 0, "message": ["role": "assistant", "content": text], "finish_reason": finish]
                    as [String: Any]
            ],
            "usage": ["prompt_tokens": 20, "completion_tokens": 5, "total_tokens": 25],
        ]
    }

    /// The body of an answer to `POST /messages`; a tool's input where the request names a tool.
    public static func anthropicChat(_ text: String, isTool: Bool) -> [String: Any] {
        let input = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) ?? [String: Any]()
        let block: [String: Any] =
            isTool ? ["type": "tool_use", "name": "answer", "input": input] : ["type": "text", "text": text]
        return [
            "type": "message", "role": "assistant", "content": [block],
            "stop_reason": isTool ? "tool_use" : "end_turn", "usage": ["input_tokens": 20, "output_tokens": 5],
        ]
    }

    /// JSON text, members in the order of their names.
    public static func text(_ object: Any) -> String {
        let data = (try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
