import Foundation
import TestSupport

/// A request over a plain socket whose answer is read as it comes: what shows when each event arrived.
final class EventStream {
    struct Event {
        var name: String
        var json: [String: Any]
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Sends the request: a POST where there is a body, otherwise a GET.
    init(port: Int, path: String, body: String? = nil, headers: [String: String] = [:]) throws {
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
        guard isConnected else { throw URLError(.cannotConnectToHost) }
        var head = [
            "\(body == nil ? "GET" : "POST") \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)",
            "Accept: text/event-stream", "Connection: close",
        ]
        head += headers.map { "\($0.key): \($0.value)" }
        if let body { head += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
        let request = Array((head.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8)
        guard send(descriptor, request, request.count, 0) == request.count else {
            throw URLError(.networkConnectionLost)
        }
    }

    deinit { close(descriptor) }

    /// Bytes that are read in one go, at most: few show that an event may come in pieces.
    var bytesAtATime = 65_536

    /// Reads until `count` events are there, or the server is done.
    func events(_ count: Int) -> [Event] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while complete.count < count {
            let read = recv(descriptor, &buffer, bytesAtATime, 0)
            guard read > 0 else { break }
            received += buffer[..<read]
        }
        return complete
    }

    /// The head of the answer.
    var head: String { text.components(separatedBy: "\r\n\r\n")[0] }

    private var text: String { String(decoding: received, as: UTF8.self) }

    private var complete: [Event] {
        // An event ends with an empty line; what lies between the events are the lengths of chunks.
        text.components(separatedBy: "event: ").dropFirst().filter { $0.contains("\n\n") }.map { block in
            let lines = block.components(separatedBy: "\n")
            let data = lines.first { $0.hasPrefix("data: ") }.map { Data($0.dropFirst(6).utf8) } ?? Data()
            return Event(
                name: lines[0], json: (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:])
        }
    }
}
