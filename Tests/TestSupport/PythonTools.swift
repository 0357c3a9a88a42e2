import Foundation
import RapportCore

/// Runs Python scripts with the interpreter of the tests' virtual environment.
public enum PythonTools {
    /// The interpreter that has what `python-requirements.txt` pins.
    ///
    /// `RAPPORT_PYTHON` names it; without that it is looked for where the launcher puts it:
    /// `$XDG_CACHE_HOME/rapport/venv-<hash of the requirements>`.
    ///
    /// - Throws: `TestSupportError.notSetUp`; a test that needs Python fails without it, it is not
    ///   skipped.
    public static func interpreter() throws -> URL {
        let environment = ProcessInfo.processInfo.environment
        let python =
            if let named = environment["RAPPORT_PYTHON"], !named.isEmpty {
                URL(fileURLWithPath: named)
            } else {
                try cacheFolder(environment).appendingPathComponent("venv-\(requirementsHash())/bin/python")
            }
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw TestSupportError.notSetUp(missing: "the tests' Python at \(python.path)")
        }
        return python
    }

    /// Runs a script file.
    ///
    /// - Returns: What it wrote; its exit code is 0.
    /// - Throws: `TestSupportError.failed` with the end of its standard error.
    @discardableResult
    public static func run(
        script: URL, arguments: [String] = [], input: Data = Data(), timeoutSeconds: Double = 600
    ) throws -> ProcessOutput {
        try run([script.path] + arguments, input: input, timeoutSeconds: timeoutSeconds)
    }

    /// Runs a few lines of Python.
    ///
    /// - Throws: As `run(script:)`.
    @discardableResult
    public static func run(
        code: String, arguments: [String] = [], input: Data = Data(), timeoutSeconds: Double = 600
    ) throws -> ProcessOutput {
        try run(["-c", code] + arguments, input: input, timeoutSeconds: timeoutSeconds)
    }

    private static func run(_ words: [String], input: Data, timeoutSeconds: Double) throws -> ProcessOutput {
        // -B: no compiled files beside the scripts, which lie in the checkout.
        let python = try ChildProcess(interpreter(), arguments: ["-B"] + words, input: input)
        let output = try python.wait(timeoutSeconds: timeoutSeconds)
        guard output.succeeded else {
            throw TestSupportError.failed(command: "python", output)
        }
        return output
    }

    /// Rapport's folder for what can be fetched again.
    static func cacheFolder(_ environment: [String: String]) -> URL {
        let base =
            if let named = environment["XDG_CACHE_HOME"], !named.isEmpty {
                URL(fileURLWithPath: named)
            } else {
                URL(fileURLWithPath: environment["HOME"] ?? NSHomeDirectory()).appendingPathComponent(".cache")
            }
        return base.appendingPathComponent("rapport")
    }

    /// The first 16 hex digits of the SHA-256 of the requirements, as `sha256sum` gives them.
    static func requirementsHash() throws -> String {
        let requirements = RepositoryRoot.file("Tests/TestSupport/python-requirements.txt")
        return try ContentHash(of: String(contentsOf: requirements, encoding: .utf8)).shortHex
    }
}
