import Foundation

/// The peer script as a process that has the rows loaded and measures itself.
final class AnalysisPeer {
    struct Answer: Decodable {
        let seconds: Double
        let inertia: Double?
    }

    private let process = Process()
    private let requests = Pipe()
    private let answers = Pipe()

    /// - Throws: `BenchmarkError.cannotStart` where the interpreter or a package is missing.
    init(python: String, base: String, threads: Int) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("peers/analysis_peer.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "-B", script.path, base, "\(threads)"]
        process.standardInput = requests
        process.standardOutput = answers
        do {
            try process.run()
            _ = try answer(Ready.self)
        } catch {
            throw BenchmarkError.cannotStart("\(python) \(script.lastPathComponent)")
        }
    }

    func kMeans(k: Int, restarts: Int, seed: Int) throws -> Answer { try ask("kmeans \(k) \(restarts) \(seed)") }

    /// - Parameter places: the file for float32 coordinates.
    func umap(neighbours: Int, places: String) throws -> Answer { try ask("umap \(neighbours) \(places)") }

    /// Ends the process.
    func stop() {
        try? requests.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    private struct Ready: Decodable { let ready: Int }

    private func ask(_ request: String) throws -> Answer {
        try requests.fileHandleForWriting.write(contentsOf: Data("\(request)\n".utf8))
        do { return try answer(Answer.self) } catch {
            throw BenchmarkError.peer("analysis_peer.py", "it ended while it was asked to '\(request)'")
        }
    }

    private func answer<Value: Decodable>(_ type: Value.Type) throws -> Value {
        var line = Data()
        while let byte = try answers.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
        return try JSONDecoder().decode(type, from: line)
    }
}
