import Foundation

/// A process that holds an index and measures itself: a peer's, or this program's own child.
final class PeerProcess: @unchecked Sendable {
    // Checked by hand: whoever has one asks it from one task at a time.
    let name: String
    private let process = Process()
    private let requests = Pipe()
    private let answers = Pipe()

    /// Starts this program again, as Rapport's side.
    static func rapport() throws -> PeerProcess {
        let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
        return try PeerProcess(
            name: Contender.rapport.rawValue, [program, VectorsChild.configuration.commandName ?? ""])
    }

    /// Starts a script of the peers.
    ///
    /// - Parameter blasThreads: threads of numpy's matrix products.
    static func python(
        _ python: String, name: String, script: String = "vectors_peer.py", blasThreads: Int = 1
    ) throws -> PeerProcess {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("peers/\(script)")
        return try PeerProcess(name: name, [python, "-B", script.path], blasThreads: blasThreads)
    }

    private init(name: String, _ command: [String], blasThreads: Int = 1) throws {
        self.name = name
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = requests
        process.standardOutput = answers
        process.environment = ProcessInfo.processInfo.environment
            .merging(["OPENBLAS_NUM_THREADS": "\(blasThreads)"]) { $1 }
        do { try process.run() } catch { throw BenchmarkError.cannotStart(command.joined(separator: " ")) }
    }

    /// Asks and waits for the answer.
    ///
    /// - Throws: `BenchmarkError.peer` where the process says what went wrong, or says nothing any more.
    func ask(_ request: PeerRequest) throws -> PeerAnswer {
        let answer: PeerAnswer = try exchange(request, operation: request.operation.rawValue)
        if let error = answer.error { throw BenchmarkError.peer(name, error) }
        return answer
    }

    /// Asks in a language of its own, and waits for the answer.
    ///
    /// - Throws: `BenchmarkError.peer` where the process says nothing any more.
    func exchange<Answer: Decodable>(_ request: some Encodable, operation: String) throws -> Answer {
        try requests.fileHandleForWriting.write(contentsOf: Self.encoder.encode(request) + Data("\n".utf8))
        var line = Data()
        while let byte = try answers.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
        guard !line.isEmpty else {
            throw BenchmarkError.peer(name, "it ended while it was asked to \(operation)")
        }
        return try Self.decoder.decode(Answer.self, from: line)
    }

    /// Ends the process.
    func stop() {
        try? requests.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    static let decoder: JSONDecoder = {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }()
}
