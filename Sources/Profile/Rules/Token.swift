/// A word of a message, or a boundary within a clause.
struct Token: Sendable, Hashable {
    /// Lower case, without apostrophes, short forms undone: `im`, `you`, `daughters`. `,` for a boundary.
    var word: String
    /// As the fan wrote it.
    var original: String

    static let boundary = Token(word: ",", original: ",")

    var isBoundary: Bool { word == "," }
    /// A whole number; nil for other words.
    var number: Int? { word.utf8.count <= 4 && word.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? Int(word) : nil }
    /// Written like a name, `Denver`.
    var isCapitalised: Bool { original.first?.isUppercase ?? false }
}

/// A piece of a message in which a pattern may match: a sentence, or a part of one.
struct Clause: Sendable {
    var tokens: [Token]
    /// Ends in a question mark.
    var isQuestion: Bool
}
