import Foundation

/// A connection to a server on 127.0.0.1 that one thread uses: sends a request, waits for the whole answer.
final class BlockingConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw BenchmarkError.cannotStart("a connection to port \(port)") }
        var noDelay: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Sends a request and reads the answer.
    ///
    /// - Returns: the HTTP status and the bytes of the body; nil where the connection broke.
    func send(_ request: [UInt8]) -> (status: Int, bytes: Int)? {
        guard write(request) else { return nil }
        received.removeAll(keepingCapacity: true)
        var headEnd: Int?
        while headEnd == nil {
            guard receive() else { return nil }
            headEnd = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
        }
        guard let headEnd else { return nil }
        let lines = String(decoding: received[..<headEnd], as: UTF8.self).components(separatedBy: "\r\n")
        let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let length = lines.lazy.compactMap { line in
            line.lowercased().hasPrefix("content-length:")
                ? Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)) : nil
        }.first
        guard let length else { return nil }
        while received.count < headEnd + length {
            guard receive() else { return nil }
        }
        return (status, length)
    }

    /// The bytes of a request with a JSON body.
    static func request(_ path: String, port: Int, method: String = "POST", body: Data) -> [UInt8] {
        let head = [
            "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Content-Type: application/json",
            "Content-Length: \(body.count)",
        ]
        return Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { part in
                Foundation.send(descriptor, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private func receive() -> Bool {
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            received.append(contentsOf: buffer[..<count])
            return true
        }
    }
}
