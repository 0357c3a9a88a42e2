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

    func add(to router: Router<some RequestContext>) {
        let v1 = router.group("v1")
        v1.get("health") { _, _ in try health() }
        v1.get("models") { _, _ in try models() }
        v1.post("suggest") { request, _ in try await suggestions.suggest(request) }
        v1.post("feedback") { request, _ in try await suggestions.feedback(request) }
        v1.post("search") { request, _ in
            let body = try await Self.body(SearchBody.self, of: request)
            return try Self.response(await workspace.retriever.search(body.request()))
        }
        v1.get("models/:model/fans/:fan/similar") { request, context in
            let pair = PairID(
                fanID: try Self.decoded("fan", context.parameters),
                modelName: try Self.decoded("model", context.parameters))
            return try Self.response(await workspace.retriever.similar(SimilarQuery(request.uri).request(for: pair)))
        }
    }

    private func health() throws -> Response {
        let statistics = try StoreStatistics(of: workspace.store)
        return try Self.response(
            Health(
                status: "ok", pairs: statistics.pairs, conversations: statistics.conversations,
                vectors: statistics.vectors, embedder: statistics.embedder))
    }

    private func models() throws -> Response {
        try Self.response(
            ModelList(models: workspace.store.models().map { ModelEntry(modelName: $0.name, pairs: $0.pairs) }))
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
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            throw Problem(.unsupportedMediaType, "the body must be JSON; send it with Content-Type: application/json")
        }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: Server.bodyLimitBytes)
        } catch {
            throw Problem(.contentTooLarge, "the body is larger than \(Server.bodyLimitBytes) bytes")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(buffer: buffer))
        } catch let error as DecodingError {
            throw Problem(.badRequest, error.fieldMessage)
        }
    }

    /// A path segment with its percent-encoding undone, once: names may hold `/`, `@`, `%` and anything else.
    private static func decoded(_ name: String, _ parameters: Parameters) throws -> String {
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
