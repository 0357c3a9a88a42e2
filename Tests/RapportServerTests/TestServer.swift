import Foundation
import FoundationNetworking

/// A server on this machine, and what it answers.
protocol TestServer: Sendable {
    var port: Int { get }
}

struct Answer {
    var status: Int
    /// By lower-case name.
    var headers: [String: String]
    var body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
}

/// Keeps no cookies: those of one test would be sent to the server of another, whose name is the same.
private let client: URLSession = {
    let configuration = URLSessionConfiguration.default
    configuration.httpCookieStorage = nil
    configuration.httpCookieAcceptPolicy = .never
    configuration.httpShouldSetCookies = false
    return URLSession(configuration: configuration)
}()

extension TestServer {
    /// - Parameter path: already percent-encoded.
    func send(_ method: String, _ path: String, body: Data? = nil, headers: [String: String] = [:]) async throws
        -> Answer
    {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        // A test that wants a cookie sends it.
        request.httpShouldHandleCookies = false
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await client.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        let fields = response.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        return Answer(status: response.statusCode, headers: Dictionary(fields, uniquingKeysWith: { $1 }), body: data)
    }

    func post(_ path: String, _ object: [String: any Sendable]) async throws -> Answer {
        try await send(
            "POST", path, body: JSONSerialization.data(withJSONObject: object),
            headers: ["Content-Type": "application/json"])
    }
}
