import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import RapportCore
import ServiceLifecycle
import Store
import Workflow

/// The HTTP API of `schemas/openapi.yaml` and the page beside it.
public struct Server: Sendable {
    /// A request's body may have this many bytes.
    static let bodyLimitBytes = 1 << 20
    /// A job that is told to stop ends at its next batch, or goes on at the next start as after a crash.
    private static let longestJobEnd = Duration.seconds(20)
    private let workspace: Workspace
    private let logger: Logger
    private let log: SuggestionLog
    private let now: @Sendable () -> Timestamp
    private let preparation: Preparation
    private let metrics: ServerMetrics
    private let jobs: JobRunner
    private let settings: ServerSettings
    private let gate: AccessGate
    private let admission: Admission
    private let watchers: Admission
    private let connections: Connections
    private let recall: RecallMeter

    /// - Parameters:
    ///   - settings: how it is reached, and how much it takes on.
    ///   - logger: gets a line at `info` for each request, which names no fan and quotes nobody.
    ///   - now: the wall clock, for when suggestions were shown.
    ///   - version: of the program, for the metrics.
    /// - Throws: `ServerError` where others would reach the server without tokens or in clear; `StoreError`.
    public init(
        workspace: Workspace, settings: ServerSettings = ServerSettings(), logger: Logger, version: String = "",
        now: @escaping @Sendable () -> Timestamp
    ) throws {
        try self.init(workspace: workspace, settings: settings, logger: logger, version: version, now: now) {
            try await workspace.prepare()
        }
    }

    /// - Parameter prepare: what is done before the indexes can answer.
    package init(
        workspace: Workspace, settings: ServerSettings = ServerSettings(), logger: Logger, version: String,
        now: @escaping @Sendable () -> Timestamp, prepare: @escaping @Sendable () async throws -> Void
    ) throws {
        let access = try AccessStore(folder: workspace.store.folder)
        try settings.check(hasTokens: access.hasTokens())
        try workspace.store.keepLittleOfWhatIsWritten()
        self.settings = settings
        gate = AccessGate(access: access, settings: settings, now: now)
        admission = Admission(
            limit: settings.concurrentRequests, queueLimit: settings.concurrentRequests,
            longestWait: .seconds(settings.queueSeconds))
        watchers = Admission(limit: settings.jobWatchers, queueLimit: 0)
        connections = Connections(limit: settings.connections, idleSeconds: settings.idleSeconds)
        self.workspace = workspace
        self.logger = logger
        self.now = now
        preparation = Preparation(logger: logger, prepare)
        recall = RecallMeter(workspace, on: BackgroundExecutor.shared, now: now)
        metrics = ServerMetrics(workspace: workspace, recall: recall, version: version, startedAt: now())
        jobs = JobRunner(
            workspace: workspace, now: now, failure: { (try? JSONOutput.text(Problem($0))) ?? "{}" },
            onFailure: { logger.error("a job failed", metadata: ["reason": "\($0.loggedReason)"]) })
        log = SuggestionLog(store: workspace.store, now: now) { count, error in
            logger.error(
                "suggestions were not kept", metadata: ["count": "\(count)", "reason": "\(error.loggedReason)"])
        }
    }

    /// Serves until SIGINT or SIGTERM; the indexes are prepared meanwhile. At the end it
    /// finishes the requests at hand, lets the job that runs go back to the queue, and saves the indexes.
    ///
    /// - Parameters:
    ///   - port: 0 takes any that is free.
    ///   - onListening: is told the port.
    /// - Throws: `ServerError.cannotListen` where the port is taken; `.badCertificate`.
    public func run(port: Int, onListening: @escaping @Sendable (Int) -> Void) async throws {
        try await run(port: port, stoppedBySignals: true, onListening: onListening)
    }

