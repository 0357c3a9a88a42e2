import HTTPTypes
import Hummingbird
import Synchronization

/// The routes as they are added, so that a path answers a method that it does not have with 405 and those that it has.
struct RouteTable {
    typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

    let router: Router<ServerContext>
    let known: KnownRoutes
    let gate: AccessGate

    /// A file of the page, for everybody: it holds nothing of the store.
    func page(_ path: String, _ handler: @escaping Handler) {
        router.on(RouterPath(path), method: .get, use: handler)
        known.add(.get, path)
    }

    func get(_ path: String, _ handler: @escaping Handler) { add(.get, path, handler) }

    func post(_ path: String, _ handler: @escaping Handler) { add(.post, path, handler) }

    func delete(_ path: String, _ handler: @escaping Handler) { add(.delete, path, handler) }

    private func add(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        let (gate, route) = (gate, "\(method.rawValue) \(path)")
        router.on(RouterPath(path), method: method) { request, context in
            let context = try await gate.admit(request, context, route: route)
            let response = try await handler(request, context)
            // An answer in pieces is noted before its first piece.
            if AccessRule.routes[route]?.audit == .answered, !context.audit.isNoted, response.body.contentLength != nil
            {
                try await gate.note([], context)
            }
            return response
        }
        known.add(method, path)
    }
}

/// Which methods each path has.
final class KnownRoutes: Sendable {
    private let methods = Mutex<[String: [HTTPRequest.Method]]>([:])

    func add(_ method: HTTPRequest.Method, _ path: String) {
        methods.withLock { $0[path, default: []].append(method) }
    }

    /// The template that a path fits, and the methods that it has as `Allow` lists them; nil where there is none.
    ///
    /// - Complexity: O(routes): only requests that found no route come here.
    func match(_ path: String) -> (template: String, allow: String)? {
        let segments = path.split(separator: "/")
        let found = methods.withLock { methods in
            methods.first { template, _ in
                let parts = template.split(separator: "/")
                return parts.count == segments.count
                    && zip(parts, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
            }
        }
        return found.map { template, methods in
            // GET brings HEAD along, see `RouterOptions`.
            let all = methods + (methods.contains(.get) ? [.head] : [])
            return (template, all.map(\.rawValue).sorted().joined(separator: ", "))
        }
    }

    /// Method and path of every route, without HEAD.
    var all: Set<String> {
        Set(methods.withLock { $0 }.flatMap { path, methods in methods.map { "\($0.rawValue) \(path)" } })
    }
}
