import Hummingbird
import Logging
import NIOCore
import RapportCore
import ServiceLifecycle
import Workflow

/// The HTTP API of `schemas/openapi.yaml` and the page beside it.
public struct Server: Sendable {
    /// A request's body may have this many bytes.
    static let bodyLimitBytes = 1 << 20
    private let workspace: Workspace
    private let logger: Logger
    private let log: SuggestionLog
    private let preparation: Preparation
    private let metrics: ServerMetrics
    private let recall: RecallMeter

    /// - Parameters:
    ///   - logger: gets a line at `info` for each request, which names no fan and quotes nobody.
    ///   - now: the wall clock, for when suggestions were shown.
    ///   - version: of the program, for the metrics.
    public init(
        workspace: Workspace, logger: Logger, version: String = "", now: @escaping @Sendable () -> Timestamp
    ) {
        self.init(workspace: workspace, logger: logger, version: version, now: now) { try await workspace.prepare() }
    }

    /// - Parameter prepare: what is done before the indexes can answer.
    package init(
        workspace: Workspace, logger: Logger, version: String, now: @escaping @Sendable () -> Timestamp,
        prepare: @escaping @Sendable () async throws -> Void
    ) {
        self.workspace = workspace
        self.logger = logger
        preparation = Preparation(logger: logger, prepare)
        metrics = ServerMetrics(workspace: workspace, version: version, startedAt: now())
        recall = RecallMeter(workspace, now: now)
        log = SuggestionLog(store: workspace.store, now: now, notice: { logger.error("\($0)") })
    }

    /// Serves on 127.0.0.1 until SIGINT or SIGTERM; the indexes are prepared meanwhile. At the end it
    /// finishes the requests at hand and saves the indexes.
    ///
    /// - Parameters:
    ///   - port: 0 takes any that is free.
    ///   - onListening: is told the port.
    /// - Throws: `ServerError.cannotListen` where the port is taken.
    public func run(port: Int, onListening: @escaping @Sendable (Int) -> Void) async throws {
        try await run(port: port, stoppedBySignals: true, onListening: onListening)
    }

    /// As `run`, until the task is cancelled or, where they count, a signal comes: a test needs its own.
    package func run(
        port: Int, stoppedBySignals: Bool, onListening: @escaping @Sendable (Int) -> Void
    ) async throws {
        let preparing = Task(executorPreference: PreparationExecutor()) { await preparation.run() }
        defer { preparing.cancel() }
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), serverName: "rapport"),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) }, logger: logger)
        do {
            try await application.runService(gracefulShutdownSignals: stoppedBySignals ? [.sigterm, .sigint] : [])
        } catch let error as IOError {
            throw ServerError.cannotListen(port: port, reason: error.description)
        }
        log.finish()
        // An index that is still being built, for the first time or once more, would keep the process from ending for
        // minutes.
        guard preparation.state == .done else { return }
        do {
            try await workspace.indexes.save()
        } catch let error as any RapportError {
            // What is not saved is replayed from the log at the next start.
            logger.error("the indexes were not saved", metadata: ["reason": "\(error.message)"])
        }
    }

    private func router() -> Router<ServerContext> { routes().router }

    /// Method and path of every route, such as `GET /v1/health`.
    package var routeNames: Set<String> { routes().known.all }

    private func routes() -> (router: Router<ServerContext>, known: KnownRoutes) {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestMiddleware(logger: logger, metrics: metrics.requests))
        router.add(middleware: SecurityMiddleware(hosts: ["127.0.0.1", "localhost", "[::1]"]))
        let known = KnownRoutes()
        router.add(middleware: ProblemMiddleware(logger: logger, routes: known))
        let table = RouteTable(router: router, known: known)
        PageRoutes().add(to: table)
        table.get("/metrics") { _, _ in try await metrics.response(isReady: preparation.state == .done) }
        APIRoutes(
            workspace: workspace,
            suggestions: SuggestRoutes(workspace: workspace, log: log, preparation: preparation),
            preparation: preparation, console: QueryConsole(workspace)
        ).add(to: table)
        ViewRoutes(workspace: workspace, preparation: preparation, recall: recall).add(to: table)
        return (router, known)
    }
}

/// Why the server did not start.
public enum ServerError: RapportError, Equatable {
    case cannotListen(port: Int, reason: String)

    public var message: String {
        switch self {
        case .cannotListen(let port, let reason):
            "cannot listen on 127.0.0.1:\(port): \(reason); choose another port with --port"
        }
    }
}
