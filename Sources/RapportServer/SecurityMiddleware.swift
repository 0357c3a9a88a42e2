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

    /// Whether a page of this server sent the request: the same scheme, name and port.
    private func isOwn(_ origin: String, _ request: Request) -> Bool {
        guard let sender = Origin(origin), let authority = request.head.authority else { return false }
        return hosts.contains(sender.host) && sender == Origin("\(isEncrypted ? "https" : "http")://\(authority)")
    }

    /// A host without its port: `[::1]:8080` is `[::1]`.
    static func name(of host: String) -> String {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host[...end]).lowercased() }
        return String(host.prefix { $0 != ":" }).lowercased()
    }
}

/// Where a page comes from, as browsers tell it; a port that the scheme implies may be left out.
struct Origin: Equatable {
    var scheme: String
    /// As `SecurityMiddleware.name` has it.
    var host: String
    var port: Int

    private static let usualPorts = ["http": 80, "https": 443]

    init?(_ text: String) {
        let parts = text.lowercased().split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let usual = Self.usualPorts[String(parts[0])] else { return nil }
        scheme = String(parts[0])
        host = SecurityMiddleware.name(of: String(parts[1]))
        let rest = parts[1].dropFirst(host.count)
        guard !host.isEmpty else { return nil }
        if rest.isEmpty {
            port = usual
        } else {
            let digits = rest.dropFirst()
            guard rest.first == ":", digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else {
                return nil
            }
            port = number
        }
    }
}
