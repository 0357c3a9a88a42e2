/// A pattern over the words of a message, as a regular expression is one over characters.
///
/// | written | matches |
/// | --- | --- |
/// | `want/need` | one of these words |
/// | `kill~` | the word with its regular endings: `kills`, `killed`, `killing` |
/// | `#10-17` | a number in that range, in digits or words |
/// | `to?` | the word or nothing |
/// | `(end it \| die)` | one of these sequences; `(…)?` makes it optional |
/// | `..3` | up to three words of any kind |
/// | `^` | the beginning of a sentence, where a pattern begins with it |
/// | `$kin` | the pattern of that name |
///
/// Words are those of `GuardWords`: contractions are written out (`i am`, `do not`). No match goes over the end of a
/// sentence.
indirect enum WordPattern: Sendable, Equatable {
    case word(Set<String>)
    case number(ClosedRange<Int>)
    case gap(Int)
    case sentenceStart
    case optional(WordPattern)
    case choice([WordPattern])
    case sequence([WordPattern])

    /// Reads a pattern; nil where it is malformed.
    ///
    /// - Parameter named: what `$name` stands for.
    init?(parsing text: String, named: [String: WordPattern] = [:]) {
        var parser = WordPatternParser(text, named)
        guard let pattern = parser.choice(), parser.isAtEnd else { return nil }
        self = pattern
    }

    /// All words that it names.
    var words: Set<String> {
        switch self {
        case .word(let words): words
        case .number, .gap, .sentenceStart: []
        case .optional(let pattern): pattern.words
        case .choice(let patterns), .sequence(let patterns):
            patterns.reduce(into: []) { $0.formUnion($1.words) }
        }
    }
}

/// Reads patterns by recursive descent.
private struct WordPatternParser {
    private var pieces: ArraySlice<String>
    private let named: [String: WordPattern]

    init(_ text: String, _ named: [String: WordPattern]) {
        var spaced = ""
        for character in text { spaced += "(|)".contains(character) ? " \(character) " : String(character) }
        // `) ?` is the question mark of the parenthesis.
        pieces = spaced.split(separator: " ").map(String.init)[...]
        self.named = named
    }

    var isAtEnd: Bool { pieces.isEmpty }

    mutating func choice() -> WordPattern? {
        guard let first = sequence() else { return nil }
        var patterns = [first]
        while pieces.first == "|" {
            pieces.removeFirst()
            guard let next = sequence() else { return nil }
            patterns.append(next)
        }
        return patterns.count == 1 ? patterns[0] : .choice(patterns)
    }

    private mutating func sequence() -> WordPattern? {
        var patterns: [WordPattern] = []
        while let piece = pieces.first, piece != "|", piece != ")" {
            guard let pattern = item() else { return nil }
            patterns.append(pattern)
        }
        return patterns.isEmpty ? nil : patterns.count == 1 ? patterns[0] : .sequence(patterns)
    }

    private mutating func item() -> WordPattern? {
        guard var piece = pieces.popFirst() else { return nil }
        var pattern: WordPattern?
        if piece == "(" {
            pattern = choice()
            guard pieces.popFirst() == ")" else { return nil }
            if pieces.first == "?" {
                pieces.removeFirst()
                piece = "?"
            }
        } else {
            pattern = Self.simple(piece.hasSuffix("?") ? String(piece.dropLast()) : piece, named)
        }
        guard let pattern else { return nil }
        return piece.hasSuffix("?") ? .optional(pattern) : pattern
    }

    private static func simple(_ piece: String, _ named: [String: WordPattern]) -> WordPattern? {
        if piece == "^" { return .sentenceStart }
        if piece.hasPrefix("$") { return named[String(piece.dropFirst())] }
        if piece.hasPrefix("..") { return Int(piece.dropFirst(2)).map(WordPattern.gap) }
        if piece.hasPrefix("#") {
            let bounds = piece.dropFirst().split(separator: "-").compactMap { Int($0) }
            guard bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
            return .number(bounds[0]...bounds[1])
        }
        let words = piece.split(separator: "/").flatMap { word in
            word.hasSuffix("~") ? Inflection.forms(of: String(word.dropLast())) : [String(word)]
        }
        let isReadable = words.allSatisfy { word in
            word.hasPrefix("<") || word.unicodeScalars.allSatisfy { ("a"..."z").contains($0) }
        }
        return words.isEmpty || !isReadable ? nil : .word(Set(words))
    }
}

/// The regular endings of English verbs and nouns.
enum Inflection {
    /// The word itself first. Some forms are no words, which does no harm where they are only looked for.
    static func forms(of word: String) -> [String] {
        guard let last = word.last, word.count > 2 else { return [word] }
        var forms = [word]
        if last == "e" {
            let stem = word.dropLast()
            forms += ["\(word)s", "\(word)d", "\(stem)ing", "\(stem)in"]
        } else if last == "y", let before = word.dropLast().last, !"aeiou".contains(before) {
            let stem = word.dropLast()
            forms += ["\(stem)ies", "\(stem)ied", "\(word)ing"]
        } else {
            let isHissing = "sxz".contains(last) || word.hasSuffix("sh") || word.hasSuffix("ch")
            forms += [isHissing ? "\(word)es" : "\(word)s", "\(word)ed", "\(word)ing", "\(word)in"]
            if let before = word.dropLast().last, "aeiou".contains(before), !"aeiouwxy".contains(last) {
                forms += ["\(word)\(last)ed", "\(word)\(last)ing"]
            }
        }
        return forms
    }
}
