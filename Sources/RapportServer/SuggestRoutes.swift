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

    func suggest(_ request: Request, _ context: ServerContext) async throws -> Response {
        let body = try await APIRoutes.body(SuggestBody.self, of: request)
        var question = try body.request()
        question.conditions = try context.grant.narrowed(question.conditions)
        try await preparation.wait()
        let chatter = context.grant.chatter(claimed: body.chatter)
        if ServerSentEvents.areWanted(by: request) { return stream(question, chatter: chatter, context) }
        let answer = try await workspace.retriever.suggest(question) { event in
            if case .retrieved(let opening) = event { try await note(opening, of: question, context) }
        }
        log.show(answer, of: question, to: chatter)
        return try APIRoutes.response(answer)
    }

    func feedback(_ request: Request, _ context: ServerContext) async throws -> Response {
        let data = try await APIRoutes.bytes(of: request)
        let body = try APIRoutes.decode(FeedbackBody.self, from: data)
        let key = try IdempotencyKey.checked(request.headers[named: IdempotencyKey.field]).map { key in
            FeedbackKey(
                text: key, asker: context.grant.who, request: ContentHash(of: String(decoding: data, as: UTF8.self)))
        }
        let chatter = context.grant.chatter(claimed: body.chatter) ?? ""
        try await log.note(body.action, on: body.suggestionID, by: chatter, key: key)
        return Response(status: .noContent)
    }

    /// The answer in pieces, each as soon as it is known: `retrieved`, which is the answer without a language model, then
    /// `reply` for each that one writes, then `done` with the final answer; `error` with a problem document where it fails.
    private func stream(_ question: SuggestRequest, chatter: String?, _ context: ServerContext) -> Response {
        ServerSentEvents.response(context, gate) { events in
            let answer = try await workspace.retriever.suggest(question) { event in
                switch event {
                case .retrieved(let opening):
                    // A chatter may send one of these while the language model still writes.
                    try await note(opening, of: question, context)
                    log.show(opening, of: question, to: chatter)
                    try events.send("retrieved", opening)
                case .reply(let suggestion): try events.send("reply", suggestion)
                }
            }
            log.show(answer, of: question, to: chatter)
            try events.send("done", answer)
        }
    }

    /// Notes whom an answer is about before it, or a language model, gets to see anything of them.
    private func note(_ answer: SuggestAnswer, of question: SuggestRequest, _ context: ServerContext) async throws {
        try await gate.note(answer.pairs(of: question, in: workspace.store), context)
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
