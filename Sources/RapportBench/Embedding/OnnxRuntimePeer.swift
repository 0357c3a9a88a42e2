import Foundation

/// The peer script as a process that stays loaded and embeds its texts whenever it is told to.
final class OnnxRuntimePeer {
    private let process = Process()
    private let commands = Pipe()
    private let answers = Pipe()
    private let folder: URL

    /// Starts the script and waits until its model is loaded and warm.
    ///
    /// - Throws: `BenchmarkError.cannotStart` where the interpreter or a package is missing.
    init(python: String, folder model: String, texts: [String], threads: Int, batch: Int) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("texts.json")
        try JSONEncoder().encode(texts).write(to: file)
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("peers/embed_onnxruntime.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "-B", script.path, model, file.path, "\(threads)", "\(batch)"]
        process.standardInput = commands
        process.standardOutput = answers
        do {
            try process.run()
            _ = try answer(Ready.self)
        } catch {
            throw BenchmarkError.cannotStart("\(python) \(script.lastPathComponent)")
        }
    }

    /// Embeds all texts once.
    ///
    /// - Returns: seconds, as the script measures them.
    func run() throws -> Double { try ask("run").seconds }

    /// The vectors of all texts, one after the other.
    func vectors() throws -> [Float] {
        let file = folder.appendingPathComponent("vectors.f32")
        _ = try ask("vectors \(file.path)")
        return try Data(contentsOf: file).withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
        }
    }

    /// Ends the process and removes its files.
    func stop() {
        try? commands.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    private struct Ready: Decodable { let ready: String }
    private struct Answer: Decodable { let seconds: Double }

    private func ask(_ command: String) throws -> Answer {
        try commands.fileHandleForWriting.write(contentsOf: Data("\(command)\n".utf8))
        return try answer(Answer.self)
    }

    private func answer<Value: Decodable>(_ type: Value.Type) throws -> Value {
        var line = Data()
        while let byte = try answers.fileHandleForReading.read(upToCount: 1), let value = byte.first, value != 0x0A {
            line.append(value)
        }
        return try JSONDecoder().decode(type, from: line)
    }
}
