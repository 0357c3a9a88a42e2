import Foundation
import Synchronization

/// A child process that a test starts, watches and may kill.
///
/// Its standard streams are files, so that no amount of output can block it and what it wrote before it
/// was killed can be read. It inherits no open file of the test but those three: an inherited lock
/// would outlive its owner.
public final class ChildProcess: Sendable {
    /// What is run, for messages.
    public let command: String
    public let processID: pid_t
    private let files: TemporaryFolder
    private let status = Mutex<ProcessOutput.Status?>(nil)

    /// Starts `executable`, without a shell.
    ///
    /// - Parameters:
    ///   - environment: The whole environment; by default that of the test.
    ///   - input: What it reads from standard input, then the end of the file.
    ///   - folder: Where it runs; by default where the test runs.
    /// - Throws: `TestSupportError.cannotStart`.
    public init(
        _ executable: URL, arguments: [String] = [],
        environment: [String: String] = ProcessInfo.processInfo.environment,
        input: Data = Data(), folder: URL? = nil
    ) throws {
        command = executable.lastPathComponent
        files = try TemporaryFolder()
        try files.write(input, to: "input")
        // POSIX has no portable way to spawn in another folder; env(1) has.
        let prefix = folder.map { ["/usr/bin/env", "-C", $0.path] } ?? []
        processID = try Self.spawn(
            prefix + [executable.path] + arguments,
            environment: environment.merging(Self.ownVariables) { $1 }.map { "\($0.key)=\($0.value)" }, files: files)
    }

    /// A child that is killed while it adds its counts to the run's coverage would spoil all of it.
    private static let ownVariables = ["LLVM_PROFILE_FILE": "/dev/null"]

    deinit {
        send(SIGKILL)
        reap(0)
    }

    /// What it has written to standard output so far.
    public var outputSoFar: String { String(decoding: bytes("output"), as: UTF8.self) }

    /// What it has written to standard error so far.
    public var errorsSoFar: String { String(decoding: bytes("errors"), as: UTF8.self) }

    public var isRunning: Bool { reap(WNOHANG) == nil }

    /// Sends a signal; does nothing when the process has ended.
    public func send(_ signal: Int32) {
        status.withLock { status in
            // Once reaped its id may be another process's.
            if status == nil { _ = kill(processID, signal) }
        }
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
        reap(WNOHANG).map {
            ProcessOutput(status: $0, standardOutput: bytes("output"), standardError: bytes("errors"))
        }
    }

    /// Asks the system once for the status; 0 instead of `WNOHANG` waits for it.
    @discardableResult
    private func reap(_ options: Int32) -> ProcessOutput.Status? {
        status.withLock { status in
            if let status { return status }
            var raw: Int32 = 0
            guard waitpid(processID, &raw, options) == processID else { return nil }
            // The layout of a wait status: the signal in the low seven bits, else the code above them.
            let signal = raw & 0x7F
            status = signal == 0 ? .exited((raw >> 8) & 0xFF) : .signalled(signal)
            return status
        }
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
