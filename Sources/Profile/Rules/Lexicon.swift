/// Phrases of a kind, each with what it is called in a profile.
///
/// Written as text: `name, name, name = phrase, phrase`. Each name stands for itself, the last one for the phrases
/// behind the `=` as well.
struct Lexicon: Sendable {
    private struct Entry: Sendable {
        var words: [String]
        var canonical: String
    }

    /// By first word, longest first.
    private let entries: [String: [Entry]]
    /// Single words of six letters and more, by length, for spelling mistakes.
    private let longWords: [Int: [(word: [UInt8], canonical: String)]]

    init(_ text: String, takesPlurals: Bool = false) {
        var entries: [String: [Entry]] = [:]
        var longWords: [Int: [(word: [UInt8], canonical: String)]] = [:]
        for (phrase, canonical) in Self.phrases(text) {
            let words = phrase.split(separator: " ").map { ClauseReader.normalised($0) }
            guard let first = words.first else { continue }
            entries[first, default: []].append(Entry(words: words, canonical: canonical))
            guard words.count == 1 else { continue }
            if first.utf8.count >= 6 { longWords[first.utf8.count, default: []].append((Array(first.utf8), canonical)) }
            if takesPlurals {
                entries[first + "s", default: []].append(Entry(words: [first + "s"], canonical: canonical))
            }
        }
        self.entries = entries.mapValues { list in list.sorted { $0.words.count > $1.words.count } }
        self.longWords = longWords
    }

    /// Phrases with their canonical names, in the order of the text.
    private static func phrases(_ text: String) -> [(phrase: String, canonical: String)] {
        text.split(separator: "\n").flatMap { line -> [(String, String)] in
            let sides = line.split(separator: "=", maxSplits: 1).map { $0.trimmingBlanks }
            guard let names = sides.first?.commaSeparated, let last = names.last else { return [] }
            let others = sides.dropFirst().flatMap(\.commaSeparated)
            return names.map { ($0, $0) } + others.map { ($0, last) }
        }
    }

    /// The longest phrase that begins at `index`.
    ///
    /// - Complexity: O(phrases with that first word).
    func longest(_ tokens: [Token], from index: Int) -> (canonical: String, length: Int)? {
        guard index < tokens.count, let list = entries[tokens[index].word] else { return nil }
        for entry in list where index + entry.words.count <= tokens.count {
            let matches = entry.words.indices.allSatisfy { tokens[index + $0].word == entry.words[$0] }
            if matches { return (entry.canonical, entry.words.count) }
        }
        return nil
    }

    /// The name of the only word at an edit distance of one; nil where there is none or more than one.
    ///
    /// - Parameter least: letters that the word must have: short words are too often other words (`former`, `cancer`).
    /// - Complexity: O(long words of about that length); only asked for where a pattern leaves no doubt of the kind.
    func misspelt(_ word: String, least: Int) -> String? {
        let bytes = Array(word.utf8)
        guard bytes.count >= least else { return nil }
        var found: Set<String> = []
        for length in bytes.count - 1...bytes.count + 1 {
            for (candidate, canonical) in longWords[length] ?? [] where Self.differByOne(bytes, candidate) {
                found.insert(canonical)
            }
        }
        return found.count == 1 ? found.first : nil
    }

    /// One letter more, less, other, or two neighbours swapped (Damerau 1964).
    private static func differByOne(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let head = zip(left, right).prefix { $0 == $1 }.count
        let restLeft = left[head...]
        let restRight = right[head...]
        switch restLeft.count - restRight.count {
        case 1: return restLeft.dropFirst().elementsEqual(restRight)
        case -1: return restRight.dropFirst().elementsEqual(restLeft)
        case 0:
            if restLeft.dropFirst().elementsEqual(restRight.dropFirst()) { return true }
            return restLeft.count >= 2 && restLeft.prefix(2).reversed().elementsEqual(restRight.prefix(2))
                && restLeft.dropFirst(2).elementsEqual(restRight.dropFirst(2))
        default: return false
        }
    }
}

extension StringProtocol {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    fileprivate var commaSeparated: [String] { split(separator: ",").map(\.trimmingBlanks).filter { !$0.isEmpty } }
}
