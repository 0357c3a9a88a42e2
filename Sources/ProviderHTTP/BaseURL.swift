import Foundation

/// Where a provider listens, such as `https://api.voyageai.com/v1`.
public struct BaseURL: Sendable, Hashable {
    /// Scheme, host, port and path without a trailing slash.
    public let text: String
    /// The host and, where it is not the scheme's own, the port: what errors name.
    public let host: String
    /// Whether the host is this machine or in a private network, where keys are optional and plain HTTP is accepted.
    public let isLocal: Bool

    /// - Throws: `ProviderError.badBaseURL`: not a URL, credentials or a query in it, or plain HTTP to a public
    ///   host, over which the fans' messages and the key would travel in the clear.
    public init(parsing text: String) throws(ProviderError) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let name = parts.host?.lowercased(), !name.isEmpty
        else { throw .badBaseURL(problem: "it is not a URL with a scheme and a host") }
        guard scheme == "http" || scheme == "https" else {
            throw .badBaseURL(problem: "its scheme is neither https nor http")
        }
        guard parts.user == nil, parts.password == nil else {
            throw .badBaseURL(problem: "it holds credentials, which belong in the environment")
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw .badBaseURL(problem: "it holds a query or a fragment")
        }
        let isLocal = BaseURL.isLocal(host: name)
        guard scheme == "https" || isLocal else {
            throw .badBaseURL(problem: "plain http to the public host \(name) would show messages and key to anyone")
        }
        let port = parts.port.map { ":\($0)" } ?? ""
        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        self.host = name + port
        self.isLocal = isLocal
        self.text = "\(scheme)://\(name)\(port)\(path)"
    }

    /// The URL of an endpoint, such as `embeddings`.
    package func appending(_ path: String) -> String { "\(text)/\(path)" }

    /// Loopback, the private ranges of RFC 1918 and RFC 4193, link-local, and names that no public DNS serves.
    package static func isLocal(host: String) -> Bool {
        let host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        if host.contains(":") {
            return host == "::1" || ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains { host.hasPrefix($0) }
        }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        if numbers.count == 4, let first = numbers[0], let second = numbers[1], numbers.allSatisfy({ $0 != nil }) {
            return switch (first, second) {
            case (127, _), (10, _), (192, 168), (169, 254), (172, 16...31): true
            default: false
            }
        }
        return !host.contains(".") || [".local", ".localhost", ".internal", ".lan"].contains { host.hasSuffix($0) }
    }
}
