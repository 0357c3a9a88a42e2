import ArgumentParser
import Foundation
import Logging
import RapportServer
import Store
import Workflow

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API and the page on this machine.",
        discussion: """
            Listens on 127.0.0.1, where nobody needs a token as long as there is none. Any other address, and a name of
            its own, needs tokens and TLS. Ctrl-C finishes the requests at hand and ends.

              rapport serve --port 8080
              rapport serve --address 0.0.0.0 --host-name rapport.example --tls-certificate c.pem --tls-key k.pem
            """)

    @Option(help: "The port; 0 takes any that is free.")
    var port: Int = 8080
    @Option(help: "The address to listen on.")
    var address: String = "127.0.0.1"
    @Option(
        name: .customLong("host-name"),
        help: ArgumentHelp("A name by which browsers call the server; may be repeated.", valueName: "name"))
    var hostNames: [String] = []
    @Option(help: ArgumentHelp("The certificate with its chain, PEM.", valueName: "file"))
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("Its key, PEM.", valueName: "file"))
    var tlsKey: String?
    @Flag(help: "Something in front speaks TLS, and nobody else reaches this address.")
    var behindProxy = false
    @Option(help: ArgumentHelp("Connections at a time.", valueName: "n"))
    var connections: Int = 512
    @Option(help: ArgumentHelp("Requests that are worked on at a time; as many again wait.", valueName: "n"))
    var concurrentRequests: Int = 64
    @Option(help: ArgumentHelp("Seconds that a request waits for another to end.", valueName: "seconds"))
    var queueTimeout: Double = 2
    @Option(help: ArgumentHelp("Requests a second of one token; twice that at once.", valueName: "n"))
    var requestsPerSecond: Double = 50
    @Option(
        help: ArgumentHelp(
            "Seconds after which a connection ends on which no request begins, or nothing of an answer is read.",
            valueName: "seconds"))
    var idleTimeout: Double = 30
    @Option(help: ArgumentHelp("The largest file that may be uploaded.", valueName: "bytes"))
    var uploadLimit: Int = Uploads.usualLimitBytes
    @OptionGroup var indexOptions: IndexOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must lie in 0...65535") }
        guard uploadLimit > 0 else { throw ValidationError("--upload-limit must be 1 or more") }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
        guard concurrentRequests > 0 else { throw ValidationError("--concurrent-requests must be 1 or more") }
        guard connections > 0 else { throw ValidationError("--connections must be 1 or more") }
        guard queueTimeout >= 0, queueTimeout <= 3_600 else {
            throw ValidationError("--queue-timeout must lie in 0...3600")
        }
        guard requestsPerSecond > 0, requestsPerSecond <= 1e6 else {
            throw ValidationError("--requests-per-second must lie above 0, up to 1000000")
        }
        guard idleTimeout >= 0.1, idleTimeout <= 86_400 else {
            throw ValidationError("--idle-timeout must lie in 0.1...86400")
        }
    }

    func run() async throws {
        let workspace = try indexOptions.workspace(storeOptions.open(), common)
        try await Self.serve(workspace, settings, port: port, common: common)
    }

    private var settings: ServerSettings {
        var settings = ServerSettings()
        settings.address = address
        settings.hostNames = hostNames
        if let tlsCertificate, let tlsKey { settings.certificate = (tlsCertificate, tlsKey) }
        settings.isBehindProxy = behindProxy
        settings.connections = connections
        settings.concurrentRequests = concurrentRequests
        settings.queueSeconds = queueTimeout
        settings.requestsPerSecond = requestsPerSecond
        settings.idleSeconds = idleTimeout
        settings.uploadLimitBytes = uploadLimit
        return settings
    }

    /// Serves until a signal comes, and says where.
    static func serve(
        _ workspace: Workspace, _ settings: ServerSettings = ServerSettings(), port: Int, common: CommonOptions
    ) async throws {
        var logger = Logger(label: "rapport")
        logger.logLevel = common.verbose ? .info : .error
        let server = try Server(
            workspace: workspace, settings: settings, logger: logger, version: Rapport.configuration.version,
            now: { .now })
        try await server.run(port: port) { port in
            let host = settings.address.contains(":") ? "[\(settings.address)]" : settings.address
            Terminal.write(
                "serving on \(settings.certificate == nil ? "http" : "https")://\(host):\(port); Ctrl-C ends")
        }
    }
}
