import Foundation
import Synchronization

/// A Milvus server of the test's own on a free port of 127.0.0.1, with nothing in it. It ends with the value.
public final class MilvusServer: Sendable {
    public enum Kind: Sendable {
        /// PyPI's `milvus`: the standalone server of 2.3.5.
        case standalone
        /// PyPI's `milvus-lite` 3: the API of a newer Milvus, by another implementation.
        case lite
    }

    public let port: Int
    private let kind: Kind
    private let settings: [String]
    private let folder: TemporaryFolder
    private let process = Mutex<ChildProcess?>(nil)

    /// Starts the server and waits until it is healthy.
    ///
    /// - Parameter settings: `common.security.tlsMode=1` and the like; of the standalone server.
    /// - Throws: `TestSupportError`; where no network namespace is permitted its text says so.
    public init(_ kind: Kind, settings: [String] = []) throws {
        self.kind = kind
        // After a kill it takes up its collections once the dead session has ended, which takes a minute by default.
        self.settings = ["common.session.ttl=5"] + settings
        folder = try TemporaryFolder()
        port = try Self.freePort()
        try start()
    }

    deinit { kill() }

    public var url: String { "milvus://127.0.0.1:\(port)" }

    /// What the server was given to store, and its log.
    public var files: URL { folder.url }

    /// Starts it again after `kill`, at the same address and with its data.
    ///
    /// - Throws: `TestSupportError`.
    public func start() throws {
        let python = try PythonTools.interpreter()
        let child: ChildProcess
        switch kind {
        case .standalone:
            let script = RepositoryRoot.file("Tests/TestSupport/milvus_server.py").path
            child = try ChildProcess(
                python, arguments: ["-B", script, folder.file("data").path, "\(port)"] + settings)
        case .lite:
            child = try ChildProcess(
                python.deletingLastPathComponent().appendingPathComponent("milvus-lite"),
                arguments: [
                    "server", "--data-dir", folder.file("data").path, "--host", "127.0.0.1", "--port", "\(port)",
                ],
                environment: ProcessInfo.processInfo.environment.merging(["PYTHONUNBUFFERED": "1"]) { $1 })
        }
        _ = try child.waitForOutput(timeoutSeconds: 120) { output, _ in output.contains("listening on") ? true : nil }
        process.withLock { $0 = child }
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

    /// Has the server do at once what it does with all records after a while: search sealed, indexed segments.
    ///
    /// - Throws: `TestSupportError`.
    public func seal(collection: String) throws {
        try PythonTools.run(
            script: RepositoryRoot.file("Tests/TestSupport/milvus_seal.py"), arguments: ["\(port)", collection])
    }

    /// Has a running server deny all writes, or no longer, as it does where a quota is used up. It takes note within
    /// seconds; started anew it denies none.
    ///
    /// - Throws: `TestSupportError.notSetUp`; what reading and writing throw.
    public func deny(writes isDenied: Bool) throws {
        let file = folder.file("data/configs/milvus.yaml")
        var text = try String(contentsOf: file, encoding: .utf8)
        let values = ["forceDeny: true", "forceDeny: false"]
        guard let section = text.range(of: "limitWriting:"),
            let value = values.compactMap({ text.range(of: $0, range: section.upperBound..<text.endIndex) })
                .min(by: { $0.lowerBound < $1.lowerBound })
        else { throw TestSupportError.notSetUp(missing: "the server's setting forceDeny in \(file.path)") }
        text.replaceSubrange(value, with: "forceDeny: \(isDenied)")
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    /// A port that nobody listens on. Somebody may take it before the server does, which then says so.
    private static func freePort() throws -> Int {
        let (descriptor, port) = try Sockets.listen()
        close(descriptor)
        return port
    }
}
