import Foundation

/// How the reference tokenizer sees single scalars.
///
/// The reference reads categories from a table of Unicode 8.0, decomposes by 9.0, and lower-cases by current Unicode.
/// Here the standard library's tables serve, cut down to what those versions knew by the scalar's age; the few scalars
/// whose category changed since are listed. A test compares every scalar with the reference.
///
/// Source of the rules: Hugging Face tokenizers, `normalizers::bert` and `pre_tokenizers::bert`.
enum BertUnicode {
    /// Whether cleaning removes the scalar: controls, format characters and private use, and U+FFFD.
    static func isRemoved(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A, 0x0D: false
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x600...0x605, 0x61C, 0x6DD, 0x70F, 0x180E, 0x200B...0x200F,
            0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xE000...0xF8FF, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFD,
            0x110BD, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0001, 0xE0020...0xE007F, 0xF0000...0xFFFFD,
            0x100000...0x10FFFD:
            true
        default: false
        }
    }

    /// White space that cleaning turns into a blank.
    static func isSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Ideographs that become words of their own. The gap from 2B820 to 2B91F is the reference's.
    static func isIdeograph(_ value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
            0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }

    /// Punctuation beyond ASCII, a word of its own.
    static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        if wasPunctuation(scalar.value) { return true }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return wasKnown(scalar, to: 8)
        default: return false
        }
    }

    /// Marks that are dropped after decomposition.
    static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        if wasAccent(scalar.value) { return true }
        return scalar.properties.generalCategory == .nonspacingMark && !wasNoAccent(scalar.value)
            && wasKnown(scalar, to: 8)
    }

    /// Whether this version of Unicode had the scalar.
    private static func wasKnown(_ scalar: Unicode.Scalar, to version: Int) -> Bool {
        guard let age = scalar.properties.age else { return false }
        return age.major <= version
    }

    // Scalars of Unicode 8.0 whose category changed since.
    private static func wasPunctuation(_ value: UInt32) -> Bool { value == 0x166D || value == 0x111C9 }
    private static func wasAccent(_ value: UInt32) -> Bool { value == 0x1734 || value == 0x1171E }
    private static func wasNoAccent(_ value: UInt32) -> Bool {
        value == 0x1885 || value == 0x1886 || value == 0xA9BD || value == 0x111C9
    }

    /// Whether the scalar may have a canonical decomposition. Says no for what chats are full of, emoji and typographic
    /// punctuation, so that they need no look-up.
    static func mayDecompose(_ value: UInt32) -> Bool {
        switch value {
        case 0...0xBF, 0x2002...0x2125, 0x2600...0x27BF, 0x3400...0x9FFF, 0xFE00...0xFE0F, 0x1F000...0x2F7FF: false
        default: true
        }
    }

    /// The full canonical decomposition of one scalar.
    static func decomposed(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        let text = String(scalar)
        return (wasKnown(scalar, to: 9) ? text.decomposedStringWithCanonicalMapping : text).unicodeScalars
    }

    /// The canonical combining class; 0 for what stays where it is.
    static func combiningClass(_ scalar: Unicode.Scalar) -> UInt8 {
        let value = scalar.properties.canonicalCombiningClass.rawValue
        return value == 0 || wasKnown(scalar, to: 9) ? value : 0
    }
}
