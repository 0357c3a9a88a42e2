import Foundation

/// A child process that a test starts, watches and may kill.
///
/// Its standard streams are files, so that no amount of output can block it and what it wrote before it
/// was killed can be read.
public final class ChildProcess: Sendable {
    private let process: Process
    private let files: TemporaryFolder

    /// Starts `executable`, without a shell.
    ///
    /// - Parameters:
    ///   - environment: The whole environment; by default that of the test.
    ///   - input: What it reads from standard input, then the end of the file.
    ///   - folder: Where it runs; by default where the test runs.
    /// - Throws: What Foundation throws where the system cannot start it.
    public init(
        _ executable: URL, arguments: [String] = [],
        environment: [String: String] = ProcessInfo.processInfo.environment,
        input: Data = Data(), folder: URL? = nil
    ) throws {
        files = try TemporaryFolder()
        try files.write(input, to: "input")
        try files.write(Data(), to: "output")
        try files.write(Data(), to: "errors")
        process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = try FileHandle(forReadingFrom: files.file("input"))
        process.standardOutput = try FileHandle(forWritingTo: files.file("output"))
        process.standardError = try FileHandle(forWritingTo: files.file("errors"))
        try process.run()
    }

    deinit {
        send(SIGKILL)
    }

    /// What is run, for messages.
    public var command: String { process.executableURL?.lastPathComponent ?? "" }

    public var processID: Int32 { process.processIdentifier }

    /// What it has written to standard output so far.
    public var outputSoFar: String { String(decoding: bytes("output"), as: UTF8.self) }

    /// What it has written to standard error so far.
    public var errorsSoFar: String { String(decoding: bytes("errors"), as: UTF8.self) }

    public var isRunning: Bool { process.isRunning }

    /// Sends a signal; does nothing when the process has ended.
    public func send(_ signal: Int32) {
        // Once it has ended its id may be another process's.
        if process.isRunning { kill(process.processIdentifier, signal) }
    }

    /// Waits until the process ends.
    ///
    /// - Throws: `TestSupportError.timedOut` after `timeoutSeconds`; the process is killed then.
    @discardableResult
    public func wait(timeoutSeconds: Double = 600) throws -> ProcessOutput {
        try poll(timeoutSeconds: timeoutSeconds) { ended }
    }

    /// Waits until `condition` gives something for what was written to standard output and standard
    /// error so far.
    ///
    /// - Throws: `TestSupportError.timedOut` after `timeoutSeconds`, `failed` when the process ends
    ///   before.
    public func waitForOutput<Found>(
        timeoutSeconds: Double = 60, _ condition: (_ output: String, _ errors: String) throws -> Found?
    ) throws -> Found {
        try poll(timeoutSeconds: timeoutSeconds) {
            // Asked before reading, so that what it wrote at its very end counts.
            let ended = ended
            if let found = try condition(outputSoFar, errorsSoFar) { return found }
            if let ended { throw TestSupportError.failed(command: command, ended) }
            return nil
        }
    }

    /// What it left behind, or nothing while it runs.
    private var ended: ProcessOutput? {
        guard !process.isRunning else { return nil }
        let code = process.terminationStatus
        return ProcessOutput(
            status: process.terminationReason == .exit ? .exited(code) : .signalled(code),
            standardOutput: bytes("output"), standardError: bytes("errors"))
    }

    private func poll<Found>(timeoutSeconds: Double, _ step: () throws -> Found?) throws -> Found {
        let deadline = ContinuousClock.now + .seconds(timeoutSeconds)
        repeat {
            if let found = try step() { return found }
            usleep(5_000)
        } while ContinuousClock.now < deadline
        send(SIGKILL)
        throw TestSupportError.timedOut(command: command, seconds: timeoutSeconds)
    }

    private func bytes(_ name: String) -> Data {
        (try? Data(contentsOf: files.file(name))) ?? Data()
    }
}
