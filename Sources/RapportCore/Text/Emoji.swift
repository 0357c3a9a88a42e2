/// What people see as an emoji.
public enum Emoji {
    /// Whether a character is shown as an emoji: by its own nature, by the selector that asks for it, as a flag, a
    /// keycap or a sequence. A digit or `©` alone is none.
    ///
    /// Source: Unicode Technical Standard 51, "Unicode Emoji", definitions ED-6 to ED-17.
    public static func isEmoji(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first else { return false }
        if first.properties.isEmojiPresentation { return true }
        let asksForEmoji = character.unicodeScalars.contains { $0 == "\u{FE0F}" || $0 == "\u{20E3}" }
        return first.properties.isEmoji && asksForEmoji
    }

    /// Whether a text holds at least one.
    public static func occurs(in text: String) -> Bool {
        // No emoji is ASCII but keycaps, whose other scalars are not.
        !text.utf8.allSatisfy { $0 < 0x80 } && text.contains(where: isEmoji)
    }
}
