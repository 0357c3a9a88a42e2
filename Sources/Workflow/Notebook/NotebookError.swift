import RapportCore

/// Why a notebook did not run.
public enum NotebookError: RapportError, Equatable {
    case unreadable(path: String, reason: String)
    case openBlock(line: Int)
    case unknownInfo(String, line: Int)
    case openQuote(line: Int)
    /// A command that notebooks do not run.
    case command(String, line: Int)
    case otherStore(line: Int)
    /// A `plot` block that cannot be drawn.
    case plot(line: Int, reason: String)
    /// A folder for pictures that cannot be made.
    case noFolder(path: String, reason: String)
    /// A block whose query or command failed.
    case block(line: Int, reason: String)

    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "the notebook \(path) cannot be read: \(reason)"
        case .openBlock(let line): "the block that opens in line \(line) is not closed; end it with its fence"
        case .unknownInfo(let word, let line):
            "line \(line) says '\(word)'; a block's language can be followed by tolerance=0.01, from 0 to 1"
        case .openQuote(let line): "the block in line \(line) has a quote that is not closed"
        case .command(let name, let line):
            "the block in line \(line) calls '\(name)'; notebooks run \(NotebookCommands.allowed.sorted().joined(separator: ", "))"
        case .otherStore(let line):
            "the block in line \(line) names a store; leave it out: the whole notebook runs on one"
        case .plot(let line, let reason): "the plot in line \(line) \(reason)"
        case .noFolder(let path, let reason):
            "the folder \(path) for the notebook's pictures cannot be made: \(reason); remove what is in its place"
        case .block(let line, let reason): "the block in line \(line) failed: \(reason)"
        }
    }
}
