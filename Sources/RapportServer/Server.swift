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

    /// - Parameter now: the wall clock, for when suggestions were shown.
    public init(workspace: Workspace, logger: Logger, now: @escaping @Sendable () -> Timestamp) {
        self.workspace = workspace
        self.logger = logger
        log = SuggestionLog(store: workspace.store, now: now, notice: { logger.error("\($0)") })
    }

    /// Serves on 127.0.0.1 until SIGINT or SIGTERM; then finishes the requests at hand and saves the indexes.
    ///
    /// - Parameters:
    ///   - port: 0 takes any that is free.
    ///   - onListening: is told the port.
    /// - Throws: `ServerError.cannotListen` where the port is taken.
    public func run(port: Int, onListening: @escaping @Sendable (Int) -> Void) async throws {
        do {
            try await workspace.prepare()
        } catch let error as any RapportError {
            // The server has other work too, and whoever asks for a suggestion is told the same.
            logger.warning("suggestions are not ready", metadata: ["reason": "\(error.message)"])
        } catch let error where !(error is CancellationError) {
            // An error of unknown making might quote a text.
            logger.warning("suggestions are not ready", metadata: ["reason": "\(type(of: error))"])
        }
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), serverName: "rapport"),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) }, logger: logger)
        do {
            try await application.runService()
        } catch let error as IOError {
            throw ServerError.cannotListen(port: port, reason: error.description)
        }
        log.finish()
        do {
            try await workspace.indexes.save()
        } catch let error as any RapportError {
            // What is not saved is replayed from the log at the next start.
            logger.error("the indexes were not saved", metadata: ["reason": "\(error.message)"])
        }
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: SecurityMiddleware(hosts: ["127.0.0.1", "localhost", "[::1]"]))
        router.add(middleware: ProblemMiddleware())
        PageRoutes().add(to: router)
        APIRoutes(workspace: workspace, suggestions: SuggestRoutes(workspace: workspace, log: log)).add(to: router)
        return router
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
