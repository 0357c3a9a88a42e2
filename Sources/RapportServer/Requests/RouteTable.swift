import HTTPTypes
import Hummingbird

/// The routes as they are added, so that a path answers a method that it does not have with 405 and those that it has.
final class RouteTable {
    typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

    /// Those of RFC 9110 and PATCH.
    static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .delete, .patch, .options, .trace, .connect,
    ]
    private let router: Router<ServerContext>
    private var methods: [String: [HTTPRequest.Method]] = [:]

    init(_ router: Router<ServerContext>) { self.router = router }

    func get(_ path: String, _ handler: @escaping Handler) { add(.get, path, handler) }

    func post(_ path: String, _ handler: @escaping Handler) { add(.post, path, handler) }

    private func add(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        router.on(RouterPath(path), method: method, use: handler)
        methods[path, default: []].append(method)
    }

    /// Adds what answers the methods that no route has. GET brings HEAD along, see `RouterOptions`.
    func finish() {
        for (path, known) in methods {
            let allowed = known + (known.contains(.get) ? [.head] : [])
            let allow = allowed.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.methods where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    var problem = Problem(.methodNotAllowed, "this path takes \(allow)")
                    problem.allow = allow
                    throw problem
                }
            }
        }
    }

    /// Method and path of every route, without HEAD.
    var all: Set<String> {
        Set(methods.flatMap { path, methods in methods.map { "\($0.rawValue) \(path)" } })
    }
}
