import Foundation
import Logging
import RapportCore
import RapportServer
import Store
import Synchronization
import TestSupport
import Workflow

/// A server in this process, whose preparation and log the test holds.
struct LocalServer: TestServer {
    /// What its clock says.
    static let now = Timestamp(nanoseconds: 1_744_156_800_000_000_000)

    let port: Int
    let workspace: Workspace
    let log: LogRecorder
    /// Method and path of every route.
    let routeNames: Set<String>

    /// Serves while `body` runs.
    ///
    /// - Parameters:
    ///   - extraRows: lines of CSV after the usual ones.
    ///   - before: what is done to the tokens before the server starts.
    ///   - prepare: by default nothing is to be prepared.
    static func with(
        extraRows: [String] = [], settings: ServerSettings = ServerSettings(),
        before: (AccessStore) throws -> Void = { _ in },
        prepare: @escaping @Sendable () async throws -> Void = {}, _ body: (LocalServer) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let store = try RapportStore(folder: ServedStore.makeStore(in: folder, extraRows: extraRows), creating: false)
        try before(AccessStore(folder: store.folder))
        let workspace = try Workspace(store: store)
        let log = LogRecorder()
        let logger = Logger(label: "test") { _ in RecordingHandler(recorder: log) }
        let server = try Server(
            workspace: workspace, settings: settings, logger: logger, version: "1.2.3", now: { Self.now },
            prepare: prepare)
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let serving = Task {
            defer { continuation.finish() }
            try await server.run(port: 0, stoppedBySignals: false) { continuation.yield($0) }
        }
        defer { serving.cancel() }
        for await port in ports {
            try await body(LocalServer(port: port, workspace: workspace, log: log, routeNames: server.routeNames))
            serving.cancel()
        }
        withExtendedLifetime(folder) {}
    }

    /// Asks until the answer is as the test wants it, at most 30 seconds.
    func wait(for path: String, until condition: (Answer) -> Bool) async throws -> Answer {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            let answer = try await send("GET", path)
            if condition(answer) || ContinuousClock.now > deadline { return answer }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

extension LogRecorder {
    /// The lines of requests once there are so many, after 30 seconds what there is: a request is logged when its answer has
    /// gone, which the test may know sooner than the server.
    func requests(_ count: Int) async throws -> [[String: String]] {
        var patience = Patience(seconds: 30)
        while requests.count < count, patience.isLeft() { try await Task.sleep(for: .milliseconds(10)) }
        return requests
    }
}

/// Keeps what is logged, at every level.
final class LogRecorder: Sendable {
    struct Line {
        var message: String
        var metadata: [String: String]
    }

    private let kept = Mutex<[Line]>([])

    var lines: [Line] { kept.withLock { $0 } }

    /// One for each request that was answered.
    var requests: [[String: String]] { lines.filter { $0.message == "request" }.map(\.metadata) }

    fileprivate func keep(_ line: Line) { kept.withLock { $0.append(line) } }
}

private struct RecordingHandler: LogHandler {
    let recorder: LogRecorder
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        recorder.keep(LogRecorder.Line(message: "\(event.message)", metadata: all.mapValues { "\($0)" }))
    }
}
