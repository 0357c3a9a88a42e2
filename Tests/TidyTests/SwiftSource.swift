import Foundation

/// The text of a Swift file, and the same text with the inside of comments and strings blanked, so that
/// a word found in it is code. Both have the same lines.
struct SwiftSource {
    let lines: [Substring]
    let codeLines: [Substring]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var scanner = SwiftScanner(text)
        codeLines = scanner.blanked().split(separator: "\n", omittingEmptySubsequences: false).map { $0 }
    }
}

/// Blanks comments and string literals. What an interpolation holds counts as part of its string.
private struct SwiftScanner {
    private let bytes: [UInt8]
    private var position = 0
    private var result: [UInt8] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        result.reserveCapacity(bytes.count)
    }

    mutating func blanked() -> String {
        while position < bytes.count {
            if starts("//") {
                blank(until: "\n", keepsEnd: true)
            } else if starts("/*") {
                blankBlockComment()
            } else if let delimiter = stringDelimiter() {
                blankString(delimiter)
            } else {
                keep()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func starts(_ word: String) -> Bool {
        bytes[position...].starts(with: word.utf8)
    }

    private mutating func keep() {
        result.append(bytes[position])
        position += 1
    }

    /// Line breaks stay, so that lines keep their numbers.
    private mutating func blank(_ count: Int = 1) {
        for byte in bytes[position..<min(position + count, bytes.count)] {
            result.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
        }
        position = min(position + count, bytes.count)
    }

    private mutating func blank(until end: String, keepsEnd: Bool) {
        while position < bytes.count, !starts(end) { blank() }
        if !keepsEnd { blank(end.utf8.count) }
    }

    private mutating func blankBlockComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                blank(2)
            } else if starts("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && position < bytes.count
    }

    /// The closing delimiter of a string that begins here: `"`, `"""` or either with number signs.
    private func stringDelimiter() -> String? {
        let signs = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
        let rest = bytes[(position + signs)...]
        let quotes = rest.starts(with: "\"\"\"".utf8) ? "\"\"\"" : rest.starts(with: "\"".utf8) ? "\"" : nil
        return quotes.map { $0 + String(repeating: "#", count: signs) }
    }

    private mutating func blankString(_ delimiter: String) {
        let signs = delimiter.utf8.filter { $0 == UInt8(ascii: "#") }.count
        let escape = "\\" + String(repeating: "#", count: signs)
        blank(delimiter.utf8.count)
        while position < bytes.count, !starts(delimiter) {
            if starts(escape + "(") {
                blank(escape.utf8.count)
                blankInterpolation()
            } else if starts(escape) {
                blank(escape.utf8.count + 1)
            } else {
                blank()
            }
        }
        blank(delimiter.utf8.count)
    }

    /// An interpolation ends at its closing parenthesis, and may hold strings of its own.
    private mutating func blankInterpolation() {
        var depth = 0
        repeat {
            if let delimiter = stringDelimiter() {
                blankString(delimiter)
                continue
            }
            if starts("(") { depth += 1 }
            if starts(")") { depth -= 1 }
            blank()
        } while depth > 0 && position < bytes.count
    }
}
