import HTTPTypes
import Hummingbird
import Synchronization

/// A bound on the requests that are worked on at a time. A few more wait for a moment; whoever comes then, or waits for
/// too long, is told to come again, so that those who are let in are answered as fast as ever.
final class Admission: Sendable {
    private enum Outcome {
        case admitted
        case late
        case left
    }

    private struct State {
        var running = 0
        var lastTicket = 0
        var waiting: [(ticket: Int, answer: AsyncStream<Outcome>.Continuation)] = []
    }

    private let limit: Int
    private let queueLimit: Int
    private let longestWait: Duration
    private let state = Mutex(State())

    /// - Parameters:
    ///   - limit: Requests that are worked on at a time.
    ///   - queueLimit: Requests that wait for one of them to end.
    ///   - longestWait: How long they wait.
    init(limit: Int, queueLimit: Int, longestWait: Duration = .zero) {
        self.limit = limit
        self.queueLimit = queueLimit
        self.longestWait = longestWait
    }

    /// What is being worked on, and what waits.
    var counts: (running: Int, waiting: Int) { state.withLock { ($0.running, $0.waiting.count) } }

    /// Takes a place, at once or when another is given back. One whose client leaves meanwhile waits no longer.
    ///
    /// - Returns: the place, which is given back when it is let go of, at the latest.
    /// - Throws: `Problem` 503 where too many wait already, or for too long.
    func enter(_ client: Connection?) async throws -> AdmissionPlace {
        let (outcomes, answer) = AsyncStream.makeStream(of: Outcome.self, bufferingPolicy: .bufferingOldest(1))
        guard let ticket = try take(answer) else { return AdmissionPlace(self) }
        let timer = Task { [longestWait] in
            try await Task.sleep(for: longestWait)
            dismiss(ticket, .late)
        }
        let listener = client?.onLeave { self.dismiss(ticket, .left) }
        defer {
            timer.cancel()
            if let listener { client?.forget(listener) }
        }
        for await outcome in outcomes {
            switch outcome {
            case .admitted: return AdmissionPlace(self)
            case .late: throw Self.overload
            case .left: throw Self.gone
            }
        }
        // This task was cancelled; whoever would give it a place sees that it takes none.
        dismiss(ticket, .left)
        throw CancellationError()
    }

    /// - Returns: nil where a place was free, or the number under which one waits.
    private func take(_ answer: AsyncStream<Outcome>.Continuation) throws -> Int? {
        // Decided and queued under one lock: two who come at once do not both take the last place.
        let (isRefused, ticket) = state.withLock { state -> (Bool, Int?) in
            if state.running < limit {
                state.running += 1
                return (false, nil)
            }
            guard state.waiting.count < queueLimit else { return (true, nil) }
            state.lastTicket += 1
            state.waiting.append((state.lastTicket, answer))
            return (false, state.lastTicket)
        }
        if isRefused { throw Self.overload }
        return ticket
    }

    /// Ends a wait, where it goes on still.
    private func dismiss(_ ticket: Int, _ outcome: Outcome) {
        let waiter = state.withLock { state in
            state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0) }
        }
        waiter?.answer.yield(outcome)
    }

    /// Gives a place to whoever has waited longest and still wants it.
    fileprivate func leave() {
        while let next = next() { if case .enqueued = next.yield(.admitted) { return } }
    }

    /// Who is to have a place that is free now; where nobody is, it stays free.
    private func next() -> AsyncStream<Outcome>.Continuation? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst().answer
        }
    }

    private static let overload = Problem(
        .serviceUnavailable, "more requests are waiting than can be answered; try again", retryAfterSeconds: 1)
    /// Nobody reads it; the log and the metrics show it.
    static let gone = Problem(
        HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request"), "the client left before its turn")
}

/// A place among the requests that are worked on.
final class AdmissionPlace: Sendable {
    private let admission: Admission
    private let isHeld = Mutex(true)

    fileprivate init(_ admission: Admission) { self.admission = admission }

    /// An answer whose client is gone is never written, and let go of without a word.
    deinit { giveBack() }

    /// Once, however often it is called.
    func giveBack() {
        let wasHeld = isHeld.withLock { isHeld in
            defer { isHeld = false }
            return isHeld
        }
        if wasHeld { admission.leave() }
    }
}

/// Holds requests to an `Admission`. Health and metrics pass: whoever watches an overloaded server must see it.
struct AdmissionMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let requests: Admission
    /// Those who watch jobs: they stay for as long as a job takes, and do nearly nothing.
    let watchers: Admission
    private static let free: Set<String> = ["/v1/health/live", "/v1/health/ready", "/metrics"]
    /// Their length is the sender's, and admins alone may send them; and what strangers may send must not keep places
    /// from those who have a token.
    private static let long: Set<String> = ["/v1/uploads", "/v1/session"]

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        if Self.free.contains(path) || Self.long.contains(path) { return try await next(request, context) }
        let place: AdmissionPlace
        do { place = try await admission(for: path).enter(context.connection) } catch let problem as Problem {
            return problem.response(context.requestID)
        }
        var response = try await next(request, context)
        // What is written as a whole has been worked out; whoever is slow to read it keeps nobody from a place. What comes
        // in pieces is worked on until its last piece.
        guard request.method != .head, response.body.contentLength == nil else {
            place.giveBack()
            return response
        }
        let body = response.body
        response.body = ResponseBody { writer in
            defer { place.giveBack() }
            try await body.write(writer)
        }
        return response
    }

    private func admission(for path: String) -> Admission {
        path.hasPrefix("/v1/jobs/") && path.hasSuffix("/events") ? watchers : requests
    }
}
