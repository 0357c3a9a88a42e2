import Foundation
import Synchronization
import TestSupport

/// Servers that live as long as the test process and must not outlive it.
private let servers = Mutex<[pid_t]>([])
private let stopServersAtExit: Void = {
    atexit { servers.withLock { $0.forEach { kill($0, SIGKILL) } } }
}()

/// A real server process over a small store, with the real model: what a browser would talk to.
final class ServedStore: TestServer {
    let folder: TemporaryFolder
    let process: ChildProcess
    let port: Int

    /// Rows with names that a URL cannot hold as they are.
    static let oddNames = ["a/b", "tom@home", "100%", "%41", "🙂 fan", "x?y#z", "é"]

    /// - Parameters:
    ///   - extraRows: lines of CSV after the usual ones.
    ///   - environment: settings of the server.
    ///   - options: flags of `serve`.
    ///   - before: what is done to the store before the server starts.
    convenience init(
        extraRows: [String] = [], environment: [String: String] = [:], options: [String] = [],
        before: (_ store: String) throws -> Void = { _ in }
    ) throws {
        let folder = try TemporaryFolder()
        let store = try Self.makeStore(in: folder, extraRows: extraRows)
        try before(store)
        try self.init(in: folder, environment: environment, options: options)
    }

    /// Serves the store that lies in `folder` already.
    init(in folder: TemporaryFolder, environment: [String: String] = [:], options: [String] = []) throws {
        self.folder = folder
        process = try RapportBinary.start(
            ["--store", folder.file("store").path, "serve", "--port", "0"] + options, environment: environment)
        _ = stopServersAtExit
        let processID = process.processID
        servers.withLock { $0.append(processID) }
        port = try process.waitForOutput { output, _ in
            output.firstMatch(of: #/127\.0\.0\.1:(\d+)/#).flatMap { Int($0.1) }
        }
    }

    /// Makes a store with vectors.
    ///
    /// - Returns: its folder.
    static func makeStore(in folder: TemporaryFolder, extraRows: [String] = []) throws -> String {
        let store = folder.file("store").path
        try folder.write(logs() + extraRows.map { $0 + "\n" }.joined(), to: "logs.csv")
        for arguments in [["ingest", folder.file("logs.csv").path], ["embed"]] {
            let output = try RapportBinary.run(["--store", store] + arguments + ["--quiet"])
            guard output.succeeded else { throw TestSupportError.failed(command: "rapport", output) }
        }
        return store
    }

    private static func logs() -> String {
        let topics = [
            "sailing on the lake", "my garden and the roses", "the night shift at work", "a trip to Lisbon",
            "running a marathon", "baking bread",
        ]
        // Each answer another one: what many fans got is a mass message and is not suggested.
        let openings = ["lovely", "oh nice", "sweet", "wow", "haha", "really", "mmm", "cool"].flatMap { word in
            [
                "tell me about", "i dream of", "so you like", "what is best about", "i want to try", "who taught you",
                "how often do you do", "my sister loves", "i never get enough of", "you had me at",
            ].map { "\(word), \($0)" }
        }
        var lines = ["chatter_name,model_name,fan_message,chatter_message,price,purchased,fan_id,datetime,tips,revenue"]
        for (index, name) in (oddNames + (1...12).map { "fan_\($0)" }).enumerated() {
            for row in 0..<4 {
                let topic = topics[(index + row / 2) % topics.count]
                let isSale = row == 2 && index % 2 == 0
                lines.append(
                    """
                    Chatter1,Model/1,"hey I love \(topic), part \(row) of \(index)","\(openings[(index * 4 + row) % openings.count]) \(topic)",\(row == 2 ? 20 : 0),\(isSale),"\(name)",\
                    2025-04-\(10 + index % 15)T0\(row):00:00,0,\(isSale ? 20 : 0)
                    """)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
