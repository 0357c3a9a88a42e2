import Foundation

/// What a child process left behind.
public struct ProcessOutput: Sendable {
    /// How a process ends.
    public enum Status: Equatable, Sendable, CustomStringConvertible {
        case exited(Int32)
        case signalled(Int32)

        public var description: String {
            switch self {
            case .exited(let code): "exit code \(code)"
            case .signalled(let signal): "signal \(signal)"
            }
        }
    }

    public let status: Status
    public let standardOutput: Data
    public let standardError: Data

    /// Standard output as text; bytes that are not UTF-8 show as replacement characters.
    public var text: String { String(decoding: standardOutput, as: UTF8.self) }

    /// Standard error as text.
    public var errorText: String { String(decoding: standardError, as: UTF8.self) }

    /// Whether the process ended by itself with 0.
    public var succeeded: Bool { status == .exited(0) }
}
