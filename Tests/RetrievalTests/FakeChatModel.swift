import LanguageModel
import RapportCore
import Synchronization

/// Says what it is told to say and remembers what it was asked.
final class FakeChatModel: ChatModel {
    let identifier = "fake"
    private let answer: @Sendable (ChatRequest) throws -> ChatReply
    private let asked = Mutex<[ChatRequest]>([])

    /// In the order of their seeds; they may have come in another.
    var requests: [ChatRequest] { asked.withLock { $0.sorted { $0.seed ?? 0 < $1.seed ?? 0 } } }

    init(_ answer: @escaping @Sendable (ChatRequest) throws -> ChatReply) {
        self.answer = answer
    }

    /// Answers the request with the seed n with the nth reply, counted from 1; the last one again where there are fewer.
    convenience init(replies: [String]) {
        self.init { request in
            ChatReply(text: replies[min((request.seed ?? 1) - 1, replies.count - 1)])
        }
    }

    func reply(_ request: ChatRequest) async throws -> ChatReply {
        asked.withLock { $0.append(request) }
        return try answer(request)
    }
}
