import Foundation
import RapportCore

/// This program, run as a child with arguments of its own.
enum ChildRapport {
    /// Why it gave nothing.
    struct Failure: RapportError {
        var message: String
    }

    /// Runs the program to its end and gives what it wrote to stdout.
    ///
    /// - Throws: `Failure` with the last line that it wrote to stderr where its exit code is not 0.
    static func run(_ arguments: [String]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            // Reading waits, so it gets a thread that nobody else waits for.
            let thread = Thread { continuation.resume(with: Result { try runHere(arguments) }) }
            thread.start()
        }
    }

    private static func runHere(_ arguments: [String]) throws -> String {
        guard let program = Bundle.main.executableURL else { throw Failure(message: "the program is not found") }
        let process = Process()
        let output = Pipe()
        let errors = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: errors.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw Failure(message: "the folder for temporary files cannot be written") }
        defer { try? FileManager.default.removeItem(at: errors) }
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        do { try process.run() } catch { throw Failure(message: "it cannot be started: \(error.localizedDescription)") }
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let said = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
            let line = said.split(separator: "\n").last.map(String.init) ?? "exit code \(process.terminationStatus)"
            throw Failure(message: line.hasPrefix("rapport: ") ? String(line.dropFirst("rapport: ".count)) : line)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
