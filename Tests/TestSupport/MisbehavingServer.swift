import Foundation
import RapportCore
import Synchronization

/// An HTTP server on 127.0.0.1 that answers as a test tells it, badly where told so.
///
/// One thread a connection, one request a connection, plain sockets: what it does wrong is never softened by a library.
public final class MisbehavingServer: Sendable {
    /// What a client sent.
    public struct Request: Sendable {
        /// 1 for the first request that the server saw.
        public var number: Int
        public var path: String
        /// Names in lower case.
        public var headers: [String: String]
        public var body: Data

        /// The body as a JSON object; empty where it is none.
        public var json: [String: Any] {
            ((try? JSONSerialization.jsonObject(with: body)) as? [String: Any]) ?? [:]
        }
    }

    /// What the server does with a request.
    public enum Answer: Sendable {
        case reply(status: Int = 200, headers: [String: String] = [:], body: String)
        /// Promises the whole body, sends its first bytes and hangs up.
        case cut(body: String, afterBytes: Int)
        case hangUp
        /// Says nothing until the client leaves.
        case silence
        /// Sends the head and the body's first bytes, then says nothing until the client leaves.
        case stall(body: String, afterBytes: Int)
        /// Sends `chunk` over and over until the client leaves.
        case endless(chunk: String)
        /// Sends what is no HTTP.
        case raw(String)
    }

    private struct State {
        var requests: [Request] = []
        var connections: Set<Int32> = []
        var isStopped = false
    }

    public let port: Int
    private let listener: Int32
    private let state = Mutex(State())
    private let answer: @Sendable (Request) -> Answer

    /// Listens on a free port until `stop()`.
    ///
    /// - Parameter answer: may be called by several threads at a time.
    public init(answer: @escaping @Sendable (Request) -> Answer) throws {
        let socket = try Sockets.listen()
        self.listener = socket.descriptor
        self.port = socket.port
        self.answer = answer
        let descriptor = socket.descriptor
        // The thread closes the listener, not `stop()`: a number that is closed too early may be another server's by
        // the time that this thread accepts again.
        Thread.detachNewThread { [weak self] in
            defer { close(descriptor) }
            while let connection = Sockets.accept(descriptor) {
                guard let self else {
                    close(connection)
                    return
                }
                self.serve(connection)
            }
        }
    }

    /// Gives `answers` one after the other and then the last one again and again.
    public convenience init(answers: [Answer]) throws {
        try self.init { request in
            answers.isEmpty ? .hangUp : answers[min(request.number, answers.count) - 1]
        }
    }

    deinit { stop() }

    public var baseURL: String { "http://127.0.0.1:\(port)/v1" }
    /// The host as errors name it.
    public var host: String { "127.0.0.1:\(port)" }
    /// All requests so far, in the order in which they were read.
    public var requests: [Request] { state.withLock { $0.requests } }

    /// Hangs up on everyone; from now on nobody can connect.
    public func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
            shutdown(listener, Int32(SHUT_RDWR))
        }
    }

    private func serve(_ connection: Int32) {
        let isWelcome = state.withLock { state in
            if !state.isStopped { state.connections.insert(connection) }
            return !state.isStopped
        }
        guard isWelcome else {
            close(connection)
            return
        }
        Thread.detachNewThread { [self] in
            if var request = Sockets.readRequest(connection) {
                state.withLock { state in
                    request.number = state.requests.count + 1
                    state.requests.append(request)
                }
                act(answer(request), on: connection)
            }
            state.withLock { _ = $0.connections.remove(connection) }
            close(connection)
        }
    }

    private func act(_ answer: Answer, on connection: Int32) {
        switch answer {
        case .reply(let status, let headers, let body):
            Sockets.send(head(status, headers, length: body.utf8.count) + body, to: connection)
        case .cut(let body, let count):
            Sockets.send(head(200, [:], length: body.utf8.count), to: connection)
            Sockets.send(String(decoding: body.utf8.prefix(count), as: UTF8.self), to: connection)
        case .hangUp: break
        case .silence: Sockets.waitUntilClosed(connection)
        case .stall(let body, let count):
            Sockets.send(head(200, [:], length: body.utf8.count), to: connection)
            Sockets.send(String(decoding: body.utf8.prefix(count), as: UTF8.self), to: connection)
            Sockets.waitUntilClosed(connection)
        case .endless(let chunk):
            Sockets.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", to: connection)
            while Sockets.send(chunk, to: connection) {}
        case .raw(let text): Sockets.send(text, to: connection)
        }
    }

    private func head(_ status: Int, _ headers: [String: String], length: Int) -> String {
        var lines = ["HTTP/1.1 \(status) Status", "Content-Length: \(length)", "Connection: close"]
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { lines.append("\(name): \(value)") }
        return lines.joined(separator: "\r\n") + "\r\n\r\n"
    }
}
