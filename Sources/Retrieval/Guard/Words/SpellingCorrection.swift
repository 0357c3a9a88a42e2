/// Finds the key word that was meant: one edit away, two in long words.
///
/// Source: Garbe, "1000x faster spelling correction" (SymSpell, 2012): words that are near share a word that is left
/// when letters are dropped from both.
struct SpellingCorrection: Sendable {
    private static let shortestWord = 5
    private static let longWord = 9
    /// Key words by what is left of them after one deletion, or none.
    private let words: [String: [String]]

    init(words all: Set<String>) {
        var words: [String: [String]] = [:]
        for word in all.sorted() where word.count >= Self.shortestWord && word.first != "<" {
            for rest in Self.deletions(of: word) { words[rest, default: []].append(word) }
        }
        self.words = words
    }

    /// The nearest key word that begins with the same letter; nil where none is near.
    ///
    /// - Complexity: O(letters²).
    func correction(of word: String) -> String? {
        guard word.count >= Self.shortestWord - 1, word.count <= 24 else { return nil }
        var best: (distance: Int, word: String)?
        for rest in Self.deletions(of: word) {
            for candidate in words[rest] ?? [] where candidate.first == word.first {
                let distance = Self.distance(Array(word), Array(candidate))
                guard distance <= (candidate.count >= Self.longWord ? 2 : 1) else { continue }
                if best.map({ (distance, candidate) < ($0.distance, $0.word) }) ?? true { best = (distance, candidate) }
            }
        }
        return best?.word
    }

    /// A word and what is left of it without each of its letters.
    private static func deletions(of word: String) -> Set<String> {
        var rests: Set<String> = [word]
        for index in word.indices {
            var rest = word
            rest.remove(at: index)
            rests.insert(rest)
        }
        return rests
    }

    /// Letters inserted, dropped, replaced or swapped with the next (optimal string alignment).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(last[column + 1], current[column]) + 1
                best = min(best, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
