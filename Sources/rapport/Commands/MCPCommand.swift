import ArgumentParser
import Foundation
import RapportServer
import Workflow

struct MCPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract: "Answer a language model's client over stdin and stdout, by the Model Context Protocol.",
        discussion: """
            The tools are suggest, similar_fans, search and sql, which only reads. What they answer goes to the client's \
            language model: fans' texts are in it, and the audit names whom it was about. A client is told to start this:

              rapport --store index mcp
            """)

    @OptionGroup var indexOptions: IndexOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let workspace = try indexOptions.workspace(storeOptions.open(), common)
        let server = try MCPServer(workspace: workspace, version: Rapport.configuration.version, now: { .now })
        for await line in Self.lines() {
            if let answer = await server.answer(to: line) { Terminal.write(answer) }
        }
    }

    /// The lines of stdin, read on a thread of their own, which waits for them.
    private static func lines() -> AsyncStream<String> {
        AsyncStream { continuation in
            Thread.detachNewThread {
                while let line = readLine() {
                    if !line.isEmpty { continuation.yield(line) }
                }
                continuation.finish()
            }
        }
    }
}
