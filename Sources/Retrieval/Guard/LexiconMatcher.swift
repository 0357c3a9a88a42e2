/// Finds which of some lexicons a text touches, reading its words once.
struct LexiconMatcher: Sendable {
    /// A lexicon, compiled.
    private struct Phrases: Sendable {
        var harmless: PhraseIndex
        var signs: PhraseIndex
        var hints: PhraseIndex
    }

    let reader: GuardWords
    private let lexicons: [Phrases]
    /// Patterns that could not be read, which match nothing; a test holds that there are none.
    let malformed: [String]

    init(_ lexicons: [Lexicon]) {
        var malformed: [String] = []
        func parse(_ text: String, _ named: [String: WordPattern]) -> WordPattern? {
            let pattern = WordPattern(parsing: text, named: named)
            if pattern == nil { malformed.append(text) }
            return pattern
        }
        var shared: [String: WordPattern] = [:]
        for (name, text) in SharedWords.named { shared[name] = parse(Lexicon.joined(text), shared) }
        let parsed = lexicons.map { lexicon in
            var named = shared
            for (name, text) in lexicon.named { named[name] = parse(Lexicon.joined(text), named) }
            return [lexicon.harmless, lexicon.signs, lexicon.hints].map { $0.compactMap { parse($0, named) } }
        }
        let words = parsed.joined().joined().reduce(into: Set<String>()) { $0.formUnion($1.words) }
        let reader = GuardWords(vocabulary: words)
        self.lexicons = parsed.map { patterns in
            let indexes = patterns.map { PhraseIndex($0.map { WordProgram($0, reader.vocabulary) }) }
            return Phrases(harmless: indexes[0], signs: indexes[1], hints: indexes[2])
        }
        self.reader = reader
        self.malformed = malformed
    }

    /// For each lexicon whether the text touches it.
    ///
    /// - Complexity: O(length): each word is compared with the patterns that can begin with it.
    func touched(by text: String) -> [Bool] {
        let words = reader.words(of: text)
        return lexicons.map { Self.touches($0, words) }
    }

    private static func touches(_ phrases: Phrases, _ words: [GuardWord]) -> Bool {
        var words = words
        for range in phrases.harmless.matches(in: words) {
            for position in range {
                words[position].id = GuardWord.unknown
                words[position].number = nil
            }
        }
        return phrases.signs.hasMatch(in: words) || phrases.hints.matchCount(in: words, atMost: 2) == 2
    }
}
