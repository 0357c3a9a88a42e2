import Foundation

/// Where the program writes: results to stdout, everything else to stderr.
enum Terminal {
    /// Whether a person watches stderr.
    static let isWatched = isatty(STDERR_FILENO) == 1

    /// A result, followed by a line break.
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// A remark for people.
    static func remark(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// An error; one line, led by the program's name.
    static func complain(_ text: String, isWhole: Bool = false) {
        let line = isWhole ? text : "rapport: \(text.split(whereSeparator: \.isNewline).joined(separator: " "))"
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Control characters made visible: a fan's message must not steer the terminal.
    static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x0A: "⏎"
                    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}
