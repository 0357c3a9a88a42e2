import Foundation
import ProviderHTTP

/// An answer as a value.
public struct DecodedReply<Value: Sendable>: Sendable {
    public var value: Value
    /// The answer that `value` was read from; its usage and latency are the sums over all requests.
    public var reply: ChatReply
    /// 1, or 2 where the first answer did not fit.
    public var requests: Int
}

/// Why an answer that has the right shape still cannot be used, such as `two of the replies are the same`.
///
/// The text goes back to the model and into an error: it quotes nothing from the answer or from a fan.
public struct ReplyProblem: Error, Sendable, Equatable {
    public var text: String

    public init(_ text: String) {
        self.text = text
    }
}

extension ChatModel {
    /// Asks for JSON and reads it: first against the request's schema, then as a `Value`, then by `check`. Where one of
    /// them finds fault, the model is told and asked once more.
    ///
    /// - Throws: `LLMError.replyDoesNotFit`, `.replyCut`, and what `reply(_:)` throws.
    public func reply<Value: Decodable & Sendable>(
        _ request: ChatRequest, as type: Value.Type, check: @Sendable (Value) throws(ReplyProblem) -> Void = { _ in }
    ) async throws -> DecodedReply<Value> {
        var first = try await reply(request)
        let problem: String
        switch try decode(first, for: request, as: type, check: check) {
        case .success(let value): return DecodedReply(value: value, reply: first, requests: 1)
        case .failure(let found): problem = found.text
        }
        var repeated = request
        repeated.messages.append(ChatMessage(.assistant, first.text.isEmpty ? "{}" : first.text))
        repeated.messages.append(
            ChatMessage(
                .user, "That answer cannot be used: \(problem). Answer again, with JSON that fits and nothing else."))
        // An answer of the right shape is on record as one; what is asked about again does not count twice.
        if first.outcome(for: request) == .done { repeated.items = 0 }
        let second = try await reply(repeated)
        first.text = second.text
        first.finish = second.finish
        first.usage = (first.usage.map { usage in second.usage.map { usage + $0 } ?? usage }) ?? second.usage
        first.latencySeconds += second.latencySeconds
        switch try decode(second, for: request, as: type, check: check) {
        case .success(let value): return DecodedReply(value: value, reply: first, requests: 2)
        case .failure(let found): throw LLMError.replyDoesNotFit(model: identifier, problem: found.text)
        }
    }

    private func decode<Value: Decodable & Sendable>(
        _ reply: ChatReply, for request: ChatRequest, as type: Value.Type,
        check: @Sendable (Value) throws(ReplyProblem) -> Void
    ) throws -> Result<Value, ReplyProblem> {
        let json = JSONInText.data(in: reply.text)
        if let problem = request.schema?.problem(in: json) {
            if reply.finish == .length { throw LLMError.replyCut(model: identifier, maxTokens: request.maxTokens) }
            return .failure(ReplyProblem(problem))
        }
        do {
            let value = try JSONDecoder().decode(Value.self, from: json)
            do throws(ReplyProblem) { try check(value) } catch { return .failure(error) }
            return .success(value)
        } catch {
            if reply.finish == .length { throw LLMError.replyCut(model: identifier, maxTokens: request.maxTokens) }
            return .failure(ReplyProblem(ReplyShape.problem(error)))
        }
    }
}

/// Finds the JSON in an answer of a model that wraps it in a fence, in thoughts or in small talk.
enum JSONInText {
    static func data(in text: String) -> Data { Data(find(in: text).utf8) }

    static func find(in text: String) -> Substring {
        var rest = text[...]
        if let thoughts = rest.range(of: "</think>", options: .backwards) { rest = rest[thoughts.upperBound...] }
        guard let start = rest.firstIndex(where: { $0 == "{" || $0 == "[" }),
            let end = rest.lastIndex(of: rest[start] == "{" ? "}" : "]"), start < end
        else { return rest }
        return rest[start...end]
    }
}
