/// A language model that answers a chat.
public protocol ChatModel: Sendable {
    /// Names the provider and the model, such as `openai:api.openai.com:gpt-4o-mini`; keys caches and ledgers.
    var identifier: String { get }

    /// One answer to one request.
    ///
    /// - Throws: a `RapportError`: `ProviderError` where the provider could not be asked, `LLMError` where it was asked
    ///   and did not do what was wanted; `CancellationError`.
    func reply(_ request: ChatRequest) async throws -> ChatReply
}

/// What a model is asked.
public struct ChatRequest: Sendable, Equatable {
    /// In order; system messages first.
    public var messages: [ChatMessage]
    /// The shape of the answer; nil for prose.
    public var schema: ReplySchema?
    /// nil for the model's own.
    public var temperature: Double?
    /// Tokens of the answer at most.
    public var maxTokens: Int
    /// Asks for the same answer to the same request, where the provider can.
    public var seed: Int?
    /// How many things are asked about together, for the ledger; 0 where it is asked again about what was answered.
    public var items = 1
    /// A word of the messages that chance made, such as the mark around data: two requests that differ in it alone are
    /// one to a recording.
    public var mark: String?

    public init(
        messages: [ChatMessage], schema: ReplySchema? = nil, temperature: Double? = nil, maxTokens: Int = 1_024,
        seed: Int? = nil
    ) {
        self.messages = messages
        self.schema = schema
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.seed = seed
    }
}

/// One message of a chat.
public struct ChatMessage: Sendable, Equatable {
    /// Who speaks.
    public enum Role: String, Sendable {
        case system
        case user
        case assistant
    }

    public var role: Role
    public var text: String

    public init(_ role: Role, _ text: String) {
        self.role = role
        self.text = text
    }
}

extension ChatMessage: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the text, which may be a fan's.
    public var description: String { "ChatMessage(\(role.rawValue), text hidden)" }
    public var debugDescription: String { description }
}

/// What a model answered.
public struct ChatReply: Sendable, Equatable {
    /// Why the model stopped.
    public enum Finish: String, Sendable {
        case complete
        /// The answer was cut at `maxTokens`.
        case length
    }

    public var text: String
    public var finish: Finish
    /// What the provider counted, where it says.
    public var usage: TokenUsage?
    /// Of the attempt that succeeded.
    public var latencySeconds: Double

    public init(text: String, finish: Finish = .complete, usage: TokenUsage? = nil, latencySeconds: Double = 0) {
        self.text = text
        self.finish = finish
        self.usage = usage
        self.latencySeconds = latencySeconds
    }
}

extension ChatReply: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the text, which may quote a fan.
    public var description: String { "ChatReply(\(finish.rawValue), text hidden)" }
    public var debugDescription: String { description }
}

/// Tokens read and written.
public struct TokenUsage: Sendable, Equatable {
    public var input: Int
    public var output: Int

    public init(input: Int, output: Int) {
        self.input = input
        self.output = output
    }

    public static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
        TokenUsage(input: left.input + right.input, output: left.output + right.output)
    }
}
