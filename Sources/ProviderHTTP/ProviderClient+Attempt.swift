import AsyncHTTPClient
import Foundation

extension ProviderClient {
    /// What one attempt came to.
    enum Outcome: Sendable {
        case reply(Data)
        case tooLarge
        /// With the `Retry-After` that the provider stated.
        case failed(AttemptFailure, retryAfter: String?)
    }

    /// One attempt within the time limit.
    ///
    /// The HTTP client's own deadline ends with the reply's head, so a body that trickles would outlast it.
    func send(_ body: Data, to path: String) async throws -> Outcome {
        let limit = timeoutSeconds
        return try await withThrowingTaskGroup(of: Outcome.self) { group in
            group.addTask { try await exchange(body, path: path) }
            group.addTask {
                try await Task.sleep(for: .seconds(limit))
                return .failed(.timeout, retryAfter: nil)
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .failed(.timeout, retryAfter: nil)
        }
    }

    private func exchange(_ body: Data, path: String) async throws -> Outcome {
        var request = HTTPClientRequest(url: baseURL.appending(path))
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "User-Agent", value: "rapport")
        for header in headers + authorization.headers { request.headers.add(name: header.name, value: header.value) }
        request.body = .bytes(body)
        var problem = ConnectionProblem.notConnected
        do {
            // The limit is kept by `send`; the client demands one of its own.
            let response = try await ProviderClient.http.execute(request, timeout: .hours(24))
            problem = .cut
            let status = Int(response.status.code)
            guard (200...299).contains(status) else {
                let code = ErrorCode.known(in: try? await read(response, upTo: ErrorCode.longestBody))
                return .failed(
                    .status(status, code: code), retryAfter: response.headers.first(name: "Retry-After"))
            }
            guard let data = try await read(response, upTo: replyLimitBytes) else { return .tooLarge }
            return .reply(data)
        } catch {
            try Task.checkCancellation()
            return .failed(ProviderClient.failure(of: error, problem: problem), retryAfter: nil)
        }
    }

    /// The body, or nil where it is larger than `limit`.
    private func read(_ response: HTTPClientResponse, upTo limit: Int) async throws -> Data? {
        var data = Data()
        for try await buffer in response.body {
            guard data.count + buffer.readableBytes <= limit else { return nil }
            data.append(contentsOf: buffer.readableBytesView)
        }
        return data
    }

    private static func failure(of error: any Error, problem: ConnectionProblem) -> AttemptFailure {
        switch error as? HTTPClientError {
        case .some(.connectTimeout), .some(.deadlineExceeded), .some(.readTimeout), .some(.writeTimeout),
            .some(.tlsHandshakeTimeout), .some(.getConnectionFromPoolTimeout):
            .timeout
        case .some(.remoteConnectionClosed): .connection(.cut)
        default: .connection(problem)
        }
    }

    /// One pool of connections for the process. It is never shut down: the process's end does that.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        // Retries are counted and spaced by our policy alone.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }()
}

/// The names that providers give to failures. Only names from this list are shown: anything else in an error's body
/// could be what was sent, or the key.
enum ErrorCode {
    static let longestBody = 65_536

    private struct Body: Decodable {
        struct Detail: Decodable {
            var code: String?
            var type: String?

            enum CodingKeys: CodingKey {
                case code, type
            }

            /// Some servers repeat the status as a number in `code`.
            init(from decoder: any Decoder) throws {
                let members = try decoder.container(keyedBy: CodingKeys.self)
                code = try? members.decode(String.self, forKey: .code)
                type = try? members.decode(String.self, forKey: .type)
            }
        }
        var error: Detail?
    }

    static func known(in body: Data?) -> String? {
        guard let body, let detail = try? JSONDecoder().decode(Body.self, from: body).error else { return nil }
        return [detail.code, detail.type].compactMap { $0 }.first(where: names.contains)
    }

    private static let names: Set<String> = [
        "api_error", "authentication_error", "billing_error", "content_filter", "context_length_exceeded",
        "exceed_context_size_error", "insufficient_quota", "invalid_api_key", "invalid_request_error",
        "model_not_found", "not_found_error", "overloaded_error", "permission_error", "rate_limit_error",
        "rate_limit_exceeded", "request_too_large", "server_error", "string_above_max_length", "timeout_error",
        "unsupported_parameter", "unsupported_value",
    ]
}
