import LanguageModel
import RapportCore
import Synchronization

/// Says what it is told to say and remembers what it was asked.
final class FakeChatModel: ChatModel {
    let identifier = "fake"
    private let answer: @Sendable (ChatRequest) throws -> String
    private let asked = Mutex<[ChatRequest]>([])

    var requests: [ChatRequest] { asked.withLock { $0 } }

    init(_ answer: @escaping @Sendable (ChatRequest) throws -> String) {
        self.answer = answer
    }

    /// Answers with these replies, each based on the first exchange.
    convenience init(replies: [String]) {
        self.init { _ in
            let items = replies.map { "{\"based_on\":[1],\"text\":\"\($0)\"}" }
            return "{\"replies\":[\(items.joined(separator: ","))]}"
        }
    }

    func reply(_ request: ChatRequest) async throws -> ChatReply {
        asked.withLock { $0.append(request) }
        return ChatReply(text: try answer(request))
    }
}
