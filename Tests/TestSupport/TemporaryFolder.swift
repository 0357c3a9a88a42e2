import Foundation

/// An empty folder for one test, removed with its content when the value goes away.
///
/// Keep it in a variable that outlives the last use: `let folder = try TemporaryFolder()`, and use
/// `withTemporaryFolder` where a closure is clearer.
public final class TemporaryFolder: Sendable {
    /// Without links, so that paths compare equal to what a child process reports.
    public let url: URL

    public init() throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        // Short: the path of a socket, such as Chromium's in its folder, may have 107 bytes.
        let name = UUID().uuidString.suffix(12)
        url = base.appendingPathComponent("rapport-test-\(name)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The file `name` in the folder; it does not have to exist.
    public func file(_ name: String) -> URL {
        url.appendingPathComponent(name)
    }

    /// Writes `text` to the file `name` and returns where it lies.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> URL {
        try write(Data(text.utf8), to: name)
    }

    /// Writes `bytes` to the file `name` and returns where it lies; folders in `name` are made.
    @discardableResult
    public func write(_ bytes: Data, to name: String) throws -> URL {
        let target = file(name)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: target)
        return target
    }
}

/// Runs `body` with an empty folder and removes it afterwards.
public func withTemporaryFolder<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) { try body(folder) }
}
