import Foundation
import Hummingbird
import RapportCore
import Retrieval
import Store
import Workflow

/// The routes under `/v1`. They hold no logic: each reads a request, calls a library, and writes its answer.
struct APIRoutes {
    let workspace: Workspace
    let suggestions: SuggestRoutes
    let preparation: Preparation
    let console: QueryConsole
    let gate: AccessGate

    func add(to routes: RouteTable) {
        routes.get("/v1/health") { _, context in try health(seenBy: context.grant) }
        routes.get("/v1/health/live") { _, _ in try Self.response(Condition(status: "live")) }
        routes.get("/v1/health/ready") { _, _ in
            try preparation.check()
            return try Self.response(Condition(status: "ready"))
        }
        routes.post("/v1/suggest") { request, context in try await suggestions.suggest(request, context) }
        routes.post("/v1/feedback") { request, context in try await suggestions.feedback(request, context) }
        routes.post("/v1/search") { request, context in
            var question = try await Self.body(SearchBody.self, of: request).request()
            question.conditions = try context.grant.narrowed(question.conditions)
            try await preparation.wait()
            let answer = try await workspace.retriever.search(question)
            try await gate.note(answer.pairs, context)
            return try Self.response(answer)
        }
        routes.get("/v1/models/{model}/fans/{fan}/similar") { request, context in
            var question = try SimilarRequest(for: Self.pair(context.parameters), QueryParameters(request.uri))
            question.conditions = try context.grant.narrowed(question.conditions)
            for pair in question.also + question.unlike { try context.grant.check(pair.modelName) }
            try await preparation.wait()
            let answer = try await workspace.retriever.similar(question)
            try await gate.note(answer.pairs(of: question), context)
            return try Self.response(answer)
        }
        addLists(to: routes)
        addFigures(to: routes)
    }

    private func addLists(to routes: RouteTable) {
        let store = workspace.store
        routes.get("/v1/models") { request, context in
            try Self.response(
                ModelList(of: store, page: Page(QueryParameters(request.uri)), where: context.grant.admits))
        }
        routes.get("/v1/fans") { request, context in
            let query = QueryParameters(request.uri)
            let model = try query.text("model")
            if let model { try context.grant.check(model) }
            let list = try FanList(
                of: store, containing: query.text("q"), modelNames: model.map { [$0] } ?? context.grant.models,
                page: Page(query))
            try await gate.note(list.fans.map(\.pair), context)
            return try Self.response(list)
        }
        routes.get("/v1/models/{model}/fans/{fan}") { _, context in
            let pair = try Self.pair(context.parameters)
            let card = try FanCard(of: pair, in: store)
            try await gate.note([pair], context)
            return try Self.response(card)
        }
        routes.get("/v1/models/{model}/fans/{fan}/conversations") { request, context in
            let pair = try Self.pair(context.parameters)
            let timeline = try FanTimeline(of: pair, in: store, page: Page(QueryParameters(request.uri)))
            try await gate.note([pair], context)
            return try Self.response(timeline)
        }
        routes.get("/v1/runs") { request, _ in
            try Self.response(RunPage(of: store, page: Page(QueryParameters(request.uri))))
        }
    }

    private func addFigures(to routes: RouteTable) {
        routes.get("/v1/stats") { _, _ in try Self.response(StoreStatistics(of: workspace.store)) }
        routes.get("/v1/stats/llm") { _, _ in try Self.response(workspace.llmStatistics()) }
        routes.get("/v1/stats/suggestions") { _, _ in
            try Self.response(SuggestionStatistics(of: workspace.store))
        }
        routes.post("/v1/sql") { request, context in
            let body = try await Self.body(SQLBody.self, of: request)
            try await preparation.wait()
            let answer = try await console.answer(to: body.query) { try await gate.note($0, details: $1, context) }
            guard request.headers[.accept]?.contains("text/csv") == true else {
                return try Self.response(SQLAnswerJSON(answer))
            }
            return Response(
                status: .ok, headers: [.contentType: "text/csv; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: answer.csv + "\n")))
        }
    }

    /// - Parameter grant: whose fans are counted; who sees some models only is told nothing of the rest.
    private func health(seenBy grant: Grant) throws -> Response {
        if let models = grant.models {
            let totals = try workspace.store.totals(ofModels: models)
            return try Self.response(
                Health(
                    status: "ok", pairs: totals.pairs, conversations: totals.conversations, vectors: [:],
                    embedder: workspace.store.activeGeneration()?.embedder))
        }
        let statistics = try StoreStatistics(of: workspace.store)
        return try Self.response(
            Health(
                status: "ok", pairs: statistics.pairs, conversations: statistics.conversations,
                vectors: statistics.vectors, embedder: statistics.embedder))
    }

    /// A JSON answer.
    static func response(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONOutput.data(value))))
    }

    /// The request's JSON body.
    ///
    /// - Throws: `Problem` 413, 415 or 400; it names the field, never its value.
    static func body<Body: Decodable>(_ type: Body.Type, of request: Request) async throws -> Body {
        try decode(type, from: await bytes(of: request))
    }

    /// Seconds that a JSON body may take to arrive: whoever sends it a byte at a time keeps a place from others.
    private static let bodySeconds = 10

    /// The bytes of a request's JSON body.
    ///
    /// - Throws: `Problem` 408, 413 or 415.
    static func bytes(of request: Request) async throws -> Data {
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            throw Problem(.unsupportedMediaType, "the body must be JSON; send it with Content-Type: application/json")
        }
        let body = request.body
        do {
            return try await withDeadline(bodySeconds) {
                Data(buffer: try await body.collect(upTo: Server.bodyLimitBytes))
            }
        } catch is DeadlinePassed {
            throw Problem(.requestTimeout, "the body did not arrive within \(bodySeconds) s")
        } catch {
            throw Problem(.contentTooLarge, "the body is larger than \(Server.bodyLimitBytes) bytes")
        }
    }

    /// - Throws: `Problem` 400; it names the field, never its value.
    static func decode<Body: Decodable>(_ type: Body.Type, from data: Data) throws -> Body {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw Problem(.badRequest, error.fieldMessage)
        }
    }

    /// The pair that the path names.
    static func pair(_ parameters: Parameters) throws -> PairID {
        PairID(fanID: try decoded("fan", parameters), modelName: try decoded("model", parameters))
    }

    /// A path segment with its percent-encoding undone, once: names may hold `/`, `@`, `%` and anything else.
    static func decoded(_ name: String, _ parameters: Parameters) throws -> String {
        guard let text = parameters.get(name)?.removingPercentEncoding, !text.isEmpty else {
            throw Problem(.badRequest, "the \(name) in the path is not percent-encoded UTF-8")
        }
        return text
    }
}

extension DecodingError {
    /// What is wrong with which field.
    fileprivate var fieldMessage: String {
        func path(_ context: Context) -> String { context.codingPath.map(\.stringValue).joined(separator: ".") }
        switch self {
        case .keyNotFound(let key, _): return "the body lacks the field '\(key.stringValue)'"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "the field '\(path(context))' has the wrong type"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty
                ? "the body is not JSON" : "the field '\(path(context))' has a value that is not allowed"
        @unknown default: return "the body cannot be read"
        }
    }
}
