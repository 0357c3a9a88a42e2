/// Cuts a fan's message into clauses of words.
///
/// Chat has few capitals and full stops, and many typos; so apostrophes fall away (`I'm`, `im`), stretched words shrink
/// (`sooo`), and the commonest short forms are undone (`u`). What is not the fan's own word is left out: quotations,
/// pasted lines of a chat, and whole messages that try to tell a program what to do.
struct ClauseReader {
    /// Clauses of a message whose entities are decoded. Links, mentions of others and quotations are boundaries.
    ///
    /// - Complexity: O(characters).
    static func clauses(of message: String) -> [Clause] {
        guard !Instructions.areGiven(in: message) else { return [] }
        var reader = ClauseReader()
        for line in message.split(whereSeparator: \.isNewline) where !isOfAnother(line) {
            reader.read(withoutQuotations(line))
            reader.endClause(isQuestion: false)
        }
        return reader.clauses
    }

    private var clauses: [Clause] = []
    private var tokens: [Token] = []

    private mutating func read(_ line: String) {
        for part in line.split(whereSeparator: \.isWhitespace) {
            if part.lowercased().hasSuffix("y/o") {
                read(part: part.dropLast(3))
                addWord("yo")
            } else if part.contains("://") || part.hasPrefix("www.") || part.hasPrefix("@") {
                addBoundary()
            } else {
                read(part: part)
            }
        }
    }

    /// A run of characters without blanks, such as `work,`, `6'2` or `ok...so`.
    private mutating func read(part: Substring) {
        var rest = part
        while let first = rest.first {
            let word = rest.prefix { Self.isOfWord($0) }
            if !word.isEmpty {
                addWord(word)
                rest = rest.dropFirst(word.count)
                continue
            }
            rest = rest.dropFirst()
            switch first {
            case "?": endClause(isQuestion: true)
            case ".", "!", ";", "\u{2026}": endClause(isQuestion: false)
            case "%", "$", "€", "£", "°": tokens.append(Token(word: String(first), original: String(first)))
            case "-", "/", "_", "#", "*", "~", "^", "+", "&": break
            default: addBoundary()
            }
        }
    }

    /// What stands right behind an age: `34yo`, `34m`.
    private static let ageSuffixes: Set<String> = ["yo", "yr", "yrs", "m", "yold"]

    private static func isOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "'" || character == "\u{2019}"
    }

    private mutating func addWord(_ written: Substring) {
        let digits = written.prefix { $0.isNumber }
        if !digits.isEmpty, Self.ageSuffixes.contains(written.dropFirst(digits.count).lowercased()) {
            tokens.append(Token(word: String(digits), original: String(digits)))
            return addWord(written.dropFirst(digits.count))
        }
        if let stem = Self.withoutPossessive(written) {
            addWord(stem)
            return tokens.append(Token(word: "s", original: "'s"))
        }
        let word = Self.normalised(written)
        guard !word.isEmpty else { return }
        let previous = tokens.last?.word
        // "i am", "i m": one word, as in "i'm".
        if previous == "i", word == "am" || word == "m" {
            tokens[tokens.count - 1] = Token(word: "im", original: "I'm")
        } else {
            tokens.append(Token(word: word, original: String(written)))
        }
    }

    /// `brother` of `brother's`, whether that means his or that he is; nil where `'s` is part of a small word.
    private static func withoutPossessive(_ written: Substring) -> Substring? {
        guard written.count > 3, ["'s", "\u{2019}s", "'S", "\u{2019}S"].contains(where: written.hasSuffix),
            !joined.contains(written.dropLast(2).lowercased())
        else { return nil }
        return written.dropLast(2)
    }

    private static let joined = WordClass.words(
        "it that he she what who where how when there here let thats everyone everything why")

    private mutating func addBoundary() {
        if let last = tokens.last, !last.isBoundary { tokens.append(.boundary) }
    }

    private mutating func endClause(isQuestion: Bool) {
        while tokens.last?.isBoundary == true { tokens.removeLast() }
        if !tokens.isEmpty {
            clauses.append(Clause(tokens: tokens, isQuestion: isQuestion))
        } else if isQuestion, !clauses.isEmpty {
            // "really??" and "you ok!?" end twice.
            clauses[clauses.count - 1].isQuestion = true
        }
        tokens = []
    }

    /// The key under which a word is looked up.
    static func normalised(_ written: some StringProtocol) -> String {
        var word = written.lowercased()
        if word.contains(where: { $0 == "'" || $0 == "\u{2019}" }) {
            // A height is no age: `6'2` must not become 62.
            let isMeasure = word.contains(where: \.isNumber)
            word = isMeasure ? word : word.filter { $0 != "'" && $0 != "\u{2019}" }
        }
        word = shrunk(word)
        return shortForms[word] ?? word
    }

    /// Three or more of one letter become one: `loooove`.
    private static func shrunk(_ word: String) -> String {
        var result = ""
        var rest = word[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            result += run.count >= 3 && first.isLetter ? String(first) : String(run)
            rest = rest.dropFirst(run.count)
        }
        return result
    }

    private static let shortForms: [String: String] = [
        "u": "you", "ya": "you", "ur": "your", "youre": "your", "r": "are", "n": "and", "iam": "im", "y": "why",
        "wanna": "want", "cuz": "because", "cause": "because", "bc": "because", "coz": "because", "rly": "really",
        "w": "with", "ppl": "people", "bday": "birthday", "gf": "girlfriend", "bf": "boyfriend", "hubby": "husband",
        "wifey": "wife", "tho": "though", "rn": "now", "atm": "now", "luv": "love", "lovin": "loving", "bin": "been",
        "goin": "going", "doin": "doing", "workin": "working", "fishin": "fishing", "huntin": "hunting",
        "livin": "living", "gonna": "going", "yr": "year", "yrs": "years", "yo": "old", "thats": "that",
    ]

    /// A pasted line of a chat that somebody else speaks.
    private static func isOfAnother(_ line: Substring) -> Bool {
        guard let colon = line.firstIndex(of: ":") else { return line.hasPrefix(">") }
        let speaker = line[..<colon].lowercased()
        return ["you", "u", "her", "she", "him", "he", "chatter", "model", "system", "assistant"].contains(speaker)
            || line.hasPrefix(">")
    }

    /// The line with every quotation replaced by a boundary. Straight quotes count in pairs: inches have none.
    private static func withoutQuotations(_ line: Substring) -> String {
        guard line.contains(where: { $0 == "\"" || $0 == "\u{201C}" }) else { return String(line) }
        var result = ""
        var rest = line
        while let open = rest.firstIndex(where: { $0 == "\"" || $0 == "\u{201C}" }) {
            let close: Character = rest[open] == "\"" ? "\"" : "\u{201D}"
            let inside = rest[rest.index(after: open)...]
            guard let end = inside.firstIndex(of: close) else { break }
            result += rest[..<open] + " , "
            rest = inside[inside.index(after: end)...]
        }
        return result + rest
    }
}
