/// Tells a goodbye.
enum Farewell {
    /// Whether a message says goodbye.
    ///
    /// - Complexity: O(length · phrases).
    static func isIn(_ message: String) -> Bool {
        let words = ReplyWords.words(of: message).map(\.folded)
        let text = " " + words.joined(separator: " ") + " "
        return phrases.contains { text.contains(" \($0) ") }
    }

    /// Folded, in words that are parted by single blanks.
    static let phrases = [
        "goodnight", "good night", "gn", "nighty night", "night night", "sweet dreams", "sleep well", "sleep tight",
        "bye", "byee", "bye bye", "goodbye", "good bye", "farewell", "cya", "see ya", "ttyl", "talk later", "talk soon",
        "talk to you later", "talk to you tomorrow", "talk tomorrow", "see you tomorrow", "see you later",
        "until tomorrow",
        "gotta go", "got to go", "have to go", "need to go", "must go", "should go", "gtg", "g2g", "heading out",
        "heading to bed", "going to bed", "off to bed", "going to sleep", "need to sleep", "time to sleep",
        "need sleep",
        "back to work", "off to work", "signing off", "logging off", "catch you later", "later babe", "brb",
    ]
}
