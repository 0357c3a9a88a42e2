import RapportCore
import Store
import Synchronization
import Workflow

/// `POST /v1/sql`: a few queries at a time, each within limits that leave the rest of the server its share.
final class QueryConsole: Sendable {
    static let limits = SQLLimits(seconds: 10, mebibytes: 64)
    private static let mostAtATime = 2
    /// A query that is waited for is mostly a short one.
    private static let longestWaitSeconds = 5.0
    private let console: SQLConsole
    private let running = Mutex(0)

    init(_ workspace: Workspace) {
        console = SQLConsole(workspace, limits: Self.limits)
    }

    /// - Throws: what the query or `note` throws; `Problem` 503 where others are asking for longer than a moment.
    func answer(to query: String, noting note: SQLConsole.Note) async throws -> SQLAnswer {
        let deadline = ContinuousClock.now + .seconds(Self.longestWaitSeconds)
        while !takePlace() {
            guard ContinuousClock.now < deadline else {
                throw Problem(
                    .serviceUnavailable, "\(Self.mostAtATime) queries are running; try again", retryAfterSeconds: 5)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        defer { running.withLock { $0 -= 1 } }
        return try await console.answer(to: query, noting: note)
    }

    private func takePlace() -> Bool {
        running.withLock { running in
            guard running < Self.mostAtATime else { return false }
            running += 1
            return true
        }
    }
}
