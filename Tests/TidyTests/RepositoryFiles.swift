import Foundation
import TestSupport

/// The files of the repository as git sees them: what is committed, and what would be.
enum RepositoryFiles {
    /// Paths from the root, in order; a file that git ignores is not among them.
    static let all: [String] = {
        let listed = git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        let paths = listed.split(separator: "\0").map(String.init)
        return Set(paths).filter { FileManager.default.fileExists(atPath: RepositoryRoot.file($0).path) }.sorted()
    }()

    /// The files in `folder` (`Sources`) with one of `endings`; with any, where none is given.
    static func under(_ folder: String, _ endings: String...) -> [String] {
        all.filter { path in
            path.hasPrefix(folder + "/") && (endings.isEmpty || endings.contains { path.hasSuffix(".\($0)") })
        }
    }

    /// Whether a generator wrote the file, which a person reads as little as what a compiler writes. Its folder is called
    /// so, and says how it is made.
    static func isGenerated(_ path: String) -> Bool { path.contains("/Generated/") }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: RepositoryRoot.file(path), encoding: .utf8)
    }

    /// What git prints. Empty outside a checkout, which the layout test reports.
    static func git(_ arguments: [String]) -> String {
        (try? run("git", ["-C", RepositoryRoot.url.path] + arguments).text) ?? ""
    }

    /// Runs a tool that is found on the PATH.
    static func run(_ tool: String, _ arguments: [String], input: String = "") throws -> ProcessOutput {
        try ChildProcess(
            URL(fileURLWithPath: "/usr/bin/env"), arguments: [tool] + arguments, input: Data(input.utf8),
            folder: RepositoryRoot.url
        ).wait(timeoutSeconds: 120)
    }
}
