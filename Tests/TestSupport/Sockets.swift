import Foundation
import RapportCore

/// The few socket calls that the server needs.
enum Sockets {
    /// A socket that listens on a free port of 127.0.0.1.
    static func listen() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw SocketError(call: "socket", code: errno) }
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && Foundation.listen(descriptor, 64) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard bound else {
            let code = errno
            close(descriptor)
            throw SocketError(call: "bind", code: code)
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// The next connection, or nil once the listener is closed.
    static func accept(_ listener: Int32) -> Int32? {
        while true {
            let connection = Foundation.accept(listener, nil, nil)
            if connection >= 0 { return connection }
            if errno != EINTR && errno != ECONNABORTED { return nil }
        }
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    /// Has what is sent on a TCP connection leave without waiting for more.
    static func sendAtOnce(_ connection: Int32) {
        var on: Int32 = 1
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// A connection to a server on a port of 127.0.0.1; nil where there is none.
    static func connect(toPort port: Int) -> Int32? {
        let descriptor = connect(AF_INET, loopback(port: port))
        descriptor.map(sendAtOnce)
        return descriptor
    }

    /// A connection to a server on a Unix socket; nil where there is none.
    static func connect(toUnixSocket path: String) -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return connect(AF_UNIX, address)
    }

    private static func connect<Address>(_ family: Int32, _ address: Address) -> Int32? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let isConnected = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size)) == 0
            }
        }
        guard isConnected else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// Reads one request with a `Content-Length` or without a body; nil where the client leaves before its end.
    static func readRequest(_ connection: Int32) -> MisbehavingServer.Request? {
        var received: [UInt8] = []
        let blankLine = Array("\r\n\r\n".utf8)
        var headEnd: Int?
        while headEnd == nil {
            guard receive(connection, into: &received) else { return nil }
            headEnd = received.firstRange(of: blankLine)?.upperBound
        }
        guard let headEnd else { return nil }
        let lines = String(decoding: received[..<headEnd], as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = Blank.trimmed(line[line.index(after: colon)...])
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while received.count < headEnd + length {
            guard receive(connection, into: &received) else { return nil }
        }
        let words = lines[0].split(separator: " ")
        return MisbehavingServer.Request(
            number: 0, path: words.count > 1 ? String(words[1]) : "", headers: headers,
            body: Data(received[headEnd..<headEnd + length]))
    }

    /// Sends all of `text`; false where the client has left.
    @discardableResult
    static func send(_ text: String, to connection: Int32) -> Bool { send(Array(text.utf8)[...], to: connection) }

    /// Sends all of `bytes`; false where the other side has left.
    static func send(_ bytes: ArraySlice<UInt8>, to connection: Int32) -> Bool {
        var sent = bytes.startIndex
        while sent < bytes.endIndex {
            let count = bytes[sent...].withUnsafeBytes { part in
                Foundation.send(connection, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    static func waitUntilClosed(_ connection: Int32) {
        var ignored: [UInt8] = []
        while receive(connection, into: &ignored) { ignored.removeAll() }
    }

    /// Appends what has come; false once there is no more.
    private static func receive(_ connection: Int32, into received: inout [UInt8]) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            received.append(contentsOf: buffer[..<count])
            return true
        }
    }
}

/// A socket call that failed.
struct SocketError: RapportError {
    var call: String
    var code: Int32
    var message: String { "\(call) failed on 127.0.0.1: error \(code); check that the test may open sockets" }
}