    /// As `run`, until the task is cancelled or, where they count, a signal comes: a test needs its own.
    package func run(
        port: Int, stoppedBySignals: Bool, onListening: @escaping @Sendable (Int) -> Void
    ) async throws {
        let preparing = Task(executorPreference: BackgroundExecutor.shared) { await preparation.run() }
        defer { preparing.cancel() }
        let work = BackgroundWork { await jobs.run() }
        let watch = BackgroundWork { await recall.run { preparation.state == .done } }
        defer {
            work.cancel()
            watch.cancel()
        }
        let application = Application(
            router: router(), server: try serverBuilder(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.address, port: port), serverName: "rapport"),
            onServerRunning: { channel in
                // Not before: who cannot listen has no business with the jobs.
                work.start()
                watch.start()
                onListening(channel.localAddress?.port ?? port)
            }, logger: logger)
        do {
            try await application.runService(gracefulShutdownSignals: stoppedBySignals ? [.sigterm, .sigint] : [])
        } catch let error as IOError {
            throw ServerError.cannotListen(address: settings.address, port: port, reason: error.description)
        }
        let isIdle = await work.finish(within: Self.longestJobEnd)
        log.finish()
        // An index that is still being built, for the first time or once more, would keep the process from ending for
        // minutes.
        guard preparation.state == .done, isIdle else { return }
        do {
            try await workspace.saveIndexes()
        } catch let error as any RapportError {
            // What is not saved is replayed from the log at the next start.
            logger.error("the indexes were not saved", metadata: ["reason": "\(error.loggedReason)"])
        }
    }

    private func serverBuilder() throws -> HTTPServerBuilder {
        // It has no idea of idleness of its own: a body that trickles in after its answer would keep it alive.
        let http = HTTPServerBuilder.http1(
            configuration: .init(additionalChannelHandlers: [connections.handler()]))
        guard let tls = try settings.tls() else { return http }
        return try .tls(http, tlsConfiguration: tls)
    }

    private func router() -> Router<ServerContext> { routes().router }

    /// Method and path of every route, such as `GET /v1/health`.
    package var routeNames: Set<String> { routes().known.all }

    private func routes() -> (router: Router<ServerContext>, known: KnownRoutes) {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: RequestMiddleware(logger: logger, metrics: metrics.requests, connections: connections))
        router.add(middleware: SecurityMiddleware(hosts: settings.hosts, isEncrypted: settings.isEncrypted))
        router.add(middleware: AdmissionMiddleware(requests: admission, watchers: watchers))
        let known = KnownRoutes()
        router.add(middleware: ProblemMiddleware(logger: logger, routes: known, gate: gate))
        let table = RouteTable(router: router, known: known, gate: gate)
        PageRoutes().add(to: table)
        table.get("/metrics") { _, _ in try await metrics.response(isReady: preparation.state == .done, admission) }
        APIRoutes(
            workspace: workspace,
            suggestions: SuggestRoutes(workspace: workspace, log: log, preparation: preparation, gate: gate),
            preparation: preparation, console: QueryConsole(workspace), gate: gate
        ).add(to: table)
        SessionRoutes(gate: gate, isSecure: settings.isEncrypted).add(to: table)
        JobRoutes(
            jobs: jobs.queue, gate: gate, workspace: workspace, uploadLimitBytes: settings.uploadLimitBytes
        ).add(to: table)
        UploadRoutes(store: workspace.store, limitBytes: settings.uploadLimitBytes, now: now).add(to: table)
        ViewRoutes(workspace: workspace, preparation: preparation, recall: recall, gate: gate).add(to: table)
        return (router, known)
    }
}

/// Why the server did not start.
public enum ServerError: RapportError, Equatable {
    case cannotListen(address: String, port: Int, reason: String)
    case needsTokens(address: String)
    case needsTLS(address: String)
    case badCertificate(chain: String, key: String)

    public var message: String {
        switch self {
        case .cannotListen(let address, let port, let reason):
            "cannot listen on \(address):\(port): \(reason); choose another port with --port"
        case .needsTokens(let address):
            "others reach \(address), perhaps through a proxy, and nobody has a token; make one with: rapport token create NAME --role admin"
        case .needsTLS(let address):
            "others reach \(address), and tokens would travel in clear; give --tls-certificate and --tls-key, or "
                + "--behind-proxy where something in front of it speaks TLS"
        case .badCertificate(let chain, let key):
            "the certificate \(chain) or the key \(key) cannot be used; both must be PEM files that belong together"
        }
    }
}
