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
    let gate: AccessGate
    private let keys = IdempotencyKeys()

    init(workspace: Workspace, log: SuggestionLog, preparation: Preparation, gate: AccessGate) {
        self.gate = gate
        self.workspace = workspace
        self.log = log
        self.preparation = preparation
    }

    func suggest(_ request: Request, _ context: ServerContext) async throws -> Response {
        let body = try await APIRoutes.body(SuggestBody.self, of: request)
        var question = try body.request()
        question.conditions = try context.grant.narrowed(question.conditions)
        if let pair = question.pair { try await gate.note([pair], context) }
        try await preparation.wait()
        if ServerSentEvents.areWanted(by: request) {
            return stream(question, chatter: body.chatter, context)
        }
        let answer = try await workspace.retriever.suggest(question)
        try await gate.note(answer.pairs, context)
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

    /// The answer in pieces, each as soon as it is known: `retrieved`, which is the answer without a language model, then
    /// `reply` for each that one writes, then `done` with the final answer; `error` with a problem document where it fails.
    private func stream(_ question: SuggestRequest, chatter: String?, _ context: ServerContext) -> Response {
        ServerSentEvents.response(context.requestID) { writer in
            let answer = try await workspace.retriever.suggest(question) { event in
                switch event {
                case .retrieved(let opening):
                    // A chatter may send one of these while the language model still writes.
                    try await gate.note(opening.pairs, context)
                    log.show(opening, of: question, to: chatter)
                    try await writer.send("retrieved", opening)
                case .reply(let suggestion): try await writer.send("reply", suggestion)
                }
            }
            log.show(answer, of: question, to: chatter)
            try await writer.send("done", answer)
        }
    }
}

extension SuggestAnswer {
    /// The pairs whose conversations it shows.
    fileprivate var pairs: [PairID] { conversations.map { PairID(fanID: $0.fanID, modelName: $0.modelName) } }
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
