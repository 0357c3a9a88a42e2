import Foundation

/// Where the sources that are being tested lie.
public enum RepositoryRoot {
    /// The folder with `Package.swift`, found from this file's path at compile time.
    ///
    /// Links are resolved, so that a package that borrows `Tests` through a link finds the real root.
    public static let url: URL = {
        let thisFile = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return thisFile.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }()

    /// The file or folder at `relativePath` (`data/sample_logs.pkl`) under the root.
    public static func file(_ relativePath: String) -> URL {
        url.appendingPathComponent(relativePath)
    }
}
