import NIOSSL
import RapportCore
import Store

/// How a server is reached, and how much it takes on.
public struct ServerSettings: Sendable {
    /// A numeric address, or `localhost`.
    public var address = "127.0.0.1"
    /// Names beside the address that the header `Host` may have.
    public var hostNames: [String] = []
    /// PEM files of the certificate's chain and its key.
    public var certificate: (chain: String, key: String)?
    /// Something in front of the server speaks TLS, and nobody else reaches the server.
    public var isBehindProxy = false
    /// Connections at a time.
    public var connections = 512
    /// Requests that are worked on at a time; as many again wait.
    public var concurrentRequests = 64
    /// Seconds that a request waits for another to end.
    public var queueSeconds = 2.0
    /// Clients that watch a job at a time.
    public var jobWatchers = 32
    /// Requests a second of one token; twice that at once.
    public var requestsPerSecond = 50.0
    /// Tokens a second that are none, of one address; twice that at once.
    public var failedTokensPerSecond = 10.0
    /// Seconds after which a connection is closed on which no request begins, its header does not end, or nothing of an
    /// answer is read.
    public var idleSeconds = 30.0
    /// Bytes that an uploaded file may have.
    public var uploadLimitBytes = Uploads.usualLimitBytes

    public init() {}

    /// Whether only this machine reaches the server.
    var isLoopback: Bool { address == "localhost" || address == "::1" || isIPv4Loopback }

    /// 127.0.0.0/8, as numbers: 127.example.com may be anywhere.
    private var isIPv4Loopback: Bool {
        let parts = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts[0] == 127 && !parts.contains(nil)
    }

    /// Whether a browser's cookies may travel encrypted only.
    var isEncrypted: Bool { certificate != nil || isBehindProxy }

    /// Host names that a request may carry, without port.
    var hosts: Set<String> {
        let own = address.contains(":") ? "[\(address)]" : address
        return Set(["127.0.0.1", "localhost", "[::1]", own.lowercased()] + hostNames.map { $0.lowercased() })
    }

    /// A name that browsers call this server by, and that may lead here from elsewhere. Names under `localhost` never do
    /// (RFC 6761, 6.3).
    private var foreignName: String? {
        hostNames.first { name in
            let name = name.lowercased()
            return name != "localhost" && !name.hasSuffix(".localhost")
        }
    }

    /// What others reach needs tokens, and TLS: in clear a token is everybody's. A proxy brings others to this machine's
    /// own address too, and somebody who names the server for them says that something does.
    ///
    /// - Throws: `ServerError.needsTokens`, `.needsTLS`.
    func check(hasTokens: Bool) throws(ServerError) {
        guard !isLoopback || isBehindProxy || foreignName != nil else { return }
        let reached = isLoopback ? foreignName ?? address : address
        guard hasTokens else { throw .needsTokens(address: reached) }
        guard isEncrypted else { throw .needsTLS(address: reached) }
    }

    /// - Throws: `ServerError.badCertificate`.
    func tls() throws(ServerError) -> TLSConfiguration? {
        guard let certificate else { return nil }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map {
                NIOSSLCertificateSource.certificate($0)
            }
            let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            return configuration
        } catch {
            throw .badCertificate(chain: certificate.chain, key: certificate.key)
        }
    }
}
