import Foundation
import HTTPTypes
import Hummingbird
import RapportCore
import Retrieval
import Store
import Workflow

/// `POST /v1/suggest`, as one JSON document or as server-sent events, and `POST /v1/feedback` on what it suggested.
struct SuggestRoutes {
    let workspace: Workspace
    let log: SuggestionLog
    let preparation: Preparation
    private let keys = IdempotencyKeys()

    init(workspace: Workspace, log: SuggestionLog, preparation: Preparation) {
        self.workspace = workspace
        self.log = log
        self.preparation = preparation
    }

    func suggest(_ request: Request, _ context: ServerContext) async throws -> Response {
        let body = try await APIRoutes.body(SuggestBody.self, of: request)
        let question = try body.request()
        try await preparation.wait()
        if request.headers[.accept]?.contains("text/event-stream") == true {
            return stream(question, chatter: body.chatter, context.requestID)
        }
        let answer = try await workspace.retriever.suggest(question)
        log.show(answer, of: question, to: body.chatter)
        return try APIRoutes.response(answer)
    }

    func feedback(_ request: Request) async throws -> Response {
        let data = try await APIRoutes.bytes(of: request)
        let body = try APIRoutes.decode(FeedbackBody.self, from: data)
        let log = log
        try await keys.once(
            request.headers[named: IdempotencyKeys.field], for: ContentHash(of: String(decoding: data, as: UTF8.self))
        ) { try await log.note(body.action, on: body.suggestionID, by: body.chatter ?? "") }
        return Response(status: .noContent)
    }

    /// The answer in pieces, each as soon as it is known: `conversations`, then `suggestion` for each reply, then `done`
    /// with the whole answer; `error` with a problem document where it fails.
    private func stream(_ question: SuggestRequest, chatter: String?, _ requestID: String) -> Response {
        let body = ResponseBody { writer in
            do {
                let answer = try await workspace.retriever.suggest(question) { event in
                    switch event {
                    case .conversations(let opening): try await writer.send("conversations", opening)
                    case .suggestion(let suggestion): try await writer.send("suggestion", suggestion)
                    }
                }
                log.show(answer, of: question, to: chatter)
                try await writer.send("done", answer)
            } catch let error as CancellationError {
                throw error
            } catch {
                // Where the reader is gone, this throws too.
                var problem = Problem(error)
                problem.instance = requestID
                try await writer.send("error", problem)
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "text/event-stream"], body: body)
    }
}

extension ResponseBodyWriter {
    /// Writes one server-sent event; its data is JSON on one line.
    fileprivate mutating func send(_ event: String, _ value: some Encodable) async throws {
        try await write(ByteBuffer(string: "event: \(event)\ndata: \(JSONOutput.text(value))\n\n"))
    }
}

/// `POST /v1/feedback`
struct FeedbackBody: Decodable {
    var suggestionID: String
    var action: FeedbackAction
    var chatter: String?

    enum CodingKeys: String, CodingKey {
        case action, chatter
        case suggestionID = "suggestion_id"
    }
}
