import Foundation

/// The built command line, for tests that run it as users do.
public enum RapportBinary {
    /// `RAPPORT_BINARY`, or `rapport` beside the running test bundle.
    ///
    /// - Throws: `TestSupportError.notSetUp`.
    public static func url() throws -> URL {
        let named = ProcessInfo.processInfo.environment["RAPPORT_BINARY"] ?? ""
        let binary =
            named.isEmpty
            ? productsFolder().appendingPathComponent("rapport") : URL(fileURLWithPath: named)
        guard FileManager.default.isExecutableFile(atPath: binary.path) else {
            throw TestSupportError.notSetUp(missing: "the built command line at \(binary.path)")
        }
        return binary
    }

    /// Another built program, beside the running test bundle.
    ///
    /// - Throws: `TestSupportError.notSetUp`.
    public static func product(_ name: String) throws -> URL {
        let program = productsFolder().appendingPathComponent(name)
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            throw TestSupportError.notSetUp(missing: "the built program at \(program.path)")
        }
        return program
    }

    /// Starts the command line, for tests that watch or kill it.
    ///
    /// - Parameter environment: Added to the environment of the test.
    public static func start(
        _ arguments: [String], environment: [String: String] = [:], input: Data = Data(), folder: URL? = nil
    ) throws -> ChildProcess {
        let inherited = ProcessInfo.processInfo.environment
        return try ChildProcess(
            url(), arguments: arguments, environment: inherited.merging(environment) { $1 },
            input: input, folder: folder)
    }

    /// Runs the command line to its end, whatever its exit code.
    public static func run(
        _ arguments: [String], environment: [String: String] = [:], input: Data = Data(), folder: URL? = nil,
        timeoutSeconds: Double = 600
    ) throws -> ProcessOutput {
        let process = try start(arguments, environment: environment, input: input, folder: folder)
        return try process.wait(timeoutSeconds: timeoutSeconds)
    }

    /// Where the build puts executables and test bundles.
    private static func productsFolder() -> URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    }
}
