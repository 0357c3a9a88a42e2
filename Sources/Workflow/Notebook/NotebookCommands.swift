/// The commands of a `rapport` block, as words for the program: no shell reads them.
enum NotebookCommands {
    /// Commands that answer something. What loads, deletes, serves or spends is run by people.
    static let allowed: Set<String> = [
        "check", "cluster", "compare", "project", "search", "similar", "sql", "stats", "suggest",
    ]

    /// One command a line; a backslash at its end continues it, `#` begins a comment, a leading `rapport` may stand.
    ///
    /// - Throws: `NotebookError`, with the block's line.
    static func parse(_ code: String, line: Int) throws(NotebookError) -> [[String]] {
        var commands: [[String]] = []
        var pending = ""
        for piece in code.split(separator: "\n", omittingEmptySubsequences: false) {
            let trimmed = piece.drop(while: \.isWhitespace)
            if pending.isEmpty, trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            if piece.hasSuffix("\\") {
                pending += piece.dropLast() + " "
                continue
            }
            try commands.append(command(pending + piece, line: line))
            pending = ""
        }
        if !pending.isEmpty { try commands.append(command(pending, line: line)) }
        return commands
    }

    private static func command(_ text: String, line: Int) throws(NotebookError) -> [String] {
        guard var words = words(text) else { throw .openQuote(line: line) }
        if words.first == "rapport" || words.first == "./rapport" { words.removeFirst() }
        guard let name = words.first, allowed.contains(name) else { throw .command(words.first ?? "", line: line) }
        guard !words.contains(where: { $0 == "--store" || $0.hasPrefix("--store=") }) else {
            throw .otherStore(line: line)
        }
        return words
    }

    /// Words as a shell splits them: blanks separate, quotes join, a backslash takes the next character as it is,
    /// except within single quotes. nil where a quote stays open.
    static func words(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        return quote == nil && !isEscaped ? words : nil
    }
}
