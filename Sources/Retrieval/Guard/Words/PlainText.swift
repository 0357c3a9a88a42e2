import Foundation

/// A text as plain letters: lower case, without accents, width, decoration and letters of other scripts that only look
/// like ours.
enum PlainText {
    /// - Complexity: O(length).
    static func of(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        let compatible = text.precomposedStringWithCompatibilityMapping.lowercased()
        let bare = compatible.folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
        var scalars = String.UnicodeScalarView()
        for scalar in bare.unicodeScalars where !isInvisible(scalar) {
            if scalar == "’" || scalar == "‘" || scalar == "`" || scalar == "´" {
                scalars.append("'")
            } else {
                scalars.append(Spellings.lookalikes[scalar] ?? scalar)
            }
        }
        return String(scalars)
    }

    /// Scalars that part letters without being seen, and those that only shape an emoji.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF, 0x20E3, 0x300...0x36F, 0xE0000...0xE007F:
            true
        default: false
        }
    }
}
