/// What is done to files, by the words that errors use.
public enum FileOperation: String, Sendable, CaseIterable {
    case open
    case measure
    case map
    case write
    case sync
    case rename
    case syncFolder = "sync the folder of"
    case unlink = "remove"
}

/// Makes file operations fail, for tests: asked before each, gives the error number to fail with.
package struct FileFaults: Sendable {
    package var failure: @Sendable (FileOperation) -> Int32?
    /// Whether a failed save leaves its unfinished file behind, as a killed process does.
    package var leavesUnfinishedFile: Bool

    package init(leavesUnfinishedFile: Bool = false, failure: @escaping @Sendable (FileOperation) -> Int32?) {
        self.failure = failure
        self.leavesUnfinishedFile = leavesUnfinishedFile
    }

    package static let none = FileFaults { _ in nil }

    func check(_ operation: FileOperation, _ path: String) throws(HNSWFileError) {
        if let code = failure(operation) { throw .io(operation: operation, path: path, errno: code) }
    }
}
