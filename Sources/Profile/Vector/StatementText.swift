import RapportCore

/// What a statement says, apart from how it is written.
enum StatementText {
    /// Words that carry nothing in a statement of a few words.
    private static let empty: Set<String> = ["a", "an", "the", "his", "her", "my", "is", "he", "in", "of", "and"]

    /// Lower-case words of letters and digits, without those that carry nothing.
    static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { !empty.contains($0) }
    }

    /// Two statements with the same normal form say the same: `a daughter` and `Daughter.`
    static func normalized(_ text: String) -> String { words(text).joined(separator: " ") }
}
