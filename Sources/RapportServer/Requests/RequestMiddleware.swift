import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// Names each request, and notes in the log and the metrics how it went.
///
/// The log has the route's template, never the path, the query, a header or a body: those name fans and quote them.
struct RequestMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let logger: Logger
    let metrics: RequestMetrics
    let connections: Connections

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = RequestID(request.headers[named: RequestID.field], else: context.id).text
        context.connection = connections.connection(of: context.channel)
        let entry = Entry(self, method: Self.known(request.method), context)
        var response: Response
        do { response = try await next(request, context) } catch {
            entry.finish(status: 500)
            throw error
        }
        response.headers[named: RequestID.field] = context.requestID
        // Of an answer to HEAD no body is written.
        guard request.method != .head else {
            entry.finish(status: response.status.code)
            return response
        }
        let (body, status) = (response.body, response.status.code)
        // An answer in pieces has gone when its last piece has.
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            defer { entry.finish(status: status) }
            try await body.write(writer)
        }
        return response
    }

    /// A request that is being answered.
    private final class Entry: Sendable {
        private let middleware: RequestMiddleware
        private let start = ContinuousClock.now
        private let method: String
        private let context: Context
        private let isOpen = Mutex(true)

        init(_ middleware: RequestMiddleware, method: String, _ context: Context) {
            (self.middleware, self.method, self.context) = (middleware, method, context)
            middleware.metrics.began()
            context.connection?.began()
        }

        /// An answer whose client is gone is never written, and let go of without a word.
        deinit { finish(status: Admission.gone.status) }

        /// Once, however often it is called.
        func finish(status: Int) {
            let wasOpen = isOpen.withLock { isOpen in
                defer { isOpen = false }
                return isOpen
            }
            guard wasOpen else { return }
            context.connection?.ended()
            middleware.note(method, context, status: status, after: ContinuousClock.now - start)
        }
    }

    private func note(_ method: String, _ context: Context, status: Int, after elapsed: Duration) {
        let route = context.route
        metrics.ended(route: route, status: status, after: elapsed)
        logger.info(
            "request",
            metadata: [
                "method": "\(method)", "route": "\(route)", "status": "\(status)",
                "milliseconds": "\(elapsed.milliseconds)", "request_id": "\(context.requestID)",
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
