import HTTPTypes
import Hummingbird
import Synchronization

/// A bound on the requests that are worked on at a time. A few more wait for a moment; whoever comes then is told at
/// once to come again, so that those who are let in are answered as fast as ever.
final class Admission: Sendable {
    private struct State {
        var running = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let limit: Int
    private let queueLimit: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - limit: Requests that are worked on at a time.
    ///   - queueLimit: Requests that wait for one of them to end.
    init(limit: Int, queueLimit: Int) {
        self.limit = limit
        self.queueLimit = queueLimit
    }

    /// Takes a place, at once or when another is given back.
    ///
    /// - Throws: `Problem` 503 where too many wait already.
    func enter() async throws {
        let isAdmitted = await withCheckedContinuation { continuation in
            // Decided and queued under one lock: two who come at once do not both take the last place.
            let answer = state.withLock { state -> Bool? in
                if state.running < limit {
                    state.running += 1
                    return true
                }
                guard state.waiting.count < queueLimit else { return false }
                state.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
        guard isAdmitted else { throw Self.overload }
    }

    /// Gives a place to whoever has waited longest.
    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: true)
    }

    private static let overload = Problem(
        .serviceUnavailable, "more requests are waiting than can be answered; try again", retryAfterSeconds: 1)
}

/// Holds requests to an `Admission`. Health and metrics pass: whoever watches an overloaded server must see it.
struct AdmissionMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let admission: Admission
    private static let free: Set<String> = ["/v1/health/live", "/v1/health/ready", "/metrics"]
    /// Their length is the sender's, and admins alone may send them; and what strangers may send must not keep places
    /// from those who have a token.
    private static let long: Set<String> = ["/v1/uploads", "/v1/session"]

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        if Self.free.contains(path) || Self.long.contains(path) { return try await next(request, context) }
        do { try await admission.enter() } catch let problem as Problem { return problem.response(context.requestID) }
        defer { admission.leave() }
        return try await next(request, context)
    }
}
