import HTTPTypes
import Hummingbird
import Workflow

/// Answers in pieces, as browsers' `EventSource` reads them.
///
/// Source: the WHATWG's HTML standard, section "Server-sent events".
enum ServerSentEvents {
    static let contentType = "text/event-stream"

    /// Whether a request wants its answer so.
    static func areWanted(by request: Request) -> Bool {
        request.headers[.accept]?.contains(contentType) == true
    }

    /// - Parameters:
    ///   - requestID: names the request where it fails.
    ///   - write: sends the events; what it throws is sent as the event `error`, a problem document.
    static func response(
        _ requestID: String, _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        let body = ResponseBody { writer in
            do {
                try await write(&writer)
            } catch let error as CancellationError {
                throw error
            } catch {
                // Where the reader is gone, this throws too.
                var problem = Problem(error)
                problem.instance = requestID
                try await writer.send("error", problem)
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: contentType], body: body)
    }
}

extension ResponseBodyWriter {
    /// Writes one event; its data is JSON on one line.
    mutating func send(_ event: String, _ value: some Encodable) async throws {
        try await write(ByteBuffer(string: "event: \(event)\ndata: \(JSONOutput.text(value))\n\n"))
    }

    /// Writes what a reader passes over, so that those between know that the connection lives.
    mutating func sendNothing() async throws { try await write(ByteBuffer(string: ":\n\n")) }
}
