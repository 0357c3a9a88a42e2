import HTTPTypes
import Hummingbird
import Logging

/// Names each request, and notes in the log and the metrics how it went.
///
/// The log has the route's template, never the path, the query, a header or a body: those name fans and quote them.
struct RequestMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let logger: Logger
    let metrics: RequestMetrics

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let entry = Entry(
            start: .now, method: Self.known(request.method),
            requestID: RequestID(request.headers[named: RequestID.field], else: context.id).text)
        var context = context
        context.requestID = entry.requestID
        metrics.began()
        var response: Response
        do { response = try await next(request, context) } catch {
            finish(entry, context, status: 500)
            throw error
        }
        response.headers[named: RequestID.field] = entry.requestID
        // Of an answer to HEAD no body is written.
        guard request.method != .head else {
            finish(entry, context, status: response.status.code)
            return response
        }
        let (body, status, answered) = (response.body, response.status.code, context)
        // An answer in pieces has gone when its last piece has.
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            defer { finish(entry, answered, status: status) }
            try await body.write(writer)
        }
        return response
    }

    private struct Entry {
        var start: ContinuousClock.Instant
        var method: String
        var requestID: String
    }

    private func finish(_ entry: Entry, _ context: Context, status: Int) {
        let elapsed = ContinuousClock.now - entry.start
        let route = context.route
        metrics.ended(route: route, status: status, after: elapsed)
        logger.info(
            "request",
            metadata: [
                "method": "\(entry.method)", "route": "\(route)", "status": "\(status)",
                "milliseconds": "\(elapsed.milliseconds)", "request_id": "\(entry.requestID)",
            ])
    }

    /// Those of RFC 9110 and PATCH.
    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .delete, .patch, .options, .trace, .connect,
    ]

    /// A method may be any token.
    private static func known(_ method: HTTPRequest.Method) -> String {
        methods.contains(method) ? method.rawValue : "OTHER"
    }
}

extension ServerContext {
    /// The template of the route that was found, such as `/v1/models/{model}/fans/{fan}`.
    var route: String {
        guard let path = endpointPath, path.hasPrefix("/") else { return "none" }
        return path
    }
}

extension Duration {
    /// In tenths.
    var milliseconds: Double {
        let (seconds, attoseconds) = components
        return (Double(seconds) * 1e4 + Double(attoseconds) / 1e14).rounded() / 10
    }
}

extension HTTPFields {
    /// A field whose name HTTPTypes does not list.
    subscript(named name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set { if let name = HTTPField.Name(name) { self[name] = newValue } }
    }
}
