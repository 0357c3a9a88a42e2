import Foundation
import HTTPTypes
import Hummingbird

/// Keeps other sites out: the page may load from this server alone, and a request must name this server.
///
/// Without the check of the Host header a site could point its own name at 127.0.0.1 and read the answers
/// (DNS rebinding).
struct SecurityMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    /// Host names that a request may carry, without port.
    let hosts: Set<String>
    let isEncrypted: Bool

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        if let host = request.head.authority, !hosts.contains(Self.name(of: host)) {
            response = Problem(.misdirectedRequest, "this server does not answer for that host name")
                .response(context.requestID)
        } else if let origin = request.headers[.origin], !isOwn(origin, request) {
            response = Problem(.forbidden, "requests from other sites are refused").response(context.requestID)
        } else {
            response = try await next(request, context)
        }
        response.headers[.contentSecurityPolicy] = """
            default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
            base-uri 'none'; form-action 'none'; frame-ancestors 'none'
            """
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.cacheControl] = "no-store"
        response.headers[named: "Referrer-Policy"] = "no-referrer"
        response.headers[named: "Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers[named: "Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers[named: "Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if isEncrypted { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }

    /// Whether a page of this server sent the request: the same name and the same port.
    private func isOwn(_ origin: String, _ request: Request) -> Bool {
        let sender = Self.host(ofOrigin: origin).lowercased()
        return hosts.contains(Self.name(of: sender)) && sender == request.head.authority?.lowercased()
    }

    /// A host without its port: `[::1]:8080` is `[::1]`.
    static func name(of host: String) -> String {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host[...end]).lowercased() }
        return String(host.prefix { $0 != ":" }).lowercased()
    }

    private static func host(ofOrigin origin: String) -> String {
        origin.range(of: "://").map { String(origin[$0.upperBound...]) } ?? origin
    }
}
