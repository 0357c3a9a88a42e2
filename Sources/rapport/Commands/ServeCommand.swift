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
            Listens on 127.0.0.1 alone. Ctrl-C finishes the requests at hand and ends.

              rapport serve --port 8080
            """)

    @Option(help: "The port; 0 takes any that is free.")
    var port: Int = 8080
    @Option(help: ArgumentHelp("The largest file that may be uploaded.", valueName: "bytes"))
    var uploadLimit: Int = Uploads.usualLimitBytes
    @OptionGroup var indexOptions: IndexOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must lie in 0...65535") }
        guard uploadLimit > 0 else { throw ValidationError("--upload-limit must be 1 or more") }
    }

    func run() async throws {
        let workspace = try indexOptions.workspace(storeOptions.open(), common)
        try await Self.serve(workspace, port: port, uploadLimitBytes: uploadLimit, common: common)
    }

    /// Serves until a signal comes, and says where.
    static func serve(
        _ workspace: Workspace, port: Int, uploadLimitBytes: Int = Uploads.usualLimitBytes, common: CommonOptions
    ) async throws {
        var logger = Logger(label: "rapport")
        logger.logLevel = common.verbose ? .info : .error
        var server = Server(
            workspace: workspace, logger: logger, version: Rapport.configuration.version, now: { .now })
        server.uploadLimitBytes = uploadLimitBytes
        try await server.run(port: port) { port in
            Terminal.write("serving on http://127.0.0.1:\(port); Ctrl-C ends")
        }
    }
}
