import Foundation

/// A real `rapport serve` on a free port.
final class ServedProcess {
    let port: Int
    private let process = Process()

    /// Starts it and waits until its indexes can answer.
    init(rapport: String, store: String) throws {
        process.executableURL = URL(fileURLWithPath: rapport)
        process.arguments = ["--store", store, "serve", "--port", "0"]
        // No language model, whatever the user has set.
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("RAPPORT_LLM_") }
        let output = Pipe()
        process.standardOutput = output
        do { try process.run() } catch { throw BenchmarkError.cannotStart(rapport) }
        var line = ""
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
            line.unicodeScalars.append(Unicode.Scalar(byte))
        }
        guard let port = line.firstMatch(of: #/127\.0\.0\.1:(\d+)/#).flatMap({ Int($0.1) }) else {
            throw BenchmarkError.peer("rapport serve", "it did not say where it listens")
        }
        self.port = port
        try waitUntilReady()
    }

    /// It listens before it has opened its indexes and loaded the model, which is not what is measured.
    private func waitUntilReady() throws {
        let request = BlockingConnection.request("/v1/health/ready", port: port, method: "GET", body: Data())
        while process.isRunning {
            if try BlockingConnection(port: port).send(request)?.status == 200 { return }
            Thread.sleep(forTimeInterval: 0.1)
        }
        throw BenchmarkError.peer("rapport serve", "it ended before it was ready")
    }

    /// The largest resident set so far, bytes.
    var peakBytes: Int {
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
