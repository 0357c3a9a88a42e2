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

    /// Between two looks at whether whoever reads may still do so.
    private static let checkPause = Duration.seconds(1)

    /// What `work` sends, as it sends it. Ends with it, when the client leaves, or soon after its token has ended.
    ///
    /// - Parameter work: sends the events; what it throws is sent as the event `error`, a problem document. It is
    ///   cancelled where nobody reads on.
    static func response(
        _ context: ServerContext, _ gate: AccessGate, _ work: @escaping @Sendable (EventSender) async throws -> Void
    ) -> Response {
        let body = ResponseBody { writer in
            let (pieces, events) = EventSender.make()
            // A client that waits for an event sends nothing by which one could see that it has gone.
            let listener = context.connection?.onLeave { events.finish() }
            defer { if let listener { context.connection?.forget(listener) } }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await run(work, events, context) }
                group.addTask { await watch(gate, events, context) }
                for await piece in pieces { try await writer.write(piece) }
                group.cancelAll()
            }
            try Task.checkCancellation()
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: contentType], body: body)
    }

    private static func run(
        _ work: @Sendable (EventSender) async throws -> Void, _ events: EventSender, _ context: ServerContext
    ) async {
        do { try await work(events) } catch {
            if !(error is CancellationError), !Task.isCancelled { fail(events, error, context) }
        }
        events.finish()
    }

    private static func watch(_ gate: AccessGate, _ events: EventSender, _ context: ServerContext) async {
        while (try? await Task.sleep(for: checkPause)) != nil {
            do {
                if try gate.isStillKnown(context.grant) { continue }
                throw Problem(.unauthorized, "this token was revoked or has expired, or the session has ended")
            } catch {
                fail(events, error, context)
                return events.finish()
            }
        }
    }

    private static func fail(_ events: EventSender, _ error: any Error, _ context: ServerContext) {
        var problem = Problem(error)
        problem.instance = context.requestID
        try? events.send("error", problem)
    }
}

/// Takes events to be written to one client, as fast as it reads them.
package struct EventSender: Sendable {
    /// Pieces that wait for a client to read: more than an answer has. Of a job that is watched for hours each is the job
    /// as it was, and a reader that far behind is better off asking again.
    private static let mostWaiting = 64
    private let pieces: AsyncStream<ByteBuffer>.Continuation

    /// - Returns: what is to be written, and what sends it.
    package static func make() -> (pieces: AsyncStream<ByteBuffer>, sender: EventSender) {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ByteBuffer.self, bufferingPolicy: .bufferingOldest(mostWaiting))
        return (stream, EventSender(pieces: continuation))
    }

    /// Sends one event; its data is JSON on one line.
    ///
    /// - Throws: `CancellationError` where the client has left too many unread: the stream ends after those.
    package func send(_ event: String, _ value: some Encodable) throws {
        let piece = ByteBuffer(string: "event: \(event)\ndata: \(try JSONOutput.text(value))\n\n")
        guard case .dropped = pieces.yield(piece) else { return }
        finish()
        throw CancellationError()
    }

    /// Sends what a reader passes over, so that those between know that the connection lives.
    func sendNothing() { pieces.yield(ByteBuffer(string: ":\n\n")) }

    /// Nothing that is sent after this is written.
    package func finish() { pieces.finish() }
}
