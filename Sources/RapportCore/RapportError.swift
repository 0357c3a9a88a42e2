/// An error that a user reads: one line that says what was tried, what was found and what to do next.
///
/// Each module throws its own typed errors; conforming to this protocol is what lets the command line
/// and the server show them without knowing them.
///
/// - Important: The message names files, rows, bytes, fields and numbers. It never holds a fan's text.
public protocol RapportError: Error, CustomStringConvertible {
    /// One line without a trailing full stop or line break.
    var message: String { get }
}

extension RapportError {
    public var description: String { message }
}
