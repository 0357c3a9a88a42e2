/// Text from data within a Markdown document: it is shown as it is and can be nothing else.
package enum MarkdownText {
    private static let plain: Set<Character> = [" ", "'", ","]

    /// A data text on one line without markup, links or HTML; control characters become a replacement mark.
    ///
    /// - Complexity: O(characters)
    package static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\n", "\r", "\t": escaped += " "
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): escaped += "\u{FFFD}"
            // These turn the direction of what follows, or break lines.
            case _ where (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value):
                escaped += "\u{FFFD}"
            default:
                let character = Character(scalar)
                if scalar.isASCII, character.isPunctuation || character.isSymbol, !plain.contains(character) {
                    escaped += "\\"
                }
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
