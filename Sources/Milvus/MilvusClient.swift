import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Synchronization

/// What speaks to one server: over one connection, which is made when it is first needed and again when it broke.
final class MilvusClient: Sendable {
    typealias Service = WireMilvusService.Client<HTTP2ClientTransport.Posix>

    let address: MilvusAddress
    private let grpc: GRPCClient<HTTP2ClientTransport.Posix>
    private let service: Service
    private let metadata: Metadata
    /// What runs the connection; nil until it is needed.
    private let running = Mutex<Task<Void, any Error>?>(nil)

    /// What one answer may hold; servers of 2.3 send up to 512 MiB.
    private static let mostBytes = 256 << 20

    /// - Throws: `MilvusError.badAddress` where the certificates of those who vouch for the server cannot be read.
    init(_ address: MilvusAddress) throws(MilvusError) {
        self.address = address
        do {
            let transport = try HTTP2ClientTransport.Posix(
                target: .dns(host: address.host, port: address.port),
                transportSecurity: Self.security(address.encryption), config: Self.config)
            grpc = GRPCClient(transport: transport)
        } catch {
            throw .badAddress(problem: "what it says of TLS cannot be used (is the file of ca there, in PEM?)")
        }
        service = Service(wrapping: grpc)
        var metadata = Metadata()
        if let token = address.token {
            metadata.addString(Data(token.utf8).base64EncodedString(), forKey: "authorization")
        }
        self.metadata = metadata
    }

    deinit {
        if running.withLock({ $0 }) != nil { grpc.beginGracefulShutdown() }
    }

    private static func security(_ encryption: MilvusAddress.Encryption) -> HTTP2ClientTransport.Posix.TransportSecurity
    {
        switch encryption {
        case .none: .plaintext
        case .tls(authorities: nil): .tls
        case .tls(authorities: let path?): .tls { $0.trustRoots = .certificates([.file(path: path, format: .pem)]) }
        }
    }

    private static var config: HTTP2ClientTransport.Posix.Config {
        .defaults { config in
            // A server that was away for an hour is found in seconds.
            config.backoff.initial = .milliseconds(200)
            config.backoff.max = .seconds(2)
            config.connection.keepalive = .init(time: .seconds(20), timeout: .seconds(10), allowWithoutCalls: false)
            config.channelDebuggingCallbacks.onCreateTCPConnection = { MilvusPingAnswers.add(to: $0) }
        }
    }

    /// Ends the connection once what was asked is answered.
    func close() async {
        guard let task = running.withLock({ $0 }) else { return }
        grpc.beginGracefulShutdown()
        _ = try? await task.value
    }

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - operation: what is being done, as messages call it.
    ///   - isRepeatable: whether it may be made again where the connection breaks, whether or not it was done before.
    ///   - secrets: texts that were sent; a server's answer that repeats one is not shown.
    /// - Throws: `MilvusError`; `CancellationError`.
    func call<Reply: MilvusReply>(
        _ operation: String, isRepeatable: Bool = false, secrets: @autoclosure () -> [String] = [],
        _ body: (Service, Metadata, CallOptions) async throws -> Reply
    ) async throws -> Reply {
        run()
        var options = CallOptions.defaults
        options.timeout = address.answerSeconds.map { .seconds($0) }
        options.maxResponseMessageBytes = Self.mostBytes
        // The transport holds answers, too, to the bound of requests.
        options.maxRequestMessageBytes = Self.mostBytes
        var pauses = isRepeatable ? Self.pauses : []
        while true {
            do {
                let reply = try await body(service, metadata, options)
                let status = reply.status
                guard status.errorCode == 0, status.code == 0 else { throw self.error(status, operation, secrets()) }
                return reply
            } catch let error as RPCError {
                if Task.isCancelled { throw CancellationError() }
                guard error.code == .unavailable, let pause = pauses.popLast() else {
                    throw self.error(error, operation)
                }
                try await Task.sleep(for: pause)
            }
        }
    }

    /// Between tries, the last first. A connection may be cut under a request without its fault: by what balances the
    /// load before a cluster, or where one of its proxies is replaced.
    private static let pauses: [Duration] = [.milliseconds(600), .milliseconds(300), .milliseconds(50)]

    private func run() {
        running.withLock { running in
            if running == nil { running = Task { [grpc] in try await grpc.runConnections() } }
        }
    }

    private func error(_ error: RPCError, _ operation: String) -> MilvusError {
        if error.code == .deadlineExceeded, let seconds = address.answerSeconds {
            return .silent(server: address.shown, operation: operation, seconds: seconds)
        }
        return switch error.code {
        case .unavailable: .unreachable(server: address.shown, reason: "there is no connection (\(error.message))")
        case .unauthenticated, .permissionDenied:
            .failed(
                server: address.shown, operation: operation, code: "\(error.code)",
                reason: "the token was not accepted; set RAPPORT_MILVUS_TOKEN to USER:PASSWORD or a key")
        default:
            .failed(server: address.shown, operation: operation, code: "\(error.code)", reason: error.message)
        }
    }

    private func error(_ status: WireStatus, _ operation: String, _ secrets: [String]) -> MilvusError {
        let isTold = secrets.contains { !$0.isEmpty && status.reason.contains($0) }
        let reason = isTold ? "the server's reason repeats what was sent and is not shown" : status.reason
        if Self.isUnready(status) { return .notReady(server: address.shown, reason: reason) }
        // Before 2.3 `code` was not filled.
        let code = status.code != 0 ? status.code : status.errorCode
        return .failed(server: address.shown, operation: operation, code: "\(code)", reason: reason)
    }

    /// Whether a server has not come up, or not taken up its collections again, since it was started.
    ///
    /// Source: Milvus' `pkg/util/merr`.
    private static func isUnready(_ status: WireStatus) -> Bool {
        switch status.code {
        // Service not ready, unavailable; collection, partition not loaded, or not in full; no replica, channel or node
        // that could answer.
        case 1, 2, 101, 103, 201, 202, 400, 401, 500, 503, 901, 902, 903, 904, 905: true
        default: false
        }
    }
}
