import Foundation

/// A process that does what one request says, and then answers in one line.
final class UpsertsProcess {
    private let command: [String]
    private let request: UpsertsRequest
    private let process = Process()
    private let output = Pipe()

    /// Starts it.
    init(_ command: [String], _ request: UpsertsRequest) throws {
        (self.command, self.request) = (command, request)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command + [String(decoding: try PeerProcess.encoder.encode(request), as: UTF8.self)]
        process.standardOutput = output
        do { try process.run() } catch { throw BenchmarkError.cannotStart(command.joined(separator: " ")) }
    }

    /// Rapport's side, in this program.
    convenience init(ofRapport request: UpsertsRequest) throws {
        try self.init([Bundle.main.executablePath ?? CommandLine.arguments[0], "upserts-child"], request)
    }

    var isRunning: Bool { process.isRunning }

    /// Waits for its end.
    func answer() throws -> UpsertsAnswer {
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard let answer = try? PeerProcess.decoder.decode(UpsertsAnswer.self, from: data) else {
            throw BenchmarkError.failed(command.joined(separator: " "), status: process.terminationStatus)
        }
        if let error = answer.error { throw BenchmarkError.peer(request.contender, error) }
        return answer
    }
}
